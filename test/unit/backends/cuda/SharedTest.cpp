//===- SharedTest.cpp - Shared memory and barriers of kernels -------------===//

#include "Program.h"

using namespace tdsl::cuda::test;

namespace {

std::string without(std::string text, const std::string &words) {
  size_t at = text.find(words);
  EXPECT_NE(at, std::string::npos);
  return text.erase(at, words.size());
}

std::vector<int32_t> ramp(size_t count) {
  std::vector<int32_t> values(count);
  for (size_t i = 0; i < count; ++i)
    values[i] = static_cast<int32_t>(3 * i + 1);
  return values;
}

/// Each block turns its part around.
const char *reverse = R"(
tir.kernel @reverse threads [64, 1, 1] buffers [0, 1] uses [1, 2] sizes [] {
^bb0(%x: !tir.buffer<i32, 1, argument>, %y: !tir.buffer<i32, 1, argument>):
  %c63 = arith.constant 63 : index
  %c64 = arith.constant 64 : index
  %b = tir.block_id x
  %t = tir.thread_id x
  %first = arith.muli %b, %c64 : index
  %i = arith.addi %first, %t : index
  tir.allocate "part"[%c64] {
  ^bb1(%part: !tir.buffer<i32, 1, shared>):
    %v = tir.load %x[%i] : !tir.buffer<i32, 1, argument>, index -> i32
    tir.store %v, %part[%t] : i32, !tir.buffer<i32, 1, shared>, index
    tir.barrier
    %other = arith.subi %c63, %t : index
    %w = tir.load %part[%other] : !tir.buffer<i32, 1, shared>, index -> i32
    tir.store %w, %y[%i] : i32, !tir.buffer<i32, 1, argument>, index
  }
}
)";

TEST(Shared, IsSeenBehindABarrier) {
  std::vector<int32_t> x = ramp(192), wanted(192);
  for (size_t i = 0; i < 192; ++i)
    wanted[i] = x[i / 64 * 64 + 63 - i % 64];
  std::vector<Bytes> buffers = {bytesOf(x), bytesOf(std::vector<int32_t>(192))};
  Program program(reverse);
  EXPECT_EQ(program.code("reverse").sharedBytes, 256);
  EXPECT_EQ(program.code("reverse").dynamicBytes, 0);
  EXPECT_EQ(valuesOf<int32_t>(program.run("reverse", 3, buffers)[1]), wanted);
  EXPECT_TRUE(Program(without(reverse, "    tir.barrier\n"))
                  .isCaught("reverse", 3, buffers));
}

/// Threads that exchange values through a buffer: y[0] is written by thread 0,
/// read by all, and written again by the last one.
const char *exchange = R"(
tir.kernel @exchange threads [32, 1, 1] buffers [0, 1] uses [3, 2] sizes [] {
^bb0(%y: !tir.buffer<i32, 1, argument>, %z: !tir.buffer<i32, 1, argument>):
  %c0 = arith.constant 0 : index
  %c31 = arith.constant 31 : index
  %seven = arith.constant 7 : i32
  %nine = arith.constant 9 : i32
  %t = tir.thread_id x
  %isFirst = arith.cmpi eq, %t, %c0 : index
  %isLast = arith.cmpi eq, %t, %c31 : index
  %before = tir.load %y[%c0] : !tir.buffer<i32, 1, argument>, index -> i32
  tir.barrier
  tir.store %seven, %y[%c0] if %isFirst : i1
      : i32, !tir.buffer<i32, 1, argument>, index
  tir.barrier
  %between = tir.load %y[%c0] : !tir.buffer<i32, 1, argument>, index -> i32
  tir.barrier
  tir.store %nine, %y[%c0] if %isLast : i1
      : i32, !tir.buffer<i32, 1, argument>, index
  tir.barrier
  %behind = tir.load %y[%c0] : !tir.buffer<i32, 1, argument>, index -> i32
  %sum = arith.addi %before, %between : i32
  %all = arith.muli %sum, %behind : i32
  tir.store %all, %z[%t] : i32, !tir.buffer<i32, 1, argument>, index
}
)";

TEST(Shared, IsABufferToo) {
  std::vector<int32_t> y = {5}, z(32);
  auto after = Program(exchange).run("exchange", 1, {bytesOf(y), bytesOf(z)});
  EXPECT_EQ(valuesOf<int32_t>(after[1]), std::vector<int32_t>(32, (5 + 7) * 9));
}

