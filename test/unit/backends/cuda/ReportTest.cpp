//===- ReportTest.cpp - What kernels say of themselves --------------------===//

#include "Program.h"

#include "runtime/include/tdsl/device.h"

#include <set>

using namespace tdsl::cuda::test;

namespace {

/// Each thread checks its own number and counts a leaf where it is odd.
const char *check = R"(
tir.kernel @check threads [32, 1, 1] buffers [0, 9] uses [1, 3] sizes [0]
    report {
^bb0(%x: !tir.buffer<i64, 1, argument>, %report: !tir.buffer<i32, 1, argument>,
     %n: index):
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %t = tir.thread_id x
  %v = tir.load %x[%t] : !tir.buffer<i64, 1, argument>, index -> i64
  %i = arith.index_cast %v : i64 to index
  %above = arith.cmpi sge, %i, %n : index
  tir.check %above, %i of %n at #tir.site<"y", "x", "a.tdsl", 1, 2, 0, 0>
      {number = 4 : i64} : i1, index, index
  %below = arith.cmpi slt, %i, %c0 : index
  tir.check %below, %i of %n at #tir.site<"y", "x", "a.tdsl", 1, 2, 1, 0>
      {number = 5 : i64} : i1, index, index
  %low = arith.andi %i, %c1 : index
  %isOdd = arith.cmpi eq, %low, %c1 : index
  scf.if %isOdd {
    tir.leaf 2
  }
}
)";

class Report : public testing::Test {
protected:
  /// The words of the report when the threads see these numbers.
  std::vector<uint32_t> run(std::vector<int64_t> x, int64_t n) {
    x.resize(32);
    std::vector<uint32_t> report(TDSL_REPORT_WORDS + 3);
    return valuesOf<uint32_t>(
        program.run("check", 1, {bytesOf(x), bytesOf(report)}, {n})[1]);
  }

  Program program{check};
};

TEST_F(Report, StaysZeroWhereAllIsWell) {
  EXPECT_EQ(run({2, 4, 6}, 8), std::vector<uint32_t>(TDSL_REPORT_WORDS + 3));
}

TEST_F(Report, HasTheSiteTheIndexAndTheExtent) {
  std::vector<uint32_t> words = run({2, 4, 0x700000008}, 0x500000006);
  EXPECT_EQ(words[0], 5u); // one more than the number
  EXPECT_EQ(words[2], 8u);
  EXPECT_EQ(words[3], 7u);
  EXPECT_EQ(words[4], 6u);
  EXPECT_EQ(words[5], 5u);
}

TEST_F(Report, HasNegativeIndices) {
  std::vector<uint32_t> words = run({2, -2, 4}, 6);
  EXPECT_EQ(words[0], 6u);
  EXPECT_EQ(words[2], 0xfffffffeu);
  EXPECT_EQ(words[3], 0xffffffffu);
}

TEST_F(Report, CountsLeavesThatRan) {
  std::vector<uint32_t> words = run({2, 3, 5}, 8);
  EXPECT_EQ(words[TDSL_REPORT_WORDS + 0], 0u);
  EXPECT_EQ(words[TDSL_REPORT_WORDS + 1], 0u);
  EXPECT_NE(words[TDSL_REPORT_WORDS + 2], 0u);
}

/// Which thread is first depends on the order; all words are of that one.
TEST_F(Report, IsOfOneThread) {
  std::vector<int64_t> x(32);
  x[3] = 100;
  x[20] = -7;
  std::set<uint32_t> firsts;
  for (const Program::Outcome &outcome : program.runAll(
           "check", 1,
           {bytesOf(x), bytesOf(std::vector<uint32_t>(TDSL_REPORT_WORDS + 3))},
           {50})) {
    EXPECT_EQ(outcome.report, "");
    std::vector<uint32_t> words = valuesOf<uint32_t>(outcome.buffers[1]);
    firsts.insert(words[0]);
    EXPECT_EQ(words[2], words[0] == 5 ? 100u : 0xfffffff9u) << outcome.way;
    EXPECT_EQ(words[3], words[0] == 5 ? 0u : 0xffffffffu) << outcome.way;
  }
  EXPECT_EQ(firsts, (std::set<uint32_t>{5, 6}));
}

} // namespace
