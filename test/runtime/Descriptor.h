//===- Descriptor.h - Build function descriptors by hand ------------------===//
//
// What generated code emits as constant data, written by the tests.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TEST_RUNTIME_DESCRIPTOR_H
#define TDSL_TEST_RUNTIME_DESCRIPTOR_H

#include "tdsl/runtime.h"

#include <deque>
#include <initializer_list>
#include <vector>

namespace tdsl::test {

using Words = std::initializer_list<int64_t>;

inline const tdsl_dtype f32 = tdsl_make_dtype(TDSL_FLOAT, 32);
inline const tdsl_dtype i32 = tdsl_make_dtype(TDSL_INT, 32);
inline const tdsl_dtype u16 = tdsl_make_dtype(TDSL_UINT, 16);

/// A tdsl_function under construction. It owns its tables and cannot move.
class Descriptor {
public:
  Descriptor(const char *name, tdsl_kernel kernel) {
    function.abi_version = TDSL_ABI_VERSION;
    function.name = name;
    function.kernel = kernel;
  }
  Descriptor(const Descriptor &) = delete;

  /// A size that dimension `dim` of argument `param` determines.
  Descriptor &symbol(const char *name, int32_t param, int32_t dim,
                     Words solve = {}, int64_t minimum = 0) {
    symbols.push_back({name, minimum, param, dim, program(solve), {0, 0}});
    return *this;
  }

  /// A size that the caller gives.
  Descriptor &explicitSymbol(const char *name, Words defaultValue = {},
                             int64_t minimum = 0) {
    symbols.push_back({name, minimum, -1, 0, {0, 0}, program(defaultValue)});
    return *this;
  }

  Descriptor &param(const char *name, int32_t kind, tdsl_dtype dtype,
                    const char *shape, std::vector<Words> dims) {
    std::vector<tdsl_program> &programs = dimensions.emplace_back();
    for (Words dim : dims)
      programs.push_back(program(dim));
    params.push_back(
        {name, shape, kind, int32_t(dims.size()), dtype, 0, programs.data()});
    return *this;
  }

  Descriptor &condition(const char *text, Words test) {
    conditions.push_back({text, program(test)});
    return *this;
  }

  Descriptor &elements(const char *text, int32_t param, uint32_t flags,
                       Words low, Words high, double realLow = 0,
                       double realHigh = 0) {
    elementConditions.push_back(
        {text, param, flags, program(low), program(high), realLow, realHigh});
    return *this;
  }

  const tdsl_function *operator&() { return get(); }
  tdsl_function *get() {
    function.param_count = int32_t(params.size());
    function.symbol_count = int32_t(symbols.size());
    function.condition_count = int32_t(conditions.size());
    function.element_condition_count = int32_t(elementConditions.size());
    function.code_length = uint32_t(code.size());
    function.params = params.data();
    function.symbols = symbols.data();
    function.conditions = conditions.data();
    function.element_conditions = elementConditions.data();
    function.code = code.data();
    return &function;
  }

  tdsl_function function = {};

protected:
  tdsl_program program(const std::vector<int64_t> &words) {
    tdsl_program result = {uint32_t(code.size()), uint32_t(words.size())};
    code.insert(code.end(), words.begin(), words.end());
    return result;
  }

private:
  std::vector<int64_t> code;
  std::vector<tdsl_param> params;
  std::deque<std::vector<tdsl_program>> dimensions;
  std::vector<tdsl_symbol> symbols;
  std::vector<tdsl_condition> conditions;
  std::vector<tdsl_element_condition> elementConditions;
};

/// Dense data with its descriptor.
template <typename T> struct Array {
  Array(tdsl_dtype dtype, std::vector<int64_t> extents, T fill = T())
      : shape(std::move(extents)) {
    int64_t count = 1;
    for (int64_t extent : shape)
      count *= extent;
    data.assign(size_t(count), fill);
    tensor =
        tdsl_dense(data.data(), dtype, int32_t(shape.size()), shape.data());
  }
  Array(const Array &) = delete;

  T &operator[](int64_t i) { return data[size_t(i)]; }

  std::vector<int64_t> shape;
  std::vector<T> data;
  tdsl_tensor tensor;
};

using Args = std::vector<const tdsl_tensor *>;

inline tdsl_status invoke(Descriptor &descriptor, const Args &args,
                          const int64_t *sizes = nullptr,
                          const tdsl_call_options *options = nullptr) {
  return tdsl_invoke(descriptor.get(), args.data(), sizes, options);
}

} // namespace tdsl::test

#endif // TDSL_TEST_RUNTIME_DESCRIPTOR_H
