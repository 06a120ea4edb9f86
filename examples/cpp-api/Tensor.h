//===- Tensor.h - What C++ needs around the C interface -------------------===//
//
// A tensor that owns its data, a status that throws, and a prepared function.
//
//===----------------------------------------------------------------------===//

#ifndef TENSOR_H
#define TENSOR_H

#include <tdsl/runtime.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

template <typename T> tdsl_dtype dtypeOf();
template <> inline tdsl_dtype dtypeOf<float>() {
  return tdsl_make_dtype(TDSL_FLOAT, 32);
}
template <> inline tdsl_dtype dtypeOf<int32_t>() {
  return tdsl_make_dtype(TDSL_INT, 32);
}

/// Dense rows of T, with the shape that the C interface points to.
template <typename T> class Tensor {
public:
  explicit Tensor(std::vector<int64_t> extents)
      : shape(std::move(extents)), elements(countOf(shape)) {}
  Tensor(std::vector<int64_t> extents, std::vector<T> values)
      : shape(std::move(extents)), elements(std::move(values)) {
    if (elements.size() != countOf(shape))
      throw std::invalid_argument("as many values as the shape has elements");
  }

  T &operator()(int64_t row, int64_t column) {
    return elements[size_t(row * shape[1] + column)];
  }

  /// A view for one call.
  tdsl_tensor view() {
    return tdsl_dense(elements.data(), dtypeOf<T>(), int32_t(shape.size()),
                      shape.data());
  }

private:
  static size_t countOf(const std::vector<int64_t> &shape) {
    size_t count = 1;
    for (int64_t extent : shape)
      count *= size_t(extent);
    return count;
  }

  std::vector<int64_t> shape;
  std::vector<T> elements;
};

inline void check(tdsl_status status) {
  if (status != TDSL_OK)
    throw std::runtime_error(tdsl_last_error());
}

/// The addresses of some views.
template <size_t N>
std::vector<const tdsl_tensor *> addresses(const tdsl_tensor (&views)[N]) {
  std::vector<const tdsl_tensor *> result;
  for (const tdsl_tensor &view : views)
    result.push_back(&view);
  return result;
}

/// A function with its constant parameters bound; the constants are copied.
class Prepared {
public:
  template <typename... Constants>
  explicit Prepared(const tdsl_function &function, Constants &...constants) {
    const tdsl_tensor views[] = {constants.view()...};
    tdsl_prepared *made = nullptr;
    check(tdsl_prepare(&function, addresses(views).data(), &made));
    prepared.reset(made);
  }

  /// Calls it with the other arguments in order, results last.
  template <typename... Args> void operator()(Args &...args) const {
    const tdsl_tensor views[] = {args.view()...};
    check(tdsl_run(prepared.get(), addresses(views).data(), nullptr, nullptr));
  }

private:
  struct Release {
    void operator()(tdsl_prepared *p) const { tdsl_release(p); }
  };
  std::unique_ptr<tdsl_prepared, Release> prepared;
};

#endif // TENSOR_H
