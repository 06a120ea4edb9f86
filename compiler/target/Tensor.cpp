//===- Tensor.cpp - Tensors in host memory --------------------------------===//

#include "compiler/target/Tensor.h"

#include "compiler/support/Limits.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace tdsl::target {

std::optional<ElementType> ElementType::named(llvm::StringRef spelling) {
  using Result = std::optional<ElementType>;
  return llvm::StringSwitch<Result>(spelling)
      .Case("bool", ElementType{TypeCode::Bool, 8})
      .Case("i8", ElementType{TypeCode::Int, 8})
      .Case("i16", ElementType{TypeCode::Int, 16})
      .Case("i32", ElementType{TypeCode::Int, 32})
      .Case("i64", ElementType{TypeCode::Int, 64})
      .Case("u8", ElementType{TypeCode::UInt, 8})
      .Case("u16", ElementType{TypeCode::UInt, 16})
      .Case("u32", ElementType{TypeCode::UInt, 32})
      .Case("u64", ElementType{TypeCode::UInt, 64})
      .Case("f16", ElementType{TypeCode::Float, 16})
      .Case("bf16", ElementType{TypeCode::BFloat, 16})
      .Case("f32", ElementType{TypeCode::Float, 32})
      .Case("f64", ElementType{TypeCode::Float, 64})
      .Default(std::nullopt);
}

static llvm::StringRef prefix(TypeCode code) {
  switch (code) {
  case TypeCode::Int:
    return "i";
  case TypeCode::UInt:
    return "u";
  case TypeCode::Float:
    return "f";
  case TypeCode::BFloat:
    return "bf";
  case TypeCode::Bool:
    return "bool";
  }
  llvm_unreachable("not a type code");
}

std::string ElementType::spelling() const {
  std::string text = prefix(code).str();
  return code == TypeCode::Bool ? text : text + std::to_string(bits);
}

std::optional<int64_t> countElements(llvm::ArrayRef<int64_t> shape) {
  if (llvm::any_of(shape, [](int64_t extent) { return extent < 0; }))
    return std::nullopt;
  if (llvm::is_contained(shape, 0))
    return 0;
  int64_t count = 1;
  for (int64_t extent : shape)
    if (llvm::MulOverflow(count, extent, count) || count > limits::Elements)
      return std::nullopt;
  return count;
}

std::optional<int64_t> countBytes(ElementType type,
                                  llvm::ArrayRef<int64_t> shape) {
  std::optional<int64_t> count = countElements(shape);
  if (!count || *count > limits::Elements / type.bytes())
    return std::nullopt;
  return *count * type.bytes();
}

std::string shapeText(llvm::ArrayRef<int64_t> shape) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << '[';
  llvm::interleaveComma(shape, os);
  os << ']';
  return text;
}

void HostTensor::Release::operator()(void *memory) const { std::free(memory); }

std::optional<HostTensor> HostTensor::make(ElementType type,
                                           llvm::ArrayRef<int64_t> shape) {
  std::optional<int64_t> bytes = countBytes(type, shape);
  if (!bytes)
    return std::nullopt;
  // An empty tensor has an address too, as callers in C expect.
  size_t room = llvm::alignTo(std::max<int64_t>(*bytes, 1), Alignment);
  HostTensor tensor;
  tensor.memory.reset(std::aligned_alloc(Alignment, room));
  if (!tensor.memory)
    return std::nullopt;
  std::memset(tensor.data(), 0, room);
  tensor.elementType = type;
  tensor.dims.assign(shape.begin(), shape.end());
  tensor.count = *bytes / type.bytes();
  return tensor;
}

std::optional<HostTensor> HostTensor::copyOf(const HostTensor &other) {
  std::optional<HostTensor> copy = make(other.type(), other.shape());
  if (copy && !other.isEmpty())
    std::memcpy(copy->data(), other.data(), other.bytes());
  return copy;
}

} // namespace tdsl::target
