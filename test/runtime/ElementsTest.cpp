//===- ElementsTest.cpp - Conditions on elements, for every type ----------===//

#include "test/runtime/Functions.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

using namespace tdsl::test;

namespace {

constexpr uint32_t Low = TDSL_ELEMENT_LOW, High = TDSL_ELEMENT_HIGH;

/// fn f<N>(x: T[N]) where low <= x <= high
template <typename T>
tdsl_status check(Array<T> &x, uint32_t flags, Words low, Words high,
                  double realLow = 0, double realHigh = 0) {
  Descriptor f("f", doNothing);
  f.symbol("N", 0, 0);
  f.param("x", TDSL_PARAM_INPUT, x.tensor.dtype, "[N]", {{TDSL_OP_SYMBOL, 0}});
  f.elements("x in bounds", 0, flags, low, high, realLow, realHigh);
  return invoke(f, {&x.tensor});
}

template <typename T> class IntegerElements : public testing::Test {
public:
  static tdsl_dtype dtype() {
    return tdsl_make_dtype(std::is_signed_v<T> ? TDSL_INT : TDSL_UINT,
                           int(sizeof(T)) * 8);
  }
};

using Integers = testing::Types<int8_t, int16_t, int32_t, int64_t, uint8_t,
                                uint16_t, uint32_t, uint64_t>;
TYPED_TEST_SUITE(IntegerElements, Integers);

} // namespace

TYPED_TEST(IntegerElements, InclusiveBounds) {
  Array<TypeParam> x(this->dtype(), {3000}, 10);
  x[1] = 5;
  x[2999] = 20;
  Words low = {TDSL_OP_PUSH, 5}, high = {TDSL_OP_PUSH, 20};
  EXPECT_EQ(check(x, Low | High, low, high), TDSL_OK);
  x[2999] = 21;
  EXPECT_EQ(check(x, Low | High, low, high), TDSL_ERROR_ELEMENT);
  EXPECT_STREQ(tdsl_last_error(),
               "`f`: `x` at [2999] is 21, expected `x in bounds`");
  EXPECT_EQ(check(x, Low, low, {}), TDSL_OK);
  x[1] = 4;
  EXPECT_EQ(check(x, Low | High, low, high), TDSL_ERROR_ELEMENT);
  EXPECT_STREQ(tdsl_last_error(),
               "`f`: `x` at [1] is 4, expected `x in bounds`");
}

TYPED_TEST(IntegerElements, BoundsOutsideTheType) {
  using Limits = std::numeric_limits<TypeParam>;
  Array<TypeParam> x(this->dtype(), {3});
  x[1] = Limits::min();
  x[2] = Limits::max();
  Words least = {TDSL_OP_PUSH, INT64_MIN}, most = {TDSL_OP_PUSH, INT64_MAX};
  tdsl_status beyond = sizeof(TypeParam) == 8 && Limits::min() == 0
                           ? TDSL_ERROR_ELEMENT
                           : TDSL_OK;
  EXPECT_EQ(check(x, Low, least, {}), TDSL_OK);
  EXPECT_EQ(check(x, High, {}, most), beyond);
  EXPECT_EQ(check(x, Low | High, most, least), TDSL_ERROR_ELEMENT);
  x[1] = x[2] = 0;
  EXPECT_EQ(check(x, Low, most, {}), TDSL_ERROR_ELEMENT);
  EXPECT_EQ(check(x, High, {}, least), TDSL_ERROR_ELEMENT);
}

TEST(Elements, BoundsMayBeSizes) {
  Array<int32_t> x(i32, {4}, 4);
  EXPECT_EQ(check(x, High, {}, {TDSL_OP_SYMBOL, 0}), TDSL_OK);
  x[2] = 5;
  EXPECT_EQ(check(x, High, {}, {TDSL_OP_SYMBOL, 0}), TDSL_ERROR_ELEMENT);
}

TEST(Elements, FloatsAreComparedExactly) {
  // 0.1 is no float: the nearest one is above it.
  Array<float> x(f32, {5}, 0.1f);
  EXPECT_EQ(check(x, Low, {}, {}, 0.1), TDSL_OK);
  EXPECT_EQ(check(x, High, {}, {}, 0, 0.1), TDSL_ERROR_ELEMENT);
  x[3] = std::nextafter(0.1f, 0.0f);
  EXPECT_EQ(check(x, Low, {}, {}, 0.1), TDSL_ERROR_ELEMENT);
  EXPECT_STREQ(tdsl_last_error(),
               "`f`: `x` at [3] is 0.099999994, expected `x in bounds`");
}

