//===- Tensor.h - Tensors in host memory ----------------------------------===//
//
// A HostTensor owns dense, row-major memory and knows its element type and
// shape. The driver fills it from files and generators, every backend reads
// and writes it. Element types have DLPack's codes, so that a view for the C
// runtime is
//   tdsl_dense(t.data(), tdsl_make_dtype(code, bits), t.rank(), t.extents())
// with `code` and `bits` of t.type(). This folder knows nothing of the
// compiler's own types: the two meet by spelling ("f32").
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TARGET_TENSOR_H
#define TDSL_TARGET_TENSOR_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <cassert>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace tdsl::target {

/// Classes of element types; the values are DLPack's.
enum class TypeCode : uint8_t {
  Int = 0,
  UInt = 1,
  Float = 2,
  BFloat = 4,
  Bool = 6
};

struct ElementType {
  TypeCode code = TypeCode::Float;
  uint8_t bits = 32; // a bool has 8: 0 or 1

  /// Of the scalar type that a program calls so: "u8", "bf16", "bool".
  static std::optional<ElementType> named(llvm::StringRef spelling);
  std::string spelling() const;
  unsigned bytes() const { return bits / 8; }
  bool isFloat() const {
    return code == TypeCode::Float || code == TypeCode::BFloat;
  }
  bool operator==(ElementType o) const {
    return code == o.code && bits == o.bits;
  }
  bool operator!=(ElementType o) const { return !(*this == o); }
};

/// Elements, or bytes, of a shape; nothing where an extent is negative or the
/// product passes limits::Elements. A shape with a zero in it has none.
std::optional<int64_t> countElements(llvm::ArrayRef<int64_t> shape);
std::optional<int64_t> countBytes(ElementType type,
                                  llvm::ArrayRef<int64_t> shape);

/// The shape as it is written in messages: [480, 640, 3].
std::string shapeText(llvm::ArrayRef<int64_t> shape);

class HostTensor {
public:
  /// Where the first element lies, so that no vector load is split.
  static constexpr size_t Alignment = 64;

  HostTensor() = default; // no tensor: isEmpty(), no memory
  /// Zeros; nothing where the shape is too large or memory runs out.
  static std::optional<HostTensor> make(ElementType type,
                                        llvm::ArrayRef<int64_t> shape);
  static std::optional<HostTensor> copyOf(const HostTensor &other);

  ElementType type() const { return elementType; }
  llvm::ArrayRef<int64_t> shape() const { return dims; }
  /// The shape as C wants it: borrowed, not to be changed.
  int64_t *extents() { return dims.data(); }
  int64_t rank() const { return static_cast<int64_t>(dims.size()); }
  int64_t size() const { return count; } // in elements
  int64_t bytes() const { return count * elementType.bytes(); }
  bool isEmpty() const { return count == 0; }

  void *data() { return memory.get(); }
  const void *data() const { return memory.get(); }

  /// The elements as an array; T must have the element's size.
  template <typename T> llvm::MutableArrayRef<T> as() {
    assert(sizeof(T) == elementType.bytes());
    return {static_cast<T *>(data()), static_cast<size_t>(count)};
  }
  template <typename T> llvm::ArrayRef<T> as() const {
    assert(sizeof(T) == elementType.bytes());
    return {static_cast<const T *>(data()), static_cast<size_t>(count)};
  }

private:
  struct Release {
    void operator()(void *memory) const;
  };

  ElementType elementType;
  llvm::SmallVector<int64_t, 4> dims;
  int64_t count = 0;
  std::unique_ptr<void, Release> memory;
};

} // namespace tdsl::target

#endif // TDSL_TARGET_TENSOR_H
