//===- VulkanRefusalTest.cpp - What a Vulkan device does not run ----------===//

#include "test/runtime/Vulkan.h"

#include <cstring>

using namespace tdsl::test;

namespace {

struct VulkanRefusal : Vulkan {
  void SetUp() override {
    Vulkan::SetUp();
    tdsl_words why = {""};
    if (driver)
      ASSERT_EQ(tdsl_device_get_limits(TDSL_VULKAN, &limits, &why), 0);
  }
  std::string error() { return tdsl_last_error(); }

  tdsl_device_limits limits = {};
  Array<float> x{f32, {100}, 1}, y{f32, {100}, -1};
  Args args = {&x.tensor, &y.tensor};
};

TEST_F(VulkanRefusal, OfGrids) {
  Map map("f32");
  map.steps.clear();
  int64_t many = int64_t(limits.grid[2]) + 1;
  map.launch(0, {TDSL_OP_PUSH, 1}, {}, {TDSL_OP_PUSH, many});
  EXPECT_EQ(map.run(args),
            many > UINT32_MAX ? TDSL_ERROR_EXTENT : TDSL_ERROR_DRIVER);
  EXPECT_NE(error().find(std::to_string(many) + " blocks along z"),
            std::string::npos)
      << error();
}

TEST_F(VulkanRefusal, OfBlocksAndSharedMemory) {
  Map threads("f32"), product("f32"), shared("f32"), dynamic("f32");
  threads.kernels[0].threads[2] = limits.threads_by_axis[2] + 1;
  EXPECT_EQ(threads.run(args), TDSL_ERROR_DRIVER);
  EXPECT_NE(error().find("threads along z"), std::string::npos) << error();
  product.kernels[0].threads[1] = limits.threads / 64 + 1;
  EXPECT_EQ(product.run(args), TDSL_ERROR_DRIVER);
  EXPECT_NE(error().find("blocks of more threads than"), std::string::npos)
      << error();
  shared.kernels[0].shared_bytes = uint32_t(limits.shared_bytes) + 1;
  EXPECT_EQ(shared.run(args), TDSL_ERROR_DRIVER);
  EXPECT_NE(error().find("bytes of shared memory"), std::string::npos);
  dynamic.kernels[0].shared_bytes = dynamic.kernels[0].dynamic_bytes = 4;
  EXPECT_EQ(dynamic.run(args), TDSL_ERROR_DRIVER);
}

TEST_F(VulkanRefusal, OfBuffersOutOfReach) {
  Map map("f32");
  int64_t elements = int64_t(limits.buffer_bytes) / 4 + 1;
  map.buffer("t", {{TDSL_OP_PUSH, elements}}, 4);
  map.kernel("map", 0, {reads(0), writes(2)}, {0});
  map.step(TDSL_STEP_ALLOCATE, 2).launch(1, {TDSL_OP_PUSH, 1});
  EXPECT_EQ(map.run(args), TDSL_ERROR_MEMORY);
  EXPECT_NE(error().find("bytes of stage `t`: kernels can reach"),
            std::string::npos)
      << error();
}

TEST_F(VulkanRefusal, OfSizesOutOfReach) {
  Map map("f32");
  map.explicitSymbol("S");
  map.kernel("map", 0, {reads(0), writes(1)}, {1});
  map.launch(1, {TDSL_OP_PUSH, 1});
  int64_t size = INT64_C(1) << 31;
  EXPECT_EQ(map.run(args, nullptr, &size), TDSL_ERROR_DRIVER);
  EXPECT_NE(error().find("the size 2147483648 does not fit the 32 bits"),
            std::string::npos)
      << error();
  EXPECT_EQ(y[0], -1);
  size = 100;
  EXPECT_EQ(map.run(args, nullptr, &size), TDSL_OK) << error();
}

TEST_F(VulkanRefusal, OfWhatIsNoModule) {
  Plan plan("f", TDSL_VULKAN);
  plan.image("abc");
  EXPECT_EQ(plan.run({}), TDSL_ERROR_DRIVER);
  EXPECT_EQ(error(), "`f`: Vulkan failed to load the kernels: image 0 is no "
                     "SPIR-V");
}

/// That the net is there: a mistake in a plan is a message, and fails the call.
TEST_F(VulkanRefusal, OfWhatTheValidationLayerRejects) {
  if (!isValidated)
    GTEST_SKIP() << "VK_LAYER_KHRONOS_validation is not installed";
  Map feature("push8");
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(feature.run(args), TDSL_ERROR_DRIVER);
  EXPECT_NE(error().find("load the kernels: the validation layer says: "),
            std::string::npos)
      << error();
  std::string printed = ::testing::internal::GetCapturedStderr();
  EXPECT_NE(printed.find("StoragePushConstant8"), std::string::npos) << printed;
  Map other("f32");
  EXPECT_EQ(other.run(args), TDSL_OK) << "told once: " << error();
}

TEST_F(VulkanRefusal, DescribesTheDevice) {
  tdsl_words line = {""}, why = {""};
  ASSERT_EQ(tdsl_device_describe(TDSL_VULKAN, &line, &why), 0) << why.text;
  EXPECT_NE(std::strstr(line.text, "Vulkan 1."), nullptr) << line.text;
  EXPECT_NE(std::strstr(line.text, "subgroups of "), nullptr) << line.text;
  EXPECT_GE(limits.threads, 128u); // what the standard promises
  EXPECT_GE(limits.shared_bytes, 16384u);
  EXPECT_GE(limits.buffer_bytes, UINT64_C(1) << 27);
  EXPECT_GE(limits.grid[0], 65535u);
  EXPECT_GE(limits.push_bytes, 128u);
  EXPECT_GE(limits.subgroup, 1u);
  EXPECT_EQ(limits.capability, 0u);
}

} // namespace
