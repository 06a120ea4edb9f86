//===- RealsTest.cpp - What a device computes with floats -----------------===//
//
// To the bit, where NaN is equal to NaN.
//
//===----------------------------------------------------------------------===//

#include "test/unit/backends/vulkan/Kernel.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/bit.h"

#include <cmath>
#include <functional>

using namespace tdsl::test;

namespace {

template <typename T> bool isSame(T x, T y) {
  return std::isnan(x) ? std::isnan(y)
                       : x == y && std::signbit(x) == std::signbit(y);
}

template <typename T> struct Pairs {
  std::vector<T> a, b;

  Pairs() {
    const T infinity = std::numeric_limits<T>::infinity();
    const T numbers[] = {0,
                         -T(0),
                         1,
                         -1,
                         T(0.5),
                         T(-0.5),
                         1.5,
                         2.5,
                         -2.5,
                         -3.5,
                         T(0.1),
                         T(-7.3),
                         1e30,
                         -1e30,
                         3,
                         T(1) / 3,
                         infinity,
                         -infinity,
                         std::numeric_limits<T>::quiet_NaN()};
    for (T x : numbers)
      for (T y : numbers) {
        a.push_back(x);
        b.push_back(y);
      }
  }
};

template <typename T> T maximum(T a, T b) {
  if (std::isnan(a) || std::isnan(b))
    return std::numeric_limits<T>::quiet_NaN();
  if (a == b)
    return std::signbit(a) ? b : a;
  return a > b ? a : b;
}
template <typename T> T minimum(T a, T b) { return -maximum(-a, -b); }

template <typename T> struct Of {
  static void expect(const std::string &body,
                     const std::function<T(T, T)> &meaning) {
    Pairs<T> pairs;
    std::string text = body + " : " + elementOf<T>().name;
    std::vector<T> got = forEach<T>(text, pairs.a, pairs.b);
    for (size_t i = 0; i != got.size(); ++i)
      EXPECT_TRUE(isSame(got[i], meaning(pairs.a[i], pairs.b[i])))
          << text << ": " << got[i] << " of " << pairs.a[i] << " and "
          << pairs.b[i];
  }

  static void testArithmetic() {
    expect("%r = arith.addf %a, %b", [](T a, T b) { return a + b; });
    expect("%r = arith.subf %a, %b", [](T a, T b) { return a - b; });
    expect("%r = arith.mulf %a, %b", [](T a, T b) { return a * b; });
    expect("%r = arith.divf %a, %b", [](T a, T b) { return a / b; });
    expect("%r = arith.negf %a", [](T a, T) { return -a; });
    expect("%r = arith.maximumf %a, %b", maximum<T>);
    expect("%r = arith.minimumf %a, %b", minimum<T>);
    std::string zero =
        "%zero = arith.constant 0.0 : " + std::string(elementOf<T>().name) +
        "\n";
    expect(zero + "%r = arith.maximumf %a, %zero",
           [](T a, T) { return maximum(a, T(0)); });
  }

  static void testFunctions() {
    expect("%r = math.absf %a", [](T a, T) { return std::fabs(a); });
    expect("%r = math.ceil %a", [](T a, T) { return std::ceil(a); });
    expect("%r = math.floor %a", [](T a, T) { return std::floor(a); });
    expect("%r = math.roundeven %a", [](T a, T) { return std::rint(a); });
    expect("%r = math.trunc %a", [](T a, T) { return std::trunc(a); });
    expect("%r = math.sqrt %a", [](T a, T) { return std::sqrt(a); });
    expect("%r = math.rsqrt %a", [](T a, T) { return 1 / std::sqrt(a); });
  }

  /// A product and a sum stay two operations.
  static void testNothingFuses() {
    expect("%p = arith.mulf %a, %b : " + std::string(elementOf<T>().name) +
               "\n%r = arith.addf %p, %a",
           [](T a, T b) {
             volatile T product = a * b;
             return product + a;
           });
  }

  static void testOrders() {
    auto unordered = [](T a, T b) { return std::isnan(a) || std::isnan(b); };
    const std::pair<const char *, std::function<bool(T, T)>> orders[] = {
        {"oeq", [](T a, T b) { return a == b; }},
        {"ogt", [](T a, T b) { return a > b; }},
        {"oge", [](T a, T b) { return a >= b; }},
        {"olt", [](T a, T b) { return a < b; }},
        {"ole", [](T a, T b) { return a <= b; }},
        {"one", [](T a, T b) { return a < b || a > b; }},
        {"ord", [=](T a, T b) { return !unordered(a, b); }},
        {"ueq", [=](T a, T b) { return a == b || unordered(a, b); }},
        {"ugt", [](T a, T b) { return !(a <= b); }},
        {"uge", [](T a, T b) { return !(a < b); }},
        {"ult", [](T a, T b) { return !(a >= b); }},
        {"ule", [](T a, T b) { return !(a > b); }},
        {"une", [](T a, T b) { return a != b; }},
        {"uno", unordered}};
    Pairs<T> pairs;
    for (const auto &[name, meaning] : orders) {
      std::string body = "%r = arith.cmpf " + std::string(name) +
                         ", %a, %b : " + elementOf<T>().name;
      std::vector<Bool> got = forEach<Bool>(body, pairs.a, pairs.b);
      for (size_t i = 0; i != got.size(); ++i)
        EXPECT_EQ(got[i].byte, meaning(pairs.a[i], pairs.b[i]) ? 1 : 0)
            << pairs.a[i] << " " << name << " " << pairs.b[i];
    }
  }

  static void test() {
    testArithmetic();
    testFunctions();
    testNothingFuses();
    testOrders();
  }
};

TEST_F(VulkanKernels, FloatsOf32Bits) { Of<float>::test(); }
TEST_F(VulkanKernels, FloatsOf64Bits) { Of<double>::test(); }

/// One rounding, whatever the device has: against the C library's, on numbers
/// whose products nearly cancel, or lie half way between two others.
template <typename T> void testFused(int bits) {
  std::vector<T> a, b;
  const T last = std::ldexp(T(1), -bits / 2); // so that products lose bits
  for (int i = 0; i != 4000; ++i) {
    T sign = i % 2 ? T(-1) : T(1);
    a.push_back(1 + T(i) * last / 64 + T(i % 5) * 2 * last * last);
    b.push_back(sign * (1 - T(i * 7 % 1000) * last / 64));
  }
  for (T x : Pairs<T>().a) {
    a.push_back(x);
    b.push_back(T(3));
  }
  std::string type = elementOf<T>().name;
  for (T c : {T(-1), T(1), last * last, -last / 3, T(1e-20), T(0)}) {
    std::vector<T> cs(a.size(), c);
    std::vector<T> got =
        forEach<T>("%r = math.fma %a, %a, %b : " + type, a, cs);
    std::vector<T> crossed =
        forEach<T>("%r = math.fma %a, %b, %b : " + type, a, b);
    for (size_t i = 0; i != a.size(); ++i) {
      ASSERT_TRUE(isSame(got[i], std::fma(a[i], a[i], c)))
          << type << " " << i << ": " << got[i] << " of " << a[i] << " " << c;
      ASSERT_TRUE(isSame(crossed[i], std::fma(a[i], b[i], b[i])))
          << type << " " << i << ": " << crossed[i] << " of " << a[i] << " "
          << b[i];
    }
  }
}
TEST_F(VulkanKernels, FusedProductsOf32Bits) { testFused<float>(24); }
TEST_F(VulkanKernels, FusedProductsOf64Bits) { testFused<double>(53); }

float valueOf(const llvm::fltSemantics &form, uint16_t bits) {
  llvm::APFloat number(form, llvm::APInt(16, bits));
  bool lost;
  number.convert(llvm::APFloat::IEEEsingle(),
                 llvm::APFloat::rmNearestTiesToEven, &lost);
  return number.convertToFloat();
}

uint16_t bitsOf(const llvm::fltSemantics &form, float value) {
  llvm::APFloat number(value);
  bool lost;
  number.convert(form, llvm::APFloat::rmNearestTiesToEven, &lost);
  return uint16_t(number.bitcastToAPInt().getZExtValue());
}

template <typename T> struct Narrow {
  const llvm::fltSemantics &form;
  std::string name = elementOf<T>().name;

  bool isSame(uint16_t x, uint16_t y) {
    float number = valueOf(form, x);
    return x == y || (std::isnan(number) && std::isnan(valueOf(form, y)));
  }

  /// All 65536 numbers become f32 and come back.
  void testWidening() {
    std::vector<T> all(1 << 16);
    for (size_t bits = 0; bits != all.size(); ++bits)
      all[bits].bits = uint16_t(bits);
    std::vector<float> wide =
        forEach<float>("%r = arith.extf %a : " + name + " to f32", all, all);
    std::vector<T> back =
        forEach<T>("%r = arith.truncf %a : f32 to " + name, wide, wide);
    for (size_t bits = 0; bits != all.size(); ++bits) {
      float expected = valueOf(form, uint16_t(bits));
      if (std::fpclassify(expected) == FP_SUBNORMAL)
        continue; // Vulkan may flush these
      ASSERT_TRUE(::isSame(wide[bits], expected)) << bits << " " << wide[bits];
      ASSERT_TRUE(isSame(back[bits].bits, uint16_t(bits))) << bits;
    }
  }

  void testRounding() {
    std::vector<float> numbers;
    for (uint32_t i = 0; i != 60000; ++i) // signs, exponents, last bits
      numbers.push_back(llvm::bit_cast<float>(i * 71573u + (i % 7) * 0x1000u));
    std::vector<T> got =
        forEach<T>("%r = arith.truncf %a : f32 to " + name, numbers, numbers);
    for (size_t i = 0; i != numbers.size(); ++i) {
      uint16_t expected = bitsOf(form, numbers[i]);
      float value = valueOf(form, expected);
      if (std::fabs(value) < 0x1p-14f && std::fabs(numbers[i]) < 0x1p-13f)
        continue; // near what may be flushed
      ASSERT_TRUE(isSame(got[i].bits, expected)) << numbers[i];
    }
  }

  void testOperators() {
    std::vector<T> a, b;
    const float numbers[] = {0,     -0.0f, 1,   -1,  1.0f / 3, 100,      -7.25f,
                             3.14f, 250,   1e4, NAN, INFINITY, -INFINITY};
    for (float x : numbers)
      for (float y : numbers) {
        a.push_back({bitsOf(form, x)});
        b.push_back({bitsOf(form, y)});
      }
    const std::pair<const char *, std::function<float(float, float)>> ops[] = {
        {"arith.addf %a, %b", [](float x, float y) { return x + y; }},
        {"arith.mulf %a, %b", [](float x, float y) { return x * y; }},
        {"arith.divf %a, %b", [](float x, float y) { return x / y; }},
        {"arith.maximumf %a, %b", maximum<float>},
        {"arith.minimumf %a, %b", minimum<float>},
        {"arith.negf %a", [](float x, float) { return -x; }},
        {"math.absf %a", [](float x, float) { return std::fabs(x); }}};
    for (const auto &[op, meaning] : ops) {
      std::vector<T> got =
          forEach<T>("%r = " + std::string(op) + " : " + name, a, b);
      for (size_t i = 0; i != got.size(); ++i) {
        float x = valueOf(form, a[i].bits), y = valueOf(form, b[i].bits);
        EXPECT_TRUE(isSame(got[i].bits, bitsOf(form, meaning(x, y))))
            << op << " of " << x << " and " << y;
      }
    }
  }

  void test() {
    testWidening();
    testRounding();
    testOperators();
  }
};

TEST_F(VulkanKernels, FloatsOf16Bits) {
  Narrow<Half>{llvm::APFloat::IEEEhalf()}.test();
}
TEST_F(VulkanKernels, BrainFloats) {
  Narrow<Brain>{llvm::APFloat::BFloat()}.test();
}

} // namespace
