//===- MemoryTest.cpp - Memory, barriers and the report on a device -------===//

#include "test/unit/backends/vulkan/Kernel.h"

using namespace tdsl::test;

namespace {

constexpr int64_t COUNT = 256, BLOCK = 64;

/// x[N] -> y[N] by a kernel on N / 64 blocks.
template <typename T> struct Map {
  explicit Map(const std::string &text)
      : plan(text), x(elementOf<T>().dtype, {COUNT}),
        y(elementOf<T>().dtype, {COUNT}) {
    EXPECT_EQ(plan.error, "");
    Words length{TDSL_OP_SYMBOL, 0};
    plan.symbol("N", 0, 0);
    plan.param("x", TDSL_PARAM_INPUT, x.tensor.dtype, "[N]", {length});
    plan.param("y", TDSL_PARAM_OUTPUT, y.tensor.dtype, "[N]", {length});
    plan.launch(0, blocksOf(0));
    for (int64_t i = 0; i != COUNT; ++i)
      x[i] = T(1 + i * i % 251);
  }
  tdsl_status run(int64_t *leaves = nullptr) {
    return plan.run({&x.tensor, &y.tensor}, nullptr, nullptr, leaves);
  }

  KernelPlan plan;
  Array<T> x, y;
};

const char *const POSITION = R"(
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c64 = arith.constant 64 : index
  %b = tir.block_id x
  %t = tir.thread_id x
  %base = arith.muli %b, %c64 : index
  %i = arith.addi %base, %t : index
)";

std::string mapOf(const std::string &type, const std::string &body,
                  const std::string &uses = "1, 2") {
  std::string buffer = "!tir.buffer<" + type + ", 1, argument>";
  return "tir.kernel @map threads [64, 1, 1] buffers [0, 1] uses [" + uses +
         "] sizes [0] {\n^bb0(%x: " + buffer + ", %y: " + buffer +
         ", %n: index):" + POSITION + body + "}\n";
}

/// A tree of sums in shared memory: a barrier in a loop that all threads run.
TEST_F(VulkanKernels, BlocksSumTogether) {
  Map<int32_t> map(mapOf("i32", R"(
    %c6 = arith.constant 6 : index
    %c32 = arith.constant 32 : index
    tir.allocate "s"[%c64] {
    ^bb1(%s: !tir.buffer<i32, 1, shared>):
      %v = tir.load %x[%i] : !tir.buffer<i32, 1, argument>, index -> i32
      tir.store %v, %s[%t] : i32, !tir.buffer<i32, 1, shared>, index
      tir.barrier
      %last = tir.for serial "k" %c0 to %c6 carry(%c32 : index) {
      ^bb2(%k: index, %half: index):
        %works = arith.cmpi slt, %t, %half : index
        scf.if %works {
          %o = arith.addi %t, %half : index
          %p = tir.load %s[%t] : !tir.buffer<i32, 1, shared>, index -> i32
          %q = tir.load %s[%o] : !tir.buffer<i32, 1, shared>, index -> i32
          %u = arith.addi %p, %q : i32
          tir.store %u, %s[%t] : i32, !tir.buffer<i32, 1, shared>, index
        }
        tir.barrier
        %less = arith.shrui %half, %c1 : index
        tir.yield %less : index
      } -> index
      %w = tir.load %s[%c0] : !tir.buffer<i32, 1, shared>, index -> i32
      tir.store %w, %y[%i] : i32, !tir.buffer<i32, 1, argument>, index
    }
)"));
  ASSERT_EQ(map.run(), TDSL_OK) << tdsl_last_error();
  for (int64_t i = 0; i != COUNT; ++i) {
    int32_t sum = 0;
    for (int64_t k = 0; k != BLOCK; ++k)
      sum += map.x[i / BLOCK * BLOCK + k];
    ASSERT_EQ(map.y[i], sum) << i;
  }
}

/// What a thread wrote to a buffer, another one reads behind a barrier.
TEST_F(VulkanKernels, BarriersOrderBuffers) {
  Map<int16_t> map(mapOf("i16", R"(
    %c63 = arith.constant 63 : index
    %v = tir.load %x[%i] : !tir.buffer<i16, 1, argument>, index -> i16
    tir.store %v, %y[%i] : i16, !tir.buffer<i16, 1, argument>, index
    tir.barrier
    %m = arith.subi %c63, %t : index
    %j = arith.addi %base, %m : index
    %w = tir.load %y[%j] : !tir.buffer<i16, 1, argument>, index -> i16
    tir.barrier
    tir.store %w, %y[%i] : i16, !tir.buffer<i16, 1, argument>, index
)",
                         "1, 3"));
  ASSERT_EQ(map.run(), TDSL_OK) << tdsl_last_error();
  for (int64_t i = 0; i != COUNT; ++i)
    ASSERT_EQ(map.y[i], map.x[i / BLOCK * BLOCK + 63 - i % BLOCK]) << i;
}

