//===- IntegersTest.cpp - Integers of kernels -----------------------------===//

#include "Program.h"

#include <limits>
#include <type_traits>

using namespace tdsl::cuda::test;

namespace {

/// z[t] = operation(x[t], y[t]) for t < n, of elements T.
template <typename T>
std::vector<T> pairwise(const std::string &operation, const std::vector<T> &x,
                        const std::vector<T> &y) {
  std::string text = R"(
tir.kernel @k threads [32, 1, 1] buffers [0, 1, 2] uses [1, 1, 2] sizes [0] {
^bb0(%x: !tir.buffer<$T, 1, argument>, %y: !tir.buffer<$T, 1, argument>,
     %z: !tir.buffer<$T, 1, argument>, %n: index):
  %c32 = arith.constant 32 : index
  %zero = arith.constant 0 : $T
  %one = arith.constant 1 : $T
  %minus = arith.constant -1 : $T
  %block = tir.block_id x
  %thread = tir.thread_id x
  %first = arith.muli %block, %c32 : index
  %i = arith.addi %first, %thread : index
  %inside = arith.cmpi slt, %i, %n : index
  %a = tir.load %x[%i] if %inside : i1
      : !tir.buffer<$T, 1, argument>, index -> $T
  %b = tir.load %y[%i] if %inside : i1
      : !tir.buffer<$T, 1, argument>, index -> $T
  )" + operation + R"(
  tir.store %r, %z[%i] if %inside : i1
      : $T, !tir.buffer<$T, 1, argument>, index
})";
  Program program(replaceAll(text, "$T", "i" + std::to_string(8 * sizeof(T))));
  std::vector<Bytes> after =
      program.run("k", (x.size() + 31) / 32,
                  {bytesOf(x), bytesOf(y), bytesOf(std::vector<T>(x.size()))},
                  {static_cast<int64_t>(x.size())});
  return valuesOf<T>(after[2]);
}

/// As the front end guards it: x / 0 and lowest / -1 divide by one.
const char *divide = R"(
  %isZero = arith.cmpi eq, %b, %zero : $T
  %isMinus = arith.cmpi eq, %b, %minus : $T
  %bad = arith.ori %isZero, %isMinus : i1
  %safe = arith.select %bad, %one, %b : $T
  %r = arith.divsi %a, %safe : $T)";

template <typename T> class Integers : public testing::Test {
protected:
  /// Each corner with each other one.
  void SetUp() override {
    using Limits = std::numeric_limits<T>;
    const T corners[] = {Limits::min(),
                         T(Limits::min() + 1),
                         T(-7),
                         T(-1),
                         T(0),
                         T(1),
                         T(3),
                         T(100),
                         T(Limits::max() - 1),
                         Limits::max()};
    for (T a : corners)
      for (T b : corners) {
        x.push_back(a);
        y.push_back(b);
      }
  }

  template <typename Function>
  void expect(const std::string &operation, Function function) {
    std::vector<T> got = pairwise(operation, x, y), wanted;
    for (size_t i = 0; i < x.size(); ++i)
      wanted.push_back(static_cast<T>(function(x[i], y[i])));
    EXPECT_EQ(got, wanted) << operation;
  }

  using U = std::make_unsigned_t<T>;
  std::vector<T> x, y;
};

using Types = testing::Types<int8_t, int16_t, int32_t, int64_t>;
TYPED_TEST_SUITE(Integers, Types);

TYPED_TEST(Integers, WrapAround) {
  using T = TypeParam;
  using U = std::make_unsigned_t<T>;
  this->expect("%r = arith.addi %a, %b : $T",
               [](T a, T b) -> T { return T(U(U(a) + U(b))); });
  this->expect("%r = arith.subi %a, %b : $T",
               [](T a, T b) -> T { return T(U(U(a) - U(b))); });
  this->expect("%r = arith.muli %a, %b : $T", [](T a, T b) -> T {
    return T(U(uint64_t(U(a)) * uint64_t(U(b))));
  });
}

TYPED_TEST(Integers, Divide) {
  using T = TypeParam;
  using U = std::make_unsigned_t<T>;
  this->expect(divide, [](T a, T b) -> T {
    return b == 0 || b == T(-1) ? a : T(a / b);
  });
  this->expect("%o = arith.ori %b, %one : $T\n%r = arith.divui %a, %o : $T",
               [](T a, T b) -> T { return T(U(a) / U(b | 1)); });
  this->expect("%o = arith.ori %b, %one : $T\n%r = arith.remui %a, %o : $T",
               [](T a, T b) -> T { return T(U(a) % U(b | 1)); });
}

TYPED_TEST(Integers, Shift) {
  using T = TypeParam;
  using U = std::make_unsigned_t<T>;
  const std::string count = "%m = arith.constant " +
                            std::to_string(8 * sizeof(T) - 1) +
                            " : $T\n%s = arith.andi %b, %m : $T\n";
  T mask = T(8 * sizeof(T) - 1);
  this->expect(count + "%r = arith.shli %a, %s : $T",
               [=](T a, T b) -> T { return T(U(U(a) << (b & mask))); });
  this->expect(count + "%r = arith.shrsi %a, %s : $T",
               [=](T a, T b) -> T { return T(a >> (b & mask)); });
  this->expect(count + "%r = arith.shrui %a, %s : $T",
               [=](T a, T b) -> T { return T(U(a) >> (b & mask)); });
}

TYPED_TEST(Integers, CompareAndChoose) {
  using T = TypeParam;
  using U = std::make_unsigned_t<T>;
  this->expect("%r = arith.maxsi %a, %b : $T",
               [](T a, T b) -> T { return std::max(a, b); });
  this->expect("%r = arith.minui %a, %b : $T",
               [](T a, T b) -> T { return T(std::min(U(a), U(b))); });
  this->expect("%c = arith.cmpi ult, %a, %b : $T\n"
               "%r = arith.select %c, %a, %zero : $T",
               [](T a, T b) -> T { return U(a) < U(b) ? a : T(0); });
}

/// A bool is a byte of 0 or 1 in memory.
TEST(Bools, AreBytes) {
  Program program(R"(
tir.kernel @k threads [4, 1, 1] buffers [0, 1] uses [1, 2] sizes [] {
^bb0(%x: !tir.buffer<i1, 1, argument>, %y: !tir.buffer<i1, 1, argument>):
  %true = arith.constant true
  %t = tir.thread_id x
  %a = tir.load %x[%t] : !tir.buffer<i1, 1, argument>, index -> i1
  %b = arith.xori %a, %true : i1
  tir.store %b, %y[%t] : i1, !tir.buffer<i1, 1, argument>, index
})");
  std::vector<uint8_t> x = {0, 1, 1, 0}, y = {9, 9, 9, 9};
  auto after = program.run("k", 1, {bytesOf(x), bytesOf(y)});
  EXPECT_EQ(valuesOf<uint8_t>(after[1]), (std::vector<uint8_t>{1, 0, 0, 1}));
}

} // namespace