/// 64 KiB are more than a module may declare. The second array begins behind
/// the first: each thread writes the ends of both.
const char *large = R"(
tir.kernel @large threads [2, 1, 1] buffers [0] uses [2] sizes [] {
^bb0(%y: !tir.buffer<i64, 1, argument>):
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c4095 = arith.constant 4095 : index
  %c4096 = arith.constant 4096 : index
  %t = tir.thread_id x
  %wide = arith.index_cast %t : index to i64
  %ten = arith.constant 10 : i64
  %high = arith.addi %wide, %ten : i64
  %end = arith.muli %t, %c4095 : index
  %otherEnd = arith.subi %c4095, %end : index
  tir.allocate "a"[%c4096] {
  ^bb1(%a: !tir.buffer<i64, 1, shared>):
    tir.allocate "b"[%c4096] {
    ^bb2(%b: !tir.buffer<i64, 1, shared>):
      tir.store %wide, %a[%end] : i64, !tir.buffer<i64, 1, shared>, index
      tir.store %high, %b[%end] : i64, !tir.buffer<i64, 1, shared>, index
      tir.barrier
      %v = tir.load %a[%otherEnd] : !tir.buffer<i64, 1, shared>, index -> i64
      %w = tir.load %b[%otherEnd] : !tir.buffer<i64, 1, shared>, index -> i64
      tir.store %v, %y[%t] : i64, !tir.buffer<i64, 1, argument>, index
      %at = arith.addi %t, %c2 : index
      tir.store %w, %y[%at] : i64, !tir.buffer<i64, 1, argument>, index
    }
  }
}
)";

TEST(Shared, IsAskedForWhereItIsLarge) {
  Program program(large);
  EXPECT_EQ(program.code("large").sharedBytes, 65536);
  EXPECT_EQ(program.code("large").dynamicBytes, 65536);
  EXPECT_NE(program.ptx.find(".extern .shared"), std::string::npos);
  auto after = program.run("large", 1, {bytesOf(std::vector<int64_t>(4))});
  EXPECT_EQ(valuesOf<int64_t>(after[0]), (std::vector<int64_t>{1, 0, 11, 10}));
}

/// Names that PTX does not allow, twice the same when they are changed.
TEST(Shared, BelongsToOneKernel) {
  std::string one = reverse, two = reverse;
  one.replace(one.find("@reverse"), 8, "@\"f.1\"");
  two.replace(two.find("@reverse"), 8, "@\"f-1\"");
  Program program(one + two);
  EXPECT_EQ(program.code("f.1").entry, "f_1");
  EXPECT_EQ(program.code("f-1").entry, "f_1_1");
  std::vector<int32_t> x = ramp(64), wanted(x.rbegin(), x.rend());
  for (const char *kernel : {"f.1", "f-1"}) {
    auto after =
        program.run(kernel, 1, {bytesOf(x), bytesOf(std::vector<int32_t>(64))});
    EXPECT_EQ(valuesOf<int32_t>(after[1]), wanted);
    EXPECT_EQ(program.code(kernel).sharedBytes, 256);
  }
}

/// Three kernels of 20 KiB are more than a kernel may declare, but none is.
TEST(Shared, IsCountedForEachKernel) {
  std::string text;
  for (const char *name : {"a", "b", "c"})
    text += replaceAll(replaceAll(reverse, "@reverse", std::string("@") + name),
                       "[%c64] {", "[%c5120] {");
  text = replaceAll(text, "  %b = ",
                    "  %c5120 = arith.constant 5120 : index\n"
                    "  %b = ");
  Program program(text);
  std::vector<int32_t> x = ramp(64), wanted(x.rbegin(), x.rend());
  for (const char *kernel : {"a", "b", "c"}) {
    EXPECT_EQ(program.code(kernel).sharedBytes, 20480);
    EXPECT_EQ(program.code(kernel).dynamicBytes, 0);
    auto after =
        program.run(kernel, 1, {bytesOf(x), bytesOf(std::vector<int32_t>(64))});
    EXPECT_EQ(valuesOf<int32_t>(after[1]), wanted);
  }
}

} // namespace