/// Narrow elements lie side by side in shared memory and on the stack.
TEST_F(VulkanKernels, NarrowElementsInsideOfABlock) {
  Map<int8_t> map(mapOf("i8", R"(
    %c2 = arith.constant 2 : index
    %c63 = arith.constant 63 : index
    tir.allocate "s"[%c64] {
    ^bb1(%s: !tir.buffer<i8, 1, shared>):
      tir.allocate "p"[%c2] {
      ^bb2(%p: !tir.buffer<i8, 1, stack>):
        %v = tir.load %x[%i] : !tir.buffer<i8, 1, argument>, index -> i8
        tir.store %v, %s[%t] : i8, !tir.buffer<i8, 1, shared>, index
        tir.store %v, %p[%c1] : i8, !tir.buffer<i8, 1, stack>, index
        tir.barrier
        %m = arith.subi %c63, %t : index
        %w = tir.load %s[%m] : !tir.buffer<i8, 1, shared>, index -> i8
        tir.store %w, %p[%c0] : i8, !tir.buffer<i8, 1, stack>, index
        %odd = arith.andi %t, %c1 : index
        %r = tir.load %p[%odd] : !tir.buffer<i8, 1, stack>, index -> i8
        tir.store %r, %y[%i] : i8, !tir.buffer<i8, 1, argument>, index
      }
    }
)"));
  ASSERT_EQ(map.run(), TDSL_OK) << tdsl_last_error();
  for (int64_t i = 0; i != COUNT; ++i) {
    int64_t from = i % 2 ? i : i / BLOCK * BLOCK + 63 - i % BLOCK;
    ASSERT_EQ(map.y[i], map.x[from]) << i;
  }
}

/// A guarded load is zero where its guard is false, although the element is
/// there; a guarded store does nothing.
template <typename T> void testGuards() {
  std::string type = elementOf<T>().name;
  std::string buffer = "!tir.buffer<" + type + ", 1, argument>";
  Map<T> map(mapOf(type, R"(
    %c100 = arith.constant 100 : index
    %c200 = arith.constant 200 : index
    %low = arith.cmpi slt, %i, %c100 : index
    %high = arith.cmpi sge, %i, %c200 : index
    %v = tir.load %x[%i] if %low : i1 : )" +
                             buffer + ", index -> " + type + R"(
    tir.store %v, %y[%i] : )" +
                             type + ", " + buffer + R"(, index
    %w = tir.load %x[%i] : )" +
                             buffer + ", index -> " + type + R"(
    tir.store %w, %y[%i] if %high : i1 : )" +
                             type + ", " + buffer + ", index\n"));
  ASSERT_EQ(map.run(), TDSL_OK) << tdsl_last_error();
  for (int64_t i = 0; i != COUNT; ++i)
    ASSERT_EQ(map.y[i], i < 100 || i >= 200 ? map.x[i] : T(0)) << i;
}
TEST_F(VulkanKernels, GuardsOfFloats) { testGuards<float>(); }
TEST_F(VulkanKernels, GuardsOfBytes) { testGuards<int8_t>(); }
TEST_F(VulkanKernels, GuardsOfLongs) { testGuards<int64_t>(); }

