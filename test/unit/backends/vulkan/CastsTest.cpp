//===- CastsTest.cpp - From one type to another on a device ---------------===//

#include "test/unit/backends/vulkan/Kernel.h"

#include <limits>

using namespace tdsl::test;

namespace {

template <typename Out, typename In>
std::vector<Out> cast(const std::string &op, const std::vector<In> &values) {
  std::string body = "%r = " + op + " %a : " + elementOf<In>().name + " to " +
                     elementOf<Out>().name;
  return forEach<Out>(body, values, values);
}

TEST_F(VulkanKernels, IntegersChangeTheirWidth) {
  std::vector<int8_t> bytes{-128, -1, 0, 1, 127};
  EXPECT_EQ((cast<int32_t>("arith.extsi", bytes)),
            (std::vector<int32_t>{-128, -1, 0, 1, 127}));
  EXPECT_EQ((cast<int32_t>("arith.extui", bytes)),
            (std::vector<int32_t>{128, 255, 0, 1, 127}));
  EXPECT_EQ((cast<int16_t>("arith.extui", bytes)),
            (std::vector<int16_t>{128, 255, 0, 1, 127}));
  EXPECT_EQ((cast<int64_t>("arith.extsi", bytes)),
            (std::vector<int64_t>{-128, -1, 0, 1, 127}));
  std::vector<int64_t> longs{0x123456789abcdef0, -1, 255, 256};
  EXPECT_EQ((cast<int8_t>("arith.trunci", longs)),
            (std::vector<int8_t>{int8_t(0xf0), -1, -1, 0}));
  EXPECT_EQ((cast<int32_t>("arith.trunci", longs)),
            (std::vector<int32_t>{int32_t(0x9abcdef0), -1, 255, 256}));
}

TEST_F(VulkanKernels, BoolsAreNumbers) {
  std::vector<Bool> bools{{0}, {1}};
  EXPECT_EQ((cast<int8_t>("arith.extui", bools)), (std::vector<int8_t>{0, 1}));
  EXPECT_EQ((cast<int64_t>("arith.extsi", bools)),
            (std::vector<int64_t>{0, -1}));
  EXPECT_EQ((cast<float>("arith.uitofp", bools)), (std::vector<float>{0, 1}));
  EXPECT_EQ((cast<double>("arith.sitofp", bools)),
            (std::vector<double>{0, -1}));
  std::vector<Bool> bits =
      cast<Bool>("arith.trunci", std::vector<int32_t>{0, 1, 2, 3, -1});
  const int expected[] = {0, 1, 0, 1, 1};
  for (size_t i = 0; i != bits.size(); ++i)
    EXPECT_EQ(bits[i].byte, expected[i]) << i;
}

TEST_F(VulkanKernels, NumbersBecomeFloats) {
  std::vector<int32_t> words{0, -1, 16777217, 2147483647,
                             std::numeric_limits<int32_t>::min()};
  EXPECT_EQ((cast<float>("arith.sitofp", words)),
            (std::vector<float>{0, -1, 16777216, 2147483648.f, -2147483648.f}));
  EXPECT_EQ((cast<float>("arith.uitofp", words)),
            (std::vector<float>{0, 4294967296.f, 16777216, 2147483648.f,
                                2147483648.f}));
  std::vector<int64_t> longs{(1ll << 53) + 1, -3, -(1ll << 62)};
  EXPECT_EQ((cast<double>("arith.sitofp", longs)),
            (std::vector<double>{0x1p53, -3, -0x1p62}));
  EXPECT_EQ((cast<float>("arith.sitofp", std::vector<int8_t>{-128, 127})),
            (std::vector<float>{-128, 127}));
}

TEST_F(VulkanKernels, FloatsBecomeNumbers) {
  std::vector<float> reals{-1.9f, 1.9f, 0.5f, -2147483648.f, 2147483520.f};
  EXPECT_EQ((cast<int32_t>("arith.fptosi", reals)),
            (std::vector<int32_t>{-1, 1, 0, -2147483647 - 1, 2147483520}));
  EXPECT_EQ(
      (cast<int32_t>("arith.fptoui", std::vector<float>{1.9f, 4294967040.f})),
      (std::vector<int32_t>{1, int32_t(4294967040u)}));
  EXPECT_EQ((cast<int64_t>("arith.fptosi", std::vector<double>{-1e15, 1.5})),
            (std::vector<int64_t>{-1000000000000000, 1}));
  EXPECT_EQ((cast<int8_t>("arith.fptosi", std::vector<float>{-128, 127.9f})),
            (std::vector<int8_t>{-128, 127}));
}

TEST_F(VulkanKernels, BitsAreKept) {
  std::vector<float> reals{-0.0f, 1.0f};
  EXPECT_EQ(
      (cast<int32_t>("arith.bitcast", reals)),
      (std::vector<int32_t>{std::numeric_limits<int32_t>::min(), 0x3f800000}));
  EXPECT_EQ(
      (cast<double>("arith.bitcast", std::vector<int64_t>{0x4000000000000000})),
      (std::vector<double>{2}));
  std::vector<Brain> brains{{0x3fc0}, {0xffff}};
  EXPECT_EQ((cast<int16_t>("arith.bitcast", brains)),
            (std::vector<int16_t>{0x3fc0, -1}));
  EXPECT_EQ((cast<Brain>("arith.bitcast", std::vector<int16_t>{-1}))[0].bits,
            0xffff);
}

/// What no 32-bit index can be is outside of every buffer, not wrapped to
/// something inside.
TEST_F(VulkanKernels, LongsBecomeIndices) {
  std::vector<int64_t> longs{0, -5, (1ll << 32) + 3, -(1ll << 40), 7};
  std::vector<int64_t> got =
      forEach<int64_t>("%j = arith.index_cast %a : i64 to index\n"
                       "%r = arith.index_cast %j : index to i64",
                       longs, longs);
  EXPECT_EQ(got, (std::vector<int64_t>{0, -5, 2147483647, -2147483648ll, 7}));
  got = forEach<int64_t>("%j = arith.index_castui %a : i32 to index\n"
                         "%r = arith.index_cast %j : index to i64",
                         std::vector<int32_t>{5, -1}, longs);
  EXPECT_EQ(got, (std::vector<int64_t>{5, 2147483647}));
  got = forEach<int64_t>("%j = arith.index_cast %a : i8 to index\n"
                         "%r = arith.index_cast %j : index to i64",
                         std::vector<int8_t>{5, -1}, longs);
  EXPECT_EQ(got, (std::vector<int64_t>{5, -1}));
}

} // namespace
