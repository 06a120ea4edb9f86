//===- UlpTest.cpp - Elementary functions keep their bounds ---------------===//
//
// A slice of what `./dev ulp all` tries; and the judge itself: it must see an
// error just above a bound, a wrong sign of zero, a missing NaN.
//
//===----------------------------------------------------------------------===//

#include "test/ulp/Measure.h"

#include "gtest/gtest.h"

#include <cmath>

using namespace tdsl;
using namespace tdsl::ulp;

namespace {

class Ulp : public testing::TestWithParam<Bound> {};

TEST_P(Ulp, IsWithinItsBound) {
  const Bound &bound = GetParam();
  for (Float type : {Float::F16, Float::BF16, Float::F32, Float::F64}) {
    std::optional<Worst> worst = measure(bound, type, slice(type));
    ASSERT_TRUE(worst);
    EXPECT_LE(worst->ulp, bound.of(type))
        << spelling(type).str() << " at " << worst->x << ", " << worst->y
        << ": " << worst->got;
    // A bound that is never nearly reached would hide a fault. (f64 is the C
    // library's, here of some version, and only sampled.)
    if (type != Float::F64)
      EXPECT_GT(worst->ulp, bound.of(type) * 0.6) << spelling(type).str();
  }
}

INSTANTIATE_TEST_SUITE_P(Functions, Ulp, testing::ValuesIn(bounds()),
                         [](const testing::TestParamInfo<Bound> &info) {
                           return info.param.name().str();
                         });

// A CPU without the instruction calls the C library's fma, which is as exact.
TEST(UlpWithoutFma, IsTheSame) {
  for (const Bound &bound : bounds())
    if (bound.function == sema::Builtin::Tanh) {
      Samples few = {1 << 16, [](uint64_t at) { return at * 65537; }};
      std::optional<Worst> with = measure(bound, Float::F32, few);
      std::optional<Worst> without = measure(bound, Float::F32, few, "-fma");
      ASSERT_TRUE(with && without);
      EXPECT_EQ(with->ulp, without->ulp);
    }
}

TEST(UlpJudge, SeesTheNextNumber) {
  Float f32 = Float::F32;
  EXPECT_LE(errorOf(std::exp(1.0f), std::exp(1.0), formatOf(f32)), 0.5);
  float next = std::nextafter(std::exp(1.0f), 9.0f);
  EXPECT_GT(errorOf(next, std::exp(1.0), formatOf(f32)), 0.5);
  EXPECT_LT(errorOf(next, std::exp(1.0), formatOf(f32)), 1.5);
}

TEST(UlpJudge, SeesSpecialValues) {
  Format format = formatOf(Float::F32);
  EXPECT_EQ(errorOf(0.0, -0.0L, format), INFINITY);
  EXPECT_EQ(errorOf(1.0, std::nanl(""), format), INFINITY);
  EXPECT_EQ(errorOf(std::nan(""), 1.0L, format), INFINITY);
  EXPECT_EQ(errorOf(0x1.fffffep+127, INFINITY, format), INFINITY);
  EXPECT_EQ(errorOf(INFINITY, 0x1p+128L, format), 0);
  EXPECT_EQ(errorOf(INFINITY, 0x1.fffffep+127L, format), 1);
  EXPECT_EQ(errorOf(0x1p-149, 0x1.8p-149L, format), 0.5); // subnormal
}

} // namespace
