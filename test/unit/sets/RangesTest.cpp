//===- RangesTest.cpp - Ranges of expressions over indices ----------------===//

#include "test/unit/sets/Given.h"

using namespace tdsl::sets;

namespace {

Variable variable(llvm::StringRef name, llvm::StringRef lower,
                  llvm::StringRef upper) {
  return {name.str(), {expr(lower), expr(upper)}};
}

std::string rangeOver(const Facts &facts, llvm::StringRef e,
                      llvm::ArrayRef<Variable> variables) {
  auto range = facts.rangeOver(expr(e), variables);
  if (!range)
    return "none";
  return "[" + range->lower.str() + ", " + range->upper.str() + ")";
}

TEST(Ranges, LinearInIndices) {
  Facts facts = given({"0 <= N"});
  auto i = variable("i", "0", "N"), j = variable("j", "-1", "2");
  EXPECT_EQ(rangeOver(facts, "i", {i}), "[0, N)");
  EXPECT_EQ(rangeOver(facts, "i + j", {i, j}), "[-1, N + 1)");
  EXPECT_EQ(rangeOver(facts, "N - 1 - i", {i}), "[0, N)");
  EXPECT_EQ(rangeOver(facts, "2*i + 3*j", {i, j}), "[-3, 2*N + 2)");
  EXPECT_EQ(rangeOver(facts, "N + 5", {i, j}), "[N + 5, N + 6)");
}

TEST(Ranges, TriangularIndices) {
  Facts facts = given({"0 <= N"});
  auto i = variable("i", "0", "N"), j = variable("j", "0", "i + 1");
  EXPECT_EQ(rangeOver(facts, "j", {i, j}), "[0, N)");
  EXPECT_EQ(rangeOver(facts, "i - j", {i, j}), "[0, N)");
}

TEST(Ranges, SymbolicSteps) {
  Facts facts = given({"1 <= S", "0 <= K", "0 <= P"});
  auto y = variable("y", "0", "Y"), dy = variable("dy", "0", "K");
  EXPECT_EQ(rangeOver(facts, "y*S + dy - P", {y, dy}), "[-P, S*Y + K - P - S)");
  // The sign of D is not known, but a line has its ends at the ends.
  EXPECT_EQ(rangeOver(facts, "y*D", {y}),
            "[min(D*Y - D, 0), max(D*Y - D, 0) + 1)");
}

TEST(Ranges, ClampsAndTiles) {
  Facts facts = given({"0 <= H"});
  auto y = variable("y", "0", "H");
  EXPECT_EQ(rangeOver(facts, "min(max(y - 1, 0), H - 1)", {y}),
            "[0, max(H - 2, 0) + 1)");
  EXPECT_EQ(rangeOver(facts, "min(max(y + 1, 0), H - 1)", {y}),
            "[min(H - 1, 1), H)");
  auto io = variable("io", "0", "H floordiv 8");
  auto ii = variable("ii", "0", "8");
  EXPECT_EQ(rangeOver(facts, "8*io + ii", {io, ii}), "[0, 8*(H floordiv 8))");
  EXPECT_EQ(rangeOver(facts, "min(ii, H) - ii", {ii}), "[min(H - 7, 0), 1)");
}

TEST(Ranges, QuotientsAndRemainders) {
  Facts facts = given({"0 <= N", "1 <= D"});
  auto c = variable("c", "0", "N*D");
  EXPECT_EQ(rangeOver(facts, "c floordiv D", {c}), "[0, N)");
  EXPECT_EQ(rangeOver(facts, "c mod D", {c}), "[0, D)");
  EXPECT_EQ(rangeOver(facts, "c mod D + 1", {variable("c", "0", "D")}),
            "[1, D + 1)");
  EXPECT_EQ(rangeOver(facts, "3*(c mod 4)", {c}), "[0, 10)");
  EXPECT_EQ(rangeOver(facts, "3*(c mod 4)", {variable("c", "1", "3")}),
            "[3, 7)");
  EXPECT_EQ(rangeOver(facts, "c mod (N - D)", {c}), "none");
}

TEST(Ranges, Products) {
  Facts facts = given({"0 <= N"});
  auto i = variable("i", "2", "N");
  EXPECT_EQ(rangeOver(facts, "i*i", {i}), "[4, N*N - 2*N + 2)");
  EXPECT_EQ(rangeOver(facts, "i*i", {variable("i", "-2", "N")}), "none");
}

TEST(Ranges, Hull) {
  Facts facts = given({"0 <= N", "0 <= P"});
  auto hull = facts.hull({expr("-P"), expr("N")}, {expr("0"), expr("N + P")});
  EXPECT_EQ(hull.lower.str(), "-P");
  EXPECT_EQ(hull.upper.str(), "N + P");
  hull = facts.hull({expr("0"), expr("N")}, {expr("1"), expr("M")});
  EXPECT_EQ(hull.lower.str(), "0");
  EXPECT_EQ(hull.upper.str(), "max(M, N)");
}

//===----------------------------------------------------------------------===//
// What is said about facts
//===----------------------------------------------------------------------===//

std::string counterexample(const Facts &facts, llvm::StringRef e) {
  auto point = facts.counterexample(expr(e));
  if (!point)
    return "none";
  std::string text;
  for (const auto &[name, value] : *point)
    text += (text.empty() ? "" : ", ") + name + " = " + std::to_string(value);
  return text;
}

TEST(Counterexample, SmallNumbersFirst) {
  Facts facts = given({"0 <= y < H", "0 <= x < W"});
  EXPECT_EQ(counterexample(facts, "y - 1"), "y = 0, H = 1");
  EXPECT_EQ(counterexample(facts, "H - 2 - y"), "H = 1, y = 0");
  EXPECT_EQ(counterexample(facts, "y"), "none");
  EXPECT_EQ(counterexample(given({"N mod 8 == 0", "1 <= N"}), "N - 9"),
            "N = 8");
  EXPECT_EQ(counterexample(given({"1000 <= N", "M == 3*N"}), "5000 - M"),
            "M = 5001, N = 1667");
}

TEST(FactsText, AsWritten) {
  Facts facts = given({"0 <= i < N", "N <= 8", "2 <= i", "i + 3 <= N",
                       "N mod 8 == 0", "M == N + 1"});
  facts.assumeDivisible(expr("K + 4"), 8);
  EXPECT_EQ(facts.str(),
            (std::vector<std::string>{"0 <= i", "i < N", "N <= 8", "2 <= i",
                                      "i + 3 <= N", "N mod 8 == 0",
                                      "M == N + 1", "(K + 4) mod 8 == 0"}));
}

} // namespace