TEST(Elements, FloatsNearZero) {
  Array<float> x(f32, {2}, 0.0f);
  x[1] = -0.0f;
  EXPECT_EQ(check(x, Low | High, {}, {}, 0.0, 0.0), TDSL_OK);
  EXPECT_EQ(check(x, Low, {}, {}, 1e-60), TDSL_ERROR_ELEMENT);
  EXPECT_EQ(check(x, High, {}, {}, 0, -1e-60), TDSL_ERROR_ELEMENT);
  x[0] = x[1] = std::numeric_limits<float>::denorm_min();
  EXPECT_EQ(check(x, Low, {}, {}, 1e-60), TDSL_OK);
}

TEST(Elements, InfinitiesAndNaN) {
  const float inf = std::numeric_limits<float>::infinity();
  Array<float> x(f32, {5}, inf);
  EXPECT_EQ(check(x, Low, {}, {}, 1e300), TDSL_OK);
  EXPECT_EQ(check(x, High, {}, {}, 0, 1e300), TDSL_ERROR_ELEMENT);
  x[0] = std::nanf("");
  EXPECT_EQ(check(x, Low, {}, {}, -inf), TDSL_ERROR_ELEMENT);
  Array<double> y(tdsl_make_dtype(TDSL_FLOAT, 64), {2}, std::nan(""));
  EXPECT_EQ(check(y, High, {}, {}, 0, inf), TDSL_ERROR_ELEMENT);
}

TEST(Elements, HalfPrecision) {
  tdsl_dtype f16 = tdsl_make_dtype(TDSL_FLOAT, 16);
  struct Case {
    uint16_t bits;
    double value;
  } cases[] = {{0x3c00, 1.0},        {0xbc00, -1.0},     {0x7bff, 65504.0},
               {0x0001, 0x1p-24},    {0x8001, -0x1p-24}, {0x0400, 0x1p-14},
               {0x3555, 0x1.554p-2}, {0x0000, 0.0}};
  for (const Case &c : cases) {
    Array<uint16_t> x(f16, {1}, c.bits);
    EXPECT_EQ(check(x, Low | High, {}, {}, c.value, c.value), TDSL_OK)
        << c.value;
    double above = std::nextafter(c.value, 1e9);
    EXPECT_EQ(check(x, Low, {}, {}, above), TDSL_ERROR_ELEMENT) << c.value;
  }
  Array<uint16_t> nan(f16, {1}, 0x7e00);
  EXPECT_EQ(check(nan, Low, {}, {}, -1e9), TDSL_ERROR_ELEMENT);
}

TEST(Elements, BrainFloats) {
  tdsl_dtype bf16 = tdsl_make_dtype(TDSL_BFLOAT, 16);
  Array<uint16_t> x(bf16, {1}, 0xc2c8);
  EXPECT_EQ(check(x, Low | High, {}, {}, -100.0, -100.0), TDSL_OK);
  EXPECT_EQ(check(x, Low, {}, {}, -99.9), TDSL_ERROR_ELEMENT);
}

TEST(Elements, TypesWithoutOrderAreADescriptorError) {
  Array<double> x(tdsl_make_dtype(TDSL_COMPLEX, 64), {4});
  EXPECT_EQ(check(x, Low, {}, {}), TDSL_ERROR_DESCRIPTOR);
}

TEST(Elements, EmptyTensorsMeetEverything) {
  Array<float> x(f32, {0});
  EXPECT_EQ(check(x, Low | High, {}, {}, 1.0, -1.0), TDSL_OK);
}

TEST(Elements, TheLowestOffenderIsNamedWhateverTheThreads) {
  Array<int32_t> x(i32, {2000000});
  for (int64_t i = 777777; i < 2000000; i += 1000)
    x[i] = -1;
  for (int round = 0; round < 50; ++round) {
    EXPECT_EQ(check(x, Low, {TDSL_OP_PUSH, 0}, {}), TDSL_ERROR_ELEMENT);
    EXPECT_STREQ(tdsl_last_error(),
                 "`f`: `x` at [777777] is -1, expected `x in bounds`");
  }
}
