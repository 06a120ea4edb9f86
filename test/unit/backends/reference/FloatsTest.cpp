//===- FloatsTest.cpp - The rules of floats -------------------------------===//

#include "backends/reference/number/Floats.h"
#include "backends/reference/number/Casts.h"
#include "backends/reference/number/Functions.h"

#include "llvm/ADT/APFloat.h"
#include "gtest/gtest.h"

#include <random>

using namespace tdsl;
using namespace tdsl::reference;
using number::Format;
using number::Integer;
using sema::Scalar;

namespace {

constexpr double Inf = HUGE_VAL;
const double Nan = std::nan("");

const llvm::fltSemantics &semanticsOf(Format format) {
  switch (format) {
  case Format::F16:
    return llvm::APFloat::IEEEhalf();
  case Format::BF16:
    return llvm::APFloat::BFloat();
  case Format::F32:
    return llvm::APFloat::IEEEsingle();
  case Format::F64:
    return llvm::APFloat::IEEEdouble();
  }
  return llvm::APFloat::IEEEdouble();
}

/// LLVM's own rounding is the independent judge.
double judge(double x, Format format) {
  llvm::APFloat value(x);
  bool losesInfo;
  value.convert(semanticsOf(format), llvm::APFloat::rmNearestTiesToEven,
                &losesInfo);
  value.convert(llvm::APFloat::IEEEdouble(), llvm::APFloat::rmNearestTiesToEven,
                &losesInfo);
  return value.convertToDouble();
}

/// Doubles whose bits are random, and some with few bits set: those lie on
/// ties.
std::vector<double> samples() {
  std::vector<double> values = {
      0.0,   -0.0,     1.0,          65504.0,     65519.9,
      65520, 3.3e38,   3.4028236e38, 1e-8,        6e-8,
      1e-45, 1.17e-38, 1.0 + 0x1p-8, 1 + 0x1p-11, 1 + 3 * 0x1p-11,
      Inf,   -Inf,     0x1p-134};
  std::mt19937_64 random(7);
  for (int i = 0; i < 20000; ++i) {
    double mantissa = std::ldexp(static_cast<double>(random() >> 12), -52) + 1;
    if (i % 2)
      mantissa =
          std::ldexp(std::floor(std::ldexp(mantissa, 9 + i % 4)), -9 - i % 4);
    int exponent = static_cast<int>(random() % 300) - 160;
    values.push_back(std::ldexp(mantissa, exponent) * (i % 3 ? 1 : -1));
  }
  return values;
}

TEST(Floats, RoundToTheNearestValueOfTheFormat) {
  for (Format format : {Format::F16, Format::BF16, Format::F32, Format::F64})
    for (double x : samples()) {
      double rounded = number::round(x, format);
      EXPECT_EQ(rounded, judge(x, format)) << x << " " << int(format);
      EXPECT_EQ(std::signbit(rounded), std::signbit(x));
    }
  EXPECT_TRUE(std::isnan(number::round(Nan, Format::BF16)));
  EXPECT_TRUE(std::isnan(number::round(Nan, Format::F16)));
}

TEST(Floats, HighestValuesAndUlps) {
  EXPECT_EQ(number::highestFinite(Format::F16), 65504);
  EXPECT_EQ(number::highestFinite(Format::F32),
            std::numeric_limits<float>::max());
  EXPECT_EQ(number::highestFinite(Format::F64),
            std::numeric_limits<double>::max());
  EXPECT_EQ(number::ulp(1.0, Format::F32), 0x1p-23);
  EXPECT_EQ(number::ulp(-3.0, Format::F16), 0x1p-9);
  EXPECT_EQ(number::ulp(0.0, Format::F32), 0x1p-149);
}

TEST(Floats, FusedMultiplyAddRoundsOnce) {
  std::mt19937 random(11);
  auto draw = [&](Format format) {
    double unit = std::ldexp(1.0 + random() % 4096 / 4096.0,
                             static_cast<int>(random() % 28) - 14);
    return number::round(random() % 2 ? unit : -unit, format);
  };
  for (Format format : {Format::F16, Format::BF16, Format::F32})
    for (int i = 0; i < 20000; ++i) {
      double a = draw(format), b = draw(format), c = draw(format);
      llvm::APFloat value(a);
      bool losesInfo;
      value.convert(llvm::APFloat::IEEEquad(),
                    llvm::APFloat::rmNearestTiesToEven, &losesInfo);
      llvm::APFloat factor(b), addend(c);
      factor.convert(llvm::APFloat::IEEEquad(),
                     llvm::APFloat::rmNearestTiesToEven, &losesInfo);
      addend.convert(llvm::APFloat::IEEEquad(),
                     llvm::APFloat::rmNearestTiesToEven, &losesInfo);
      value.fusedMultiplyAdd(factor, addend,
                             llvm::APFloat::rmNearestTiesToEven);
      value.convert(semanticsOf(format), llvm::APFloat::rmNearestTiesToEven,
                    &losesInfo);
      value.convert(llvm::APFloat::IEEEdouble(),
                    llvm::APFloat::rmNearestTiesToEven, &losesInfo);
      double ours = number::round(number::fma(a, b, c, format), format);
      if (std::isnan(ours) && value.isNaN()) // inf - inf
        continue;
      EXPECT_EQ(ours, value.convertToDouble()) << a << " " << b << " " << c;
    }
}

TEST(Floats, MinimumAndMaximum) {
  EXPECT_TRUE(std::isnan(number::maximum(1, Nan)));
  EXPECT_TRUE(std::isnan(number::maximum(Nan, 1)));
  EXPECT_TRUE(std::isnan(number::minimum(Nan, Inf)));
  EXPECT_TRUE(std::isnan(number::minimum(-Inf, Nan)));
  EXPECT_FALSE(std::signbit(number::maximum(-0.0, 0.0)));
  EXPECT_FALSE(std::signbit(number::maximum(0.0, -0.0)));
  EXPECT_TRUE(std::signbit(number::minimum(-0.0, 0.0)));
  EXPECT_TRUE(std::signbit(number::minimum(0.0, -0.0)));
  EXPECT_EQ(number::maximum(2, 3), 3);
  EXPECT_EQ(number::minimum(2, 3), 2);
}

TEST(Floats, ArgmaxTakesTheFirstNanThenTheLargest) {
  EXPECT_TRUE(number::isAbove(Nan, 5));
  EXPECT_FALSE(number::isAbove(Nan, Nan));
  EXPECT_FALSE(number::isAbove(5, Nan));
  EXPECT_FALSE(number::isAbove(5, 5));
  EXPECT_FALSE(number::isAbove(0.0, -0.0)); // the first of equals
  EXPECT_FALSE(number::isBelow(-0.0, 0.0));
  EXPECT_TRUE(number::isBelow(Nan, -Inf));
}

TEST(Floats, TheRestHasTheSignOfTheDivisor) {
  EXPECT_EQ(number::modulo(-7.5, 2), 0.5);
  EXPECT_EQ(number::modulo(7.5, -2), -0.5);
  EXPECT_EQ(number::modulo(7.5, 2), 1.5);
  EXPECT_TRUE(std::signbit(number::modulo(4, -2)));
  EXPECT_TRUE(std::isnan(number::modulo(1, 0)));
}

TEST(Casts, FloatsToIntegersTruncateAndSaturate) {
  auto to = [](double x, Scalar scalar) {
    return number::toInteger(x, Integer::of(scalar));
  };
  EXPECT_EQ(to(2.9, Scalar::I32), 2);
  EXPECT_EQ(to(-2.9, Scalar::I32), -2);
  EXPECT_EQ(to(-0.9, Scalar::U8), 0);
  EXPECT_EQ(to(-1, Scalar::U8), 0);
  EXPECT_EQ(to(255.9, Scalar::U8), 255);
  EXPECT_EQ(to(256, Scalar::U8), 255);
  EXPECT_EQ(to(-128.9, Scalar::I8), -128);
  EXPECT_EQ(to(-129, Scalar::I8), -128);
  EXPECT_EQ(to(Inf, Scalar::I64), INT64_MAX);
  EXPECT_EQ(to(-Inf, Scalar::I64), INT64_MIN);
  EXPECT_EQ(to(0x1p63, Scalar::I64), INT64_MAX);
  EXPECT_EQ(to(-0x1p63, Scalar::I64), INT64_MIN);
  EXPECT_EQ(to(0x1p63, Scalar::U64), INT64_MIN); // the bits of 2^63
  EXPECT_EQ(to(0x1p64, Scalar::U64), -1);        // the bits of 2^64 - 1
  EXPECT_EQ(to(Nan, Scalar::I32), 0);
  EXPECT_EQ(to(Nan, Scalar::U64), 0);
}

TEST(Casts, IntegersToFloatsRoundOnce) {
  auto to = [](int64_t x, Scalar from, Format format) {
    return number::round(number::toFloat(x, Integer::of(from), format), format);
  };
  // Just above a tie of f32, by less than a double can hold.
  int64_t aboveTie = (int64_t(1) << 62) + (int64_t(1) << 38) + 1;
  EXPECT_EQ(to(aboveTie, Scalar::I64, Format::F32), 0x1p62 + 0x1p39);
  EXPECT_EQ(to(aboveTie - 1, Scalar::I64, Format::F32), 0x1p62);
  EXPECT_EQ(to(-aboveTie, Scalar::I64, Format::F32), -0x1p62 - 0x1p39);
  EXPECT_EQ(to(-1, Scalar::U64, Format::F64), 0x1p64);
  EXPECT_EQ(to(2049, Scalar::I32, Format::F16), 2048);
  EXPECT_EQ(to(70000, Scalar::I32, Format::F16), Inf);
  std::mt19937_64 random(3);
  for (int i = 0; i < 20000; ++i) {
    int64_t x = static_cast<int64_t>(random()) >> (i % 60);
    EXPECT_EQ(to(x, Scalar::I64, Format::F32), static_cast<float>(x));
    EXPECT_EQ(to(x, Scalar::I64, Format::F64), static_cast<double>(x));
  }
}

TEST(Functions, RoundTakesTheEvenOfTwo) {
  number::Function1 round = number::function1(sema::Builtin::Round);
  EXPECT_EQ(round(0.5), 0);
  EXPECT_EQ(round(1.5), 2);
  EXPECT_EQ(round(-2.5), -2);
}

TEST(Functions, EachOneArgumentFunctionIsKnown) {
  struct Row {
    sema::Builtin function;
    double at, value;
  };
  const Row rows[] = {
      {sema::Builtin::Abs, -2, 2},    {sema::Builtin::Acos, 1, 0},
      {sema::Builtin::Asin, 0, 0},    {sema::Builtin::Atan, 0, 0},
      {sema::Builtin::Ceil, 1.25, 2}, {sema::Builtin::Cos, 0, 1},
      {sema::Builtin::Cosh, 0, 1},    {sema::Builtin::Erf, 10, 1},
      {sema::Builtin::Exp, 0, 1},     {sema::Builtin::Exp2, 10, 1024},
      {sema::Builtin::Expm1, 0, 0},   {sema::Builtin::Floor, -1.25, -2},
      {sema::Builtin::Log, 1, 0},     {sema::Builtin::Log1p, 0, 0},
      {sema::Builtin::Log2, 8, 3},    {sema::Builtin::Rsqrt, 16, 0.25},
      {sema::Builtin::Sin, 0, 0},     {sema::Builtin::Sinh, 0, 0},
      {sema::Builtin::Sqrt, 81, 9},   {sema::Builtin::Tan, 0, 0},
      {sema::Builtin::Tanh, 100, 1},  {sema::Builtin::Trunc, -1.75, -1},
  };
  for (const Row &row : rows)
    EXPECT_EQ(number::function1(row.function)(row.at), row.value);
  EXPECT_EQ(number::function2(sema::Builtin::Pow)(2, 10), 1024);
  EXPECT_EQ(number::function2(sema::Builtin::Atan2)(0, 1), 0);
}

} // namespace
