//===- LoopsTest.cpp - Loops, arrays and guards of kernels ----------------===//

#include "Program.h"

using namespace tdsl::cuda::test;

namespace {

/// y[i] = sum of x[i, k] * (k + 1), and the largest x[i, k].
const char *rows = R"(
tir.kernel @rows threads [16, 1, 1] buffers [0, 1, 2] uses [1, 2, 2]
    sizes [0, 1] {
^bb0(%x: !tir.buffer<f32, 1, argument>, %y: !tir.buffer<f32, 1, argument>,
     %z: !tir.buffer<f32, 1, argument>, %n: index, %m: index):
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c16 = arith.constant 16 : index
  %zero = arith.constant 0.0 : f32
  %least = arith.constant 0xFF800000 : f32
  %b = tir.block_id x
  %t = tir.thread_id x
  %first = arith.muli %b, %c16 : index
  %i = arith.addi %first, %t : index
  %inside = arith.cmpi slt, %i, %n : index
  scf.if %inside {
    %row = arith.muli %i, %m : index
    %both:2 = tir.for serial "k" %c0 to %m carry(%zero, %least : f32, f32) {
    ^bb1(%k: index, %sum: f32, %max: f32):
      %at = arith.addi %row, %k : index
      %v = tir.load %x[%at] : !tir.buffer<f32, 1, argument>, index -> f32
      %next = arith.addi %k, %c1 : index
      %wide = arith.index_cast %next : index to i32
      %weight = arith.sitofp %wide : i32 to f32
      %term = arith.mulf %v, %weight : f32
      %more = arith.addf %sum, %term : f32
      %top = arith.maximumf %max, %v : f32
      tir.yield %more, %top : f32, f32
    } -> f32, f32
    tir.store %both#0, %y[%i] : f32, !tir.buffer<f32, 1, argument>, index
    tir.store %both#1, %z[%i] : f32, !tir.buffer<f32, 1, argument>, index
  }
}
)";

TEST(Loops, CarryValues) {
  Program program(rows);
  for (int64_t m : {0, 1, 5, 33}) {
    const int64_t n = 21;
    std::vector<float> x(n * m), y(n), z(n), sums(n), tops(n);
    for (size_t i = 0; i < x.size(); ++i)
      x[i] = static_cast<float>(static_cast<int>(i * 7 % 19) - 9);
    for (int64_t i = 0; i < n; ++i) {
      tops[i] = -INFINITY;
      for (int64_t k = 0; k < m; ++k) {
        sums[i] += x[i * m + k] * static_cast<float>(k + 1);
        tops[i] = std::max(tops[i], x[i * m + k]);
      }
    }
    auto after =
        program.run("rows", 2, {bytesOf(x), bytesOf(y), bytesOf(z)}, {n, m});
    EXPECT_EQ(valuesOf<float>(after[1]), sums) << m;
    EXPECT_EQ(valuesOf<float>(after[2]), tops) << m;
  }
}

/// A histogram in an array of the thread, by an index that is data.
const char *counts = R"(
tir.kernel @counts threads [8, 1, 1] buffers [0, 1] uses [1, 2] sizes [0] {
^bb0(%x: !tir.buffer<i32, 1, argument>, %y: !tir.buffer<i32, 1, argument>,
     %m: index):
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %t = tir.thread_id x
  tir.allocate "counts"[%c4] {
  ^bb1(%own: !tir.buffer<i32, 1, stack>):
    tir.for serial "i" %c0 to %c4 {
    ^bb2(%i: index):
      tir.store %zero, %own[%i] : i32, !tir.buffer<i32, 1, stack>, index
      tir.yield
    }
    %row = arith.muli %t, %m : index
    tir.for serial "k" %c0 to %m {
    ^bb2(%k: index):
      %at = arith.addi %row, %k : index
      %v = tir.load %x[%at] : !tir.buffer<i32, 1, argument>, index -> i32
      %where = arith.index_cast %v : i32 to index
      %old = tir.load %own[%where] : !tir.buffer<i32, 1, stack>, index -> i32
      %new = arith.addi %old, %one : i32
      tir.store %new, %own[%where] : i32, !tir.buffer<i32, 1, stack>, index
      tir.yield
    }
    %out = arith.muli %t, %c4 : index
    tir.for serial "i" %c0 to %c4 {
    ^bb2(%i: index):
      %v = tir.load %own[%i] : !tir.buffer<i32, 1, stack>, index -> i32
      %at = arith.addi %out, %i : index
      tir.store %v, %y[%at] : i32, !tir.buffer<i32, 1, argument>, index
      tir.yield
    }
  }
}
)";

TEST(Loops, UseArraysOfTheThread) {
  Program program(counts);
  const int64_t m = 9;
  std::vector<int32_t> x(8 * m), y(8 * 4), wanted(8 * 4);
  for (int64_t i = 0; i < 8 * m; ++i) {
    x[i] = static_cast<int32_t>(i * i % 7 % 4);
    ++wanted[i / m * 4 + x[i]];
  }
  auto after = program.run("counts", 1, {bytesOf(x), bytesOf(y)}, {m});
  EXPECT_EQ(valuesOf<int32_t>(after[1]), wanted);
}

/// y[i] = x[i - 1] + x[i + 1], zero outside: the emulator sees each access that
/// a guard should have kept from memory.
const char *neighbours = R"(
tir.kernel @neighbours threads [8, 1, 1] buffers [0, 1] uses [1, 2] sizes [0] {
^bb0(%x: !tir.buffer<bf16, 1, argument>, %y: !tir.buffer<bf16, 1, argument>,
     %n: index):
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %b = tir.block_id x
  %t = tir.thread_id x
  %first = arith.muli %b, %c8 : index
  %i = arith.addi %first, %t : index
  %left = arith.subi %i, %c1 : index
  %right = arith.addi %i, %c1 : index
  %isIn = arith.cmpi slt, %i, %n : index
  %hasLeft = arith.cmpi sge, %left, %c0 : index
  %hasRight = arith.cmpi slt, %right, %n : index
  %both = arith.andi %isIn, %hasLeft : i1
  %l = tir.load %x[%left] if %both : i1
      : !tir.buffer<bf16, 1, argument>, index -> bf16
  %r = tir.load %x[%right] if %hasRight : i1
      : !tir.buffer<bf16, 1, argument>, index -> bf16
  %wideL = arith.extf %l : bf16 to f32
  %wideR = arith.extf %r : bf16 to f32
  %sum = arith.addf %wideL, %wideR : f32
  %narrow = arith.truncf %sum : f32 to bf16
  tir.store %narrow, %y[%i] if %isIn : i1
      : bf16, !tir.buffer<bf16, 1, argument>, index
}
)";

TEST(Loops, TouchNothingWhereAGuardIsFalse) {
  Program program(neighbours);
  // 1, 2, 4, 8, 16 and then their sums.
  std::vector<uint16_t> x = {0x3f80, 0x4000, 0x4080, 0x4100, 0x4180}, y(5);
  auto after = program.run("neighbours", 2, {bytesOf(x), bytesOf(y)}, {5});
  EXPECT_EQ(valuesOf<uint16_t>(after[1]),
            (std::vector<uint16_t>{0x4000, 0x40a0, 0x4120, 0x41a0, 0x4100}));
  std::string unguarded = neighbours;
  unguarded.replace(unguarded.find("%isIn, %hasLeft"), 15, "%isIn, %isIn");
  EXPECT_TRUE(Program(unguarded).isCaught("neighbours", 2,
                                          {bytesOf(x), bytesOf(y)}, {5}));
}

} // namespace
