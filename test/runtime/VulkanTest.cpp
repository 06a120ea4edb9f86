//===- VulkanTest.cpp - Plans on a Vulkan device --------------------------===//
//
// Kernels in SPIR-V, assembled by the build, on whatever device there is, with
// the validation layer where it is installed: one message fails the call.
//
//===----------------------------------------------------------------------===//

#include "test/runtime/Vulkan.h"

using namespace tdsl::test;

namespace {

/// fn double<N>(x: f32[N]) -> (y: f32[N])
struct Twice : Plan {
  Twice() : Plan("twice", TDSL_VULKAN) {
    symbol("N", 0, 0);
    param("x", TDSL_PARAM_INPUT, f32, "[N]", {{TDSL_OP_SYMBOL, 0}});
    param("y", TDSL_PARAM_OUTPUT, f32, "[N]", {{TDSL_OP_SYMBOL, 0}});
    image(assembled("map-f32"));
    kernel("map", 0, {reads(0), writes(1)}, {0});
    launch(0, blocksOf(0));
  }
};

TEST_F(Vulkan, RunsAKernel) {
  Twice twice;
  Array<float> x(f32, {1000}), y(f32, {1000});
  for (int i = 0; i < 1000; ++i)
    x[i] = float(i) - 300;
  ASSERT_EQ(twice.run({&x.tensor, &y.tensor}), TDSL_OK) << tdsl_last_error();
  for (int i = 0; i < 1000; ++i)
    ASSERT_EQ(y[i], 2 * x[i]) << i;
}

} // namespace
