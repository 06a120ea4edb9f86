//===- ControlTest.cpp - Loops and branches on a device -------------------===//

#include "test/unit/backends/vulkan/Kernel.h"

using namespace tdsl::test;

namespace {

/// How often a number is halved or tripled until it is 1, in at most b steps.
struct Steps {
  int32_t value, count;

  Steps(int32_t a, int32_t most) : value(a), count(0) {
    for (int32_t i = 0; i < most; ++i) {
      if (value != 1) {
        ++count;
        value = value % 2 ? 3 * value + 1 : value / 2;
      }
    }
  }
};

TEST_F(VulkanKernels, LoopsCarryAndBranchesYield) {
  std::vector<int32_t> a, most;
  for (int32_t i = 1; i <= 200; ++i) {
    a.push_back(i);
    most.push_back(i % 3 ? 1000 : i % 11);
  }
  const char *loop = R"(
    %c0 = arith.constant 0 : index
    %zero = arith.constant 0 : i32
    %one = arith.constant 1 : i32
    %two = arith.constant 2 : i32
    %three = arith.constant 3 : i32
    %end = arith.index_cast %b : i32 to index
    %value, %count =
      tir.for serial "i" %c0 to %end carry(%a, %zero : i32, i32) {
    ^bb1(%k: index, %v: i32, %c: i32):
      %goes = arith.cmpi ne, %v, %one : i32
      %v2, %c2 = scf.if %goes -> (i32, i32) {
        %more = arith.addi %c, %one : i32
        %bit = arith.andi %v, %one : i32
        %odd = arith.cmpi eq, %bit, %one : i32
        %next = scf.if %odd -> (i32) {
          %p = arith.muli %v, %three : i32
          %q = arith.addi %p, %one : i32
          scf.yield %q : i32
        } else {
          %h = arith.divui %v, %two : i32
          scf.yield %h : i32
        }
        scf.yield %next, %more : i32, i32
      } else {
        scf.yield %v, %c : i32, i32
      }
      tir.yield %v2, %c2 : i32, i32
    } -> i32, i32
)";
  std::vector<int32_t> counts = forEach<int32_t>(
      std::string(loop) + "%r = arith.addi %count, %zero : i32", a, most);
  std::vector<int32_t> values = forEach<int32_t>(
      std::string(loop) + "%r = arith.addi %value, %zero : i32", a, most);
  for (size_t i = 0; i != a.size(); ++i) {
    Steps expected(a[i], most[i]);
    EXPECT_EQ(counts[i], expected.count) << a[i] << " " << most[i];
    EXPECT_EQ(values[i], expected.value) << a[i] << " " << most[i];
  }
}

/// Carried values change places, in loops in loops; one has no iterations.
TEST_F(VulkanKernels, LoopsInLoops) {
  std::vector<int32_t> a{0, 1, 2, 5}, b{3, 0, 4, 7};
  std::vector<int32_t> got = forEach<int32_t>(R"(
    %c0 = arith.constant 0 : index
    %ea = arith.index_cast %a : i32 to index
    %eb = arith.index_cast %b : i32 to index
    %zero = arith.constant 0 : i32
    %one = arith.constant 1 : i32
    %xs, %ys = tir.for serial "i" %c0 to %ea carry(%zero, %one : i32, i32) {
    ^bb1(%i2: index, %p: i32, %q: i32):
      %s, %u = tir.for serial "j" %i2 to %eb carry(%p, %q : i32, i32) {
      ^bb2(%j: index, %m: i32, %n2: i32):
        %sum = arith.addi %m, %n2 : i32
        tir.yield %n2, %sum : i32, i32
      } -> i32, i32
      tir.yield %u, %s : i32, i32
    } -> i32, i32
    %hundred = arith.constant 1000 : i32
    %scaled = arith.muli %xs, %hundred : i32
    %r = arith.addi %scaled, %ys : i32)",
                                              a, b);
  for (size_t i = 0; i != a.size(); ++i) {
    uint32_t x = 0, y = 1;
    for (int32_t j = 0; j < a[i]; ++j) {
      uint32_t m = x, n = y;
      for (int32_t k = j; k < b[i]; ++k) {
        uint32_t sum = m + n;
        m = n;
        n = sum;
      }
      x = n;
      y = m;
    }
    EXPECT_EQ(uint32_t(got[i]), 1000 * x + y) << i;
  }
}

} // namespace
