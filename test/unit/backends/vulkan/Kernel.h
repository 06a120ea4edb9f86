//===- Kernel.h - Run kernels of the tensor IR on a Vulkan device ---------===//
//
// A kernel in text becomes SPIR-V and a plan with this one kernel, which the
// runtime runs on whatever device there is, with the validation layer where it
// is installed: one message fails the call.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TEST_UNIT_BACKENDS_VULKAN_KERNEL_H
#define TDSL_TEST_UNIT_BACKENDS_VULKAN_KERNEL_H

#include "test/runtime/Plan.h"

#include <gtest/gtest.h>

namespace tdsl::test {

/// Skipped where there is no device, with the reason that the runtime gives.
struct VulkanKernels : ::testing::Test {
  void SetUp() override;
};

/// An element type by its name in the tensor IR and in the runtime.
struct Element {
  const char *name;
  tdsl_dtype dtype;
};

template <typename T> Element elementOf();
template <> inline Element elementOf<float>() { return {"f32", f32}; }
template <> inline Element elementOf<double>() {
  return {"f64", tdsl_make_dtype(TDSL_FLOAT, 64)};
}
template <> inline Element elementOf<int8_t>() {
  return {"i8", tdsl_make_dtype(TDSL_INT, 8)};
}
template <> inline Element elementOf<int16_t>() {
  return {"i16", tdsl_make_dtype(TDSL_INT, 16)};
}
template <> inline Element elementOf<int32_t>() { return {"i32", i32}; }
template <> inline Element elementOf<int64_t>() {
  return {"i64", tdsl_make_dtype(TDSL_INT, 64)};
}
/// In memory; std::vector has no array of bool.
struct Bool {
  uint8_t byte = 0;
};
template <> inline Element elementOf<Bool>() {
  return {"i1", tdsl_make_dtype(TDSL_BOOL, 8)};
}
struct Half {
  uint16_t bits = 0;
};
template <> inline Element elementOf<Half>() {
  return {"f16", tdsl_make_dtype(TDSL_FLOAT, 16)};
}
struct Brain {
  uint16_t bits = 0;
};
template <> inline Element elementOf<Brain>() {
  return {"bf16", tdsl_make_dtype(TDSL_BFLOAT, 16)};
}

/// The SPIR-V of the one kernel in a module, and what it takes.
struct Emitted {
  std::string words, error;
  std::string entry;
  uint32_t threads[3];
  std::vector<Use> uses;
  std::vector<uint32_t> sizes;
  int64_t sharedBytes = 0;
};
/// With `expand`, elementary functions are written out first, as on the way
/// from a program.
Emitted emit(const std::string &text, bool expand = false);

/// A plan with that kernel; parameters and launches are the test's.
struct KernelPlan : Plan {
  explicit KernelPlan(const std::string &text, bool expand = false);
  std::string error; // why there is none
};

/// What `body` makes of each pair of elements: it defines %r of %a and %b.
template <typename Out, typename A, typename B>
std::vector<Out> forEach(const std::string &body, const std::vector<A> &a,
                         const std::vector<B> &b, bool expand = false) {
  auto buffer = [](Element element) {
    return "!tir.buffer<" + std::string(element.name) + ", 1, argument>";
  };
  std::string in = buffer(elementOf<A>()), other = buffer(elementOf<B>());
  std::string out = buffer(elementOf<Out>());
  std::string text =
      "tir.kernel @each threads [64, 1, 1] buffers [0, 1, 2] uses [1, 1, 2] "
      "sizes [0] {\n^bb0(%x: " +
      in + ", %y: " + other + ", %z: " + out +
      ", %n: index):\n"
      "%c64 = arith.constant 64 : index\n%block = tir.block_id x\n"
      "%t = tir.thread_id x\n%first = arith.muli %block, %c64 : index\n"
      "%i = arith.addi %first, %t : index\n"
      "%inside = arith.cmpi slt, %i, %n : index\nscf.if %inside {\n"
      "%a = tir.load %x[%i] : " +
      in + ", index -> " + elementOf<A>().name +
      "\n%b = tir.load %y[%i] : " + other + ", index -> " +
      elementOf<B>().name + "\n" + body +
      "\ntir.store %r, %z[%i] : " + elementOf<Out>().name + ", " + out +
      ", index\n}\n}\n";
  KernelPlan plan(text, expand);
  EXPECT_EQ(plan.error, "") << text;
  std::vector<Out> results(a.size());
  if (!plan.error.empty())
    return results;
  int64_t count = int64_t(a.size());
  Array<A> x(elementOf<A>().dtype, {count});
  Array<B> y(elementOf<B>().dtype, {count});
  Array<Out> z(elementOf<Out>().dtype, {count});
  x.data.assign(a.begin(), a.end());
  y.data.assign(b.begin(), b.end());
  x.tensor.data = x.data.data();
  y.tensor.data = y.data.data();
  Words length{TDSL_OP_SYMBOL, 0};
  plan.symbol("N", 0, 0);
  plan.param("x", TDSL_PARAM_INPUT, x.tensor.dtype, "[N]", {length});
  plan.param("y", TDSL_PARAM_INPUT, y.tensor.dtype, "[N]", {length});
  plan.param("z", TDSL_PARAM_OUTPUT, z.tensor.dtype, "[N]", {length});
  plan.launch(0, blocksOf(0));
  EXPECT_EQ(plan.run({&x.tensor, &y.tensor, &z.tensor}), TDSL_OK)
      << tdsl_last_error() << "\n"
      << text;
  return z.data;
}

} // namespace tdsl::test

#endif // TDSL_TEST_UNIT_BACKENDS_VULKAN_KERNEL_H
