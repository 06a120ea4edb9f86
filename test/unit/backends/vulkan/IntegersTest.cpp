//===- IntegersTest.cpp - What a device computes with integers ------------===//

#include "test/unit/backends/vulkan/Kernel.h"

#include <functional>
#include <limits>

using namespace tdsl::test;

namespace {

/// Corners and some numbers between, each with each.
template <typename T> struct Pairs {
  std::vector<T> a, b;

  Pairs() {
    const T lowest = std::numeric_limits<T>::min();
    const T highest = std::numeric_limits<T>::max();
    const std::vector<T> corners = {
        lowest, T(lowest + 1), T(-100), T(-7), T(-2),  T(-1),   T(0),
        T(1),   T(2),          T(3),    T(7),  T(100), highest, T(highest / 3)};
    for (T x : corners)
      for (T y : corners) {
        a.push_back(x);
        b.push_back(y);
      }
  }

  void keep(const std::function<bool(T, T)> &wanted) {
    std::vector<T> x, y;
    for (size_t i = 0; i != a.size(); ++i)
      if (wanted(a[i], b[i])) {
        x.push_back(a[i]);
        y.push_back(b[i]);
      }
    a = x;
    b = y;
  }
};

template <typename T>
void expectEach(const std::string &op, const Pairs<T> &pairs,
                const std::function<T(T, T)> &meaning) {
  std::string body = "%r = " + op + " %a, %b : " + elementOf<T>().name;
  std::vector<T> got = forEach<T>(body, pairs.a, pairs.b);
  for (size_t i = 0; i != got.size(); ++i)
    EXPECT_EQ(got[i], meaning(pairs.a[i], pairs.b[i]))
        << op << " of " << +pairs.a[i] << " and " << +pairs.b[i] << " : "
        << elementOf<T>().name;
}

template <typename T> struct Of {
  using U = std::make_unsigned_t<T>;
  using Two = const std::function<T(T, T)>;

  static void testWrapping() {
    Pairs<T> all;
    // In 64 bits, so that nothing overflows while it is expected.
    expectEach<T>("arith.addi", all,
                  [](T a, T b) { return T(uint64_t(a) + uint64_t(b)); });
    expectEach<T>("arith.subi", all,
                  [](T a, T b) { return T(uint64_t(a) - uint64_t(b)); });
    expectEach<T>("arith.muli", all,
                  [](T a, T b) { return T(uint64_t(a) * uint64_t(b)); });
    expectEach<T>("arith.andi", all, [](T a, T b) { return T(a & b); });
    expectEach<T>("arith.ori", all, [](T a, T b) { return T(a | b); });
    expectEach<T>("arith.xori", all, [](T a, T b) { return T(a ^ b); });
    expectEach<T>("arith.maxsi", all, [](T a, T b) { return std::max(a, b); });
    expectEach<T>("arith.minsi", all, [](T a, T b) { return std::min(a, b); });
    expectEach<T>("arith.maxui", all,
                  [](T a, T b) { return T(std::max(U(a), U(b))); });
    expectEach<T>("arith.minui", all,
                  [](T a, T b) { return T(std::min(U(a), U(b))); });
  }

  static T floorDiv(T a, T b) {
    T quotient = T(a / b);
    return a % b != 0 && (a % b < 0) != (b < 0) ? T(quotient - 1) : quotient;
  }
  static T ceilDiv(T a, T b) {
    T quotient = T(a / b);
    return a % b != 0 && (a % b < 0) == (b < 0) ? T(quotient + 1) : quotient;
  }

  static void testDivision() {
    Pairs<T> safe;
    safe.keep([](T a, T b) {
      return b != 0 && !(a == std::numeric_limits<T>::min() && b == -1);
    });
    expectEach<T>("arith.divsi", safe, [](T a, T b) { return T(a / b); });
    expectEach<T>("arith.remsi", safe, [](T a, T b) { return T(a % b); });
    expectEach<T>("arith.divui", safe, [](T a, T b) { return T(U(a) / U(b)); });
    expectEach<T>("arith.remui", safe, [](T a, T b) { return T(U(a) % U(b)); });
    expectEach<T>("arith.floordivsi", safe, floorDiv);
    expectEach<T>("arith.ceildivsi", safe, ceilDiv);
    expectEach<T>("arith.ceildivui", safe, [](T a, T b) {
      return T(U(a) / U(b) + (U(a) % U(b) != 0 ? 1 : 0));
    });
  }

  static void testShifts() {
    Pairs<T> counts;
    for (size_t i = 0; i != counts.b.size(); ++i)
      counts.b[i] = T(i % (8 * sizeof(T)));
    expectEach<T>("arith.shli", counts, [](T a, T b) { return T(U(a) << b); });
    expectEach<T>("arith.shrsi", counts, [](T a, T b) { return T(a >> b); });
    expectEach<T>("arith.shrui", counts, [](T a, T b) { return T(U(a) >> b); });
  }

  static void testOrders() {
    Pairs<T> all;
    const std::pair<const char *, std::function<bool(T, T)>> orders[] = {
        {"eq", [](T a, T b) { return a == b; }},
        {"ne", [](T a, T b) { return a != b; }},
        {"slt", [](T a, T b) { return a < b; }},
        {"sle", [](T a, T b) { return a <= b; }},
        {"sgt", [](T a, T b) { return a > b; }},
        {"sge", [](T a, T b) { return a >= b; }},
        {"ult", [](T a, T b) { return U(a) < U(b); }},
        {"ule", [](T a, T b) { return U(a) <= U(b); }},
        {"ugt", [](T a, T b) { return U(a) > U(b); }},
        {"uge", [](T a, T b) { return U(a) >= U(b); }}};
    for (const auto &[name, meaning] : orders) {
      std::string body = "%r = arith.cmpi " + std::string(name) +
                         ", %a, %b : " + elementOf<T>().name;
      std::vector<Bool> got = forEach<Bool>(body, all.a, all.b);
      for (size_t i = 0; i != got.size(); ++i)
        EXPECT_EQ(got[i].byte, meaning(all.a[i], all.b[i]) ? 1 : 0)
            << +all.a[i] << " " << name << " " << +all.b[i];
    }
  }

  static void testMagnitude() {
    Pairs<T> all;
    std::string body =
        "%r = math.absi %a : " + std::string(elementOf<T>().name);
    std::vector<T> got = forEach<T>(body, all.a, all.b);
    for (size_t i = 0; i != got.size(); ++i)
      EXPECT_EQ(got[i], all.a[i] < 0 ? T(0 - uint64_t(all.a[i])) : all.a[i]);
  }

  static void test() {
    testWrapping();
    testDivision();
    testShifts();
    testOrders();
    testMagnitude();
  }
};

TEST_F(VulkanKernels, IntegersOf8Bits) { Of<int8_t>::test(); }
TEST_F(VulkanKernels, IntegersOf16Bits) { Of<int16_t>::test(); }
TEST_F(VulkanKernels, IntegersOf32Bits) { Of<int32_t>::test(); }
TEST_F(VulkanKernels, IntegersOf64Bits) { Of<int64_t>::test(); }

/// As one bit: true is 1 without a sign, -1 with one.
TEST_F(VulkanKernels, Bools) {
  std::vector<Bool> a{{0}, {0}, {1}, {1}}, b{{0}, {1}, {0}, {1}};
  const std::pair<const char *, std::vector<int>> ops[] = {
      {"arith.andi", {0, 0, 0, 1}},      {"arith.ori", {0, 1, 1, 1}},
      {"arith.xori", {0, 1, 1, 0}},      {"arith.addi", {0, 1, 1, 0}},
      {"arith.subi", {0, 1, 1, 0}},      {"arith.muli", {0, 0, 0, 1}},
      {"arith.maxui", {0, 1, 1, 1}},     {"arith.minui", {0, 0, 0, 1}},
      {"arith.maxsi", {0, 0, 0, 1}},     {"arith.minsi", {0, 1, 1, 1}},
      {"arith.cmpi eq,", {1, 0, 0, 1}},  {"arith.cmpi ne,", {0, 1, 1, 0}},
      {"arith.cmpi ult,", {0, 1, 0, 0}}, {"arith.cmpi ule,", {1, 1, 0, 1}},
      {"arith.cmpi ugt,", {0, 0, 1, 0}}, {"arith.cmpi uge,", {1, 0, 1, 1}},
      {"arith.cmpi slt,", {0, 0, 1, 0}}, {"arith.cmpi sle,", {1, 0, 1, 1}},
      {"arith.cmpi sgt,", {0, 1, 0, 0}}, {"arith.cmpi sge,", {1, 1, 0, 1}}};
  for (const auto &[op, expected] : ops) {
    std::vector<Bool> got =
        forEach<Bool>("%r = " + std::string(op) + " %a, %b : i1", a, b);
    for (size_t i = 0; i != got.size(); ++i)
      EXPECT_EQ(got[i].byte, expected[i]) << op << " " << i;
  }
}

} // namespace