/// 33 sizes do not fit into the push constants.
TEST_F(VulkanKernels, ManySizes) {
  std::string numbers = "0", sizes = ", %s0: index",
              sum = "%u0 = arith.addi "
                    "%s0, %s0 : index\n";
  for (int i = 1; i != 33; ++i) {
    std::string number = std::to_string(i), before = std::to_string(i - 1);
    numbers += ", " + number;
    sizes += ", %s" + number + ": index";
    sum += "%d" + number + " = arith.addi %u" + before + ", %u" + before +
           " : index\n%u" + number + " = arith.addi %d" + number + ", %s" +
           number + " : index\n";
  }
  KernelPlan plan(
      "tir.kernel @sizes threads [1, 1, 1] buffers [0] uses [2] sizes [" +
      numbers + "] {\n^bb0(%y: !tir.buffer<i32, 1, argument>" + sizes +
      "):\n%c0 = arith.constant 0 : index\n" + sum +
      "%v = arith.index_cast %u32 : index to i32\ntir.store %v, %y[%c0] : i32, "
      "!tir.buffer<i32, 1, argument>, index\n}\n");
  ASSERT_EQ(plan.error, "");
  std::vector<int64_t> values;
  std::vector<std::string> names;
  for (int i = 0; i != 33; ++i)
    names.push_back("S" + std::to_string(i));
  for (int i = 0; i != 33; ++i) {
    plan.explicitSymbol(names[size_t(i)].c_str());
    values.push_back(i * 37 % 11);
  }
  plan.param("y", TDSL_PARAM_OUTPUT, i32, "[1]", {{TDSL_OP_PUSH, 1}});
  plan.launch(0, {TDSL_OP_PUSH, 1}, {TDSL_OP_PUSH, 1}, {TDSL_OP_PUSH, 1});
  Array<int32_t> y(i32, {1});
  ASSERT_EQ(plan.run({&y.tensor}, nullptr, values.data()), TDSL_OK)
      << tdsl_last_error();
  uint32_t expected = uint32_t(2 * values[0]);
  for (int i = 1; i != 33; ++i)
    expected = 2 * expected + uint32_t(values[size_t(i)]);
  EXPECT_EQ(uint32_t(y[0]), expected);
}

/// A kernel of x and the report: fails at one thread, counts a leaf.
std::string checked(int64_t least) {
  return "tir.kernel @checked threads [64, 1, 1] buffers [0, 1, 2] uses [1, 2, "
         "3] sizes [0] report {\n^bb0(%x: !tir.buffer<i32, 1, argument>, %y: "
         "!tir.buffer<i32, 1, argument>, %report: !tir.buffer<i32, 1, "
         "argument>, %n: index):" +
         std::string(POSITION) + "%least = arith.constant " +
         std::to_string(least) + R"( : index
    %failed = arith.cmpi sge, %i, %least : index
    %minus = arith.subi %c0, %i : index
    tir.check %failed, %minus of %n at #tir.site<"y", "x", "f.tdsl", 3, 4, 0, 0>
        {number = 1} : i1, index, index
    tir.leaf 1
    tir.store %minus_word, %y[%i] : i32, !tir.buffer<i32, 1, argument>, index
  }
)";
}

struct Checked : Map<int32_t> {
  explicit Checked(int64_t least) : Map(textOf(least)) {
    plan.report(2);
    plan.function.leaf_count = 2;
    plan.site({"a", "b", "f.tdsl", 1, 1, 0, TDSL_SITE_READ});
    plan.site({"y", "x", "f.tdsl", 3, 4, 0, TDSL_SITE_READ});
  }
  static std::string textOf(int64_t least) {
    std::string text = checked(least);
    std::string where = "tir.leaf 1";
    return text.insert(
        text.find(where),
        "%minus_word = arith.index_cast %minus : index to i32\n");
  }
};

TEST_F(VulkanKernels, TheReportSaysWhatFailed) {
  Checked checked(COUNT - 1);
  int64_t leaves[2] = {0, 0};
  EXPECT_EQ(checked.run(leaves), TDSL_ERROR_INDEX);
  std::string words = tdsl_last_error();
  EXPECT_NE(words.find("-255"), std::string::npos) << words;
  EXPECT_NE(words.find("256"), std::string::npos) << words;
  EXPECT_NE(words.find("f.tdsl:3:4"), std::string::npos) << words;
}

TEST_F(VulkanKernels, TheReportCountsLeaves) {
  Checked checked(COUNT);
  int64_t leaves[2] = {0, 0};
  ASSERT_EQ(checked.run(leaves), TDSL_OK) << tdsl_last_error();
  EXPECT_EQ(leaves[0], 0);
  EXPECT_GT(leaves[1], 0);
  EXPECT_EQ(checked.y[7], -7);
}

} // namespace
