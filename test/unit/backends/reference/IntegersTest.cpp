//===- IntegersTest.cpp - The rules of integers, type by type -------------===//
//
// Expectations are computed in 128 bits, by the definition of each operation,
// for every pair of interesting values of every type.
//
//===----------------------------------------------------------------------===//

#include "backends/reference/number/Integers.h"
#include "backends/reference/number/Casts.h"

#include "gtest/gtest.h"

#include <algorithm>

using namespace tdsl;
using namespace tdsl::reference;
using number::Integer;
using sema::Scalar;

namespace {

using Wide = __int128;

const Scalar AllTypes[] = {Scalar::I8, Scalar::I16, Scalar::I32, Scalar::I64,
                           Scalar::U8, Scalar::U16, Scalar::U32, Scalar::U64};

Wide lowestOf(Integer type) {
  return type.isSigned ? -(Wide(1) << (type.bits - 1)) : 0;
}
Wide highestOf(Integer type) {
  return (Wide(1) << (type.bits - type.isSigned)) - 1;
}

/// The number that a held value stands for, and back: modulo 2^bits.
Wide numberOf(int64_t held, Integer type) {
  return type.isSigned ? Wide(held) : Wide(static_cast<uint64_t>(held));
}
int64_t held(Wide exact, Integer type) {
  Wide modulus = Wide(1) << type.bits;
  Wide wrapped = exact % modulus;
  if (wrapped < 0)
    wrapped += modulus;
  if (wrapped > highestOf(type))
    wrapped -= modulus;
  return static_cast<int64_t>(wrapped);
}

std::vector<int64_t> valuesOf(Integer type) {
  std::vector<int64_t> values;
  for (Wide exact : {lowestOf(type),
                     lowestOf(type) + 1,
                     Wide(-100),
                     Wide(-8),
                     Wide(-7),
                     Wide(-2),
                     Wide(-1),
                     Wide(0),
                     Wide(1),
                     Wide(2),
                     Wide(3),
                     Wide(7),
                     Wide(8),
                     Wide(31),
                     Wide(63),
                     Wide(64),
                     Wide(100),
                     highestOf(type) / 2,
                     highestOf(type) - 1,
                     highestOf(type)})
    if (exact >= lowestOf(type) && exact <= highestOf(type))
      values.push_back(held(exact, type));
  return values;
}

Wide floorDivide(Wide a, Wide b) {
  if (b == 0)
    return 0;
  Wide quotient = a / b;
  return quotient * b != a && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

void forEachPair(void (*check)(Integer type, int64_t a, int64_t b)) {
  for (Scalar scalar : AllTypes) {
    SCOPED_TRACE(sema::spelling(scalar).str());
    Integer type = Integer::of(scalar);
    for (int64_t a : valuesOf(type))
      for (int64_t b : valuesOf(type)) {
        SCOPED_TRACE(std::to_string(a) + " and " + std::to_string(b));
        check(type, a, b);
      }
  }
}

TEST(Integers, SumsDifferencesAndProductsWrap) {
  forEachPair([](Integer type, int64_t a, int64_t b) {
    Wide x = numberOf(a, type), y = numberOf(b, type);
    EXPECT_EQ(number::add(a, b, type), held(x + y, type));
    EXPECT_EQ(number::subtract(a, b, type), held(x - y, type));
    // Products of 64-bit values need up to 128 bits: wrap one side first.
    EXPECT_EQ(number::multiply(a, b, type),
              held(Wide(held(x, {64, true})) * held(y, {64, true}), type));
  });
}

TEST(Integers, DivisionRoundsDownAndTheRestHasTheSignOfTheDivisor) {
  forEachPair([](Integer type, int64_t a, int64_t b) {
    Wide x = numberOf(a, type), y = numberOf(b, type);
    Wide quotient = floorDivide(x, y);
    EXPECT_EQ(number::divide(a, b, type), held(quotient, type));
    Wide rest = y == 0 ? 0 : x - quotient * y;
    EXPECT_EQ(number::modulo(a, b, type), held(rest, type));
  });
}

TEST(Integers, DivisionOfSomeNumbers) {
  Integer i32 = Integer::of(Scalar::I32);
  EXPECT_EQ(number::divide(-7, 2, i32), -4);
  EXPECT_EQ(number::divide(7, -2, i32), -4);
  EXPECT_EQ(number::modulo(-7, 2, i32), 1);
  EXPECT_EQ(number::modulo(7, -2, i32), -1);
  EXPECT_EQ(number::divide(5, 0, i32), 0);
  EXPECT_EQ(number::modulo(5, 0, i32), 0);
  EXPECT_EQ(number::divide(INT32_MIN, -1, i32), INT32_MIN);
}

TEST(Integers, ShiftsOutsideOfTheWidthGiveZeroOrTheSign) {
  forEachPair([](Integer type, int64_t a, int64_t count) {
    Wide x = numberOf(a, type), n = numberOf(count, type);
    bool isInside = n >= 0 && n < type.bits;
    Wide left = isInside ? x * (Wide(1) << static_cast<int>(n)) : 0;
    EXPECT_EQ(number::shiftLeft(a, count, type), held(left, type));
    Wide right = isInside ? floorDivide(x, Wide(1) << static_cast<int>(n))
                          : Wide(x < 0 ? -1 : 0);
    EXPECT_EQ(number::shiftRight(a, count, type), held(right, type));
  });
}

TEST(Integers, OrderAndExtremes) {
  forEachPair([](Integer type, int64_t a, int64_t b) {
    Wide x = numberOf(a, type), y = numberOf(b, type);
    EXPECT_EQ(number::less(a, b, type), x < y);
    EXPECT_EQ(number::minimum(a, b, type), held(std::min(x, y), type));
    EXPECT_EQ(number::maximum(a, b, type), held(std::max(x, y), type));
    EXPECT_EQ(number::negate(a, type), held(-x, type));
    EXPECT_EQ(number::bitNot(a, type), held(-x - 1, type));
    EXPECT_EQ(number::absolute(a, type), held(x < 0 ? -x : x, type));
    EXPECT_EQ(number::lowest(type), held(lowestOf(type), type));
    EXPECT_EQ(number::highest(type), held(highestOf(type), type));
  });
}

TEST(Integers, BoolIsOneBit) {
  Integer boolean = Integer::of(Scalar::Bool);
  EXPECT_EQ(number::bitNot(0, boolean), 1);
  EXPECT_EQ(number::bitNot(1, boolean), 0);
  EXPECT_EQ(number::highest(boolean), 1);
}

TEST(Casts, BetweenIntegersKeepTheLowBitsOrSaturate) {
  for (Scalar from : AllTypes)
    for (Scalar to : AllTypes) {
      Integer source = Integer::of(from), target = Integer::of(to);
      for (int64_t a : valuesOf(source)) {
        SCOPED_TRACE(sema::spelling(from).str() + " to " +
                     sema::spelling(to).str() + " of " + std::to_string(a));
        Wide x = numberOf(a, source);
        EXPECT_EQ(number::wrap(static_cast<uint64_t>(a), target),
                  held(x, target));
        Wide nearest = std::clamp(x, lowestOf(target), highestOf(target));
        EXPECT_EQ(number::saturate(a, source, target), held(nearest, target));
      }
    }
}

} // namespace
