//===- OperatorsTest.cpp - Every operator at every type -------------------===//
//
// From the text to the value, for pairs of interesting numbers. Expectations
// are 128-bit arithmetic for integers and the machine's own for floats.
//
//===----------------------------------------------------------------------===//

#include "FromSource.h"

#include <cmath>

using namespace tdsl;
using namespace tdsl::reference;
using sema::Scalar;

namespace {

using Wide = __int128;

Wide floorDivide(Wide a, Wide b) {
  if (b == 0)
    return 0;
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

Wide shift(Wide a, Wide count, unsigned bits, bool isLeft) {
  if (count < 0 || count >= bits)
    return isLeft || a >= 0 ? 0 : -1;
  Wide power = Wide(1) << static_cast<int>(count);
  return isLeft ? a * power : floorDivide(a, power);
}

struct IntegerRow {
  const char *expression;
  Wide (*expected)(Wide a, Wide b, unsigned bits);
};

const IntegerRow IntegerRows[] = {
    {"a[i] + b[i]", [](Wide a, Wide b, unsigned) { return a + b; }},
    {"a[i] - b[i]", [](Wide a, Wide b, unsigned) { return a - b; }},
    {"a[i] * b[i]", [](Wide a, Wide b, unsigned) { return a * b; }},
    {"a[i] / b[i]", [](Wide a, Wide b, unsigned) { return floorDivide(a, b); }},
    {"a[i] % b[i]",
     [](Wide a, Wide b, unsigned) {
       return b == 0 ? 0 : a - floorDivide(a, b) * b;
     }},
    {"a[i] & b[i]", [](Wide a, Wide b, unsigned) { return a & b; }},
    {"a[i] | b[i]", [](Wide a, Wide b, unsigned) { return a | b; }},
    {"a[i] ^ b[i]", [](Wide a, Wide b, unsigned) { return a ^ b; }},
    {"a[i] << b[i]",
     [](Wide a, Wide b, unsigned bits) { return shift(a, b, bits, true); }},
    {"a[i] >> b[i]",
     [](Wide a, Wide b, unsigned bits) { return shift(a, b, bits, false); }},
    {"min(a[i], b[i])", [](Wide a, Wide b, unsigned) { return a < b ? a : b; }},
    {"max(a[i], b[i])", [](Wide a, Wide b, unsigned) { return a < b ? b : a; }},
    {"abs(a[i])", [](Wide a, Wide, unsigned) { return a < 0 ? -a : a; }},
    {"-a[i]", [](Wide a, Wide, unsigned) { return -a; }},
    {"if a[i] < b[i] then a[i] else 0",
     [](Wide a, Wide b, unsigned) { return a < b ? a : 0; }},
    {"if a[i] >= b[i] then a[i] else 0",
     [](Wide a, Wide b, unsigned) { return a >= b ? a : 0; }},
    {"if a[i] == b[i] then a[i] else 1",
     [](Wide a, Wide b, unsigned) { return a == b ? a : 1; }},
};

/// Modulo 2^bits, as the bits of a tensor's element.
int64_t wrapped(Wide exact, Scalar scalar) {
  unsigned bits = sema::bitsOf(scalar);
  Wide modulus = Wide(1) << bits;
  Wide rest = exact % modulus;
  if (rest < 0)
    rest += modulus;
  if (!sema::isUnsigned(scalar) && rest >= modulus / 2)
    rest -= modulus;
  return static_cast<int64_t>(rest);
}

std::vector<Wide> interesting(Scalar scalar) {
  unsigned bits = sema::bitsOf(scalar);
  bool isUnsigned = sema::isUnsigned(scalar);
  Wide low = isUnsigned ? 0 : -(Wide(1) << (bits - 1));
  Wide high = (Wide(1) << (isUnsigned ? bits : bits - 1)) - 1;
  std::vector<Wide> values = {low, low + 1, 0,  1,   2,        3,
                              7,   8,       63, 100, high - 1, high};
  if (!isUnsigned)
    values.insert(values.end(), {-1, -2, -7, -100});
  return values;
}

/// The text of a function of two arrays.
std::string function(const std::string &typeClass, const std::string &result,
                     const std::string &expression) {
  return "fn f<T: " + typeClass + ", N>(a: T[N], b: T[N]) -> (c: " + result +
         "[N]) {\n  c[i] = " + expression + "\n}";
}

TEST(Operators, OfIntegers) {
  for (const IntegerRow &row : IntegerRows) {
    FromSource program(function("int", "T", row.expression));
    for (Scalar scalar : {Scalar::I8, Scalar::I16, Scalar::I32, Scalar::I64,
                          Scalar::U8, Scalar::U16, Scalar::U32, Scalar::U64}) {
      std::vector<Wide> left, right;
      for (Wide a : interesting(scalar))
        for (Wide b : interesting(scalar)) {
          left.push_back(a);
          right.push_back(b);
        }
      std::string type = sema::spelling(scalar).str();
      int64_t size = static_cast<int64_t>(left.size());
      TensorPtr a = tensor(type.c_str(), {size}, {});
      TensorPtr b = tensor(type.c_str(), {size}, {});
      TensorPtr c = tensor(type.c_str(), {size}, {});
      for (int64_t at = 0; at < size; ++at) {
        target::setInteger(*a, at, static_cast<int64_t>(left[at]));
        target::setInteger(*b, at, static_cast<int64_t>(right[at]));
      }
      program.types = {scalar};
      auto error = program.run({a, b}, {c});
      ASSERT_FALSE(error) << error->message;
      for (int64_t at = 0; at < size; ++at)
        EXPECT_EQ(
            target::integerAt(*c, at),
            wrapped(row.expected(left[at], right[at], sema::bitsOf(scalar)),
                    scalar))
            << row.expression << " of " << type << " at "
            << target::integerAt(*a, at) << ", " << target::integerAt(*b, at);
    }
  }
}

struct FloatRow {
  const char *expression;
  float (*expected)(float a, float b);
};

const FloatRow FloatRows[] = {
    {"a[i] + b[i]", [](float a, float b) { return a + b; }},
    {"a[i] - b[i]", [](float a, float b) { return a - b; }},
    {"a[i] * b[i]", [](float a, float b) { return a * b; }},
    {"a[i] / b[i]", [](float a, float b) { return a / b; }},
    {"-a[i]", [](float a, float) { return -a; }},
    {"abs(a[i])", [](float a, float) { return std::fabs(a); }},
    {"sqrt(a[i])", [](float a, float) { return std::sqrt(a); }},
    {"floor(a[i])", [](float a, float) { return std::floor(a); }},
    {"fma(a[i], b[i], 1.0)",
     [](float a, float b) { return std::fmaf(a, b, 1.0f); }},
    {"if a[i] < b[i] then 1.0 else 0.0",
     [](float a, float b) { return a < b ? 1.0f : 0.0f; }},
    {"if a[i] != b[i] then 1.0 else 0.0",
     [](float a, float b) { return a != b ? 1.0f : 0.0f; }},
    {"if is_nan(a[i]) then 1.0 else 0.0",
     [](float a, float) { return std::isnan(a) ? 1.0f : 0.0f; }},
    {"if is_inf(a[i]) then 1.0 else 0.0",
     [](float a, float) { return std::isinf(a) ? 1.0f : 0.0f; }},
};

TEST(Operators, OfFloats) {
  const float values[] = {
      0.0f,   -0.0f, 1.0f,        -1.5f,     0.1f,       3.4028235e38f,
      1e-45f, 2.5f,  16777217.0f, HUGE_VALF, -HUGE_VALF, std::nanf("")};
  for (const FloatRow &row : FloatRows) {
    FromSource program(function("float", "T", row.expression));
    program.types = {Scalar::F32};
    std::vector<double> left, right;
    for (float a : values)
      for (float b : values) {
        left.push_back(a);
        right.push_back(b);
      }
    int64_t size = static_cast<int64_t>(left.size());
    TensorPtr c = tensor("f32", {size}, {});
    auto error = program.run(
        {tensor("f32", {size}, left), tensor("f32", {size}, right)}, {c});
    ASSERT_FALSE(error) << error->message;
    for (int64_t at = 0; at < size; ++at) {
      float expected = row.expected(left[at], right[at]);
      float ours = c->as<float>()[at];
      EXPECT_TRUE(std::isnan(expected)
                      ? std::isnan(ours)
                      : ours == expected &&
                            std::signbit(ours) == std::signbit(expected))
          << row.expression << " at " << left[at] << ", " << right[at] << " is "
          << ours << ", not " << expected;
    }
  }
}

TEST(Operators, CastsBetweenAllTypes) {
  // What every type has comes through every cast unchanged.
  const char *types[] = {"i8",  "i16", "i32", "i64",  "u8",  "u16",
                         "u32", "u64", "f16", "bf16", "f32", "f64"};
  for (const std::string from : types)
    for (const std::string to : types) {
      FromSource program("fn f<N>(a: " + from + "[N]) -> (c: " + to +
                         "[N]) {\n  c[i] = " + to + "(a[i])\n}");
      EXPECT_EQ(program.result({tensor(from.c_str(), {4}, {0, 1, 2, 100})},
                               to.c_str(), {4}),
                std::vector<double>({0, 1, 2, 100}))
          << from << " to " << to;
    }
  FromSource negative("fn f<N>(a: i32[N]) -> (c: u8[N]) {\n"
                      "  c[i] = u8(a[i]) + sat_u8(a[i])\n}");
  EXPECT_EQ(negative.result({tensor("i32", {3}, {-1, 300, 5})}, "u8", {3}),
            std::vector<double>({255, 43, 10}));
}

} // namespace
