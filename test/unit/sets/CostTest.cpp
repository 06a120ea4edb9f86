//===- CostTest.cpp - What a question costs -------------------------------===//
//
// Prints the time of typical questions. Nothing is judged: machines differ.
//
//===----------------------------------------------------------------------===//

#include "test/unit/sets/Given.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <chrono>

using namespace tdsl::sets;

namespace {

template <typename Work> double microseconds(unsigned times, Work work) {
  auto begin = std::chrono::steady_clock::now();
  for (unsigned i = 0; i < times; ++i)
    work();
  std::chrono::duration<double, std::micro> time =
      std::chrono::steady_clock::now() - begin;
  return time.count() / times;
}

void print(llvm::StringRef what, double time) {
  llvm::outs() << llvm::format("  %9.2f us  ", time) << what << "\n";
}

void ask(const Facts &facts, llvm::StringRef goal, Answer expected) {
  Expr e = expr(goal);
  EXPECT_EQ(facts.nonNegative(e), expected) << goal.str();
  print(goal, microseconds(200, [&] { facts.nonNegative(e); }));
}

TEST(Cost, OfExpressions) {
  Expr a = expr("i*K + k + 3"), b = expr("M*K - 1");
  print("a sum", microseconds(10000, [&] { a + b; }));
  print("a product", microseconds(10000, [&] { a *b; }));
  print("a substitution", microseconds(10000, [&] { a.substitute("k", b); }));
  Expr eight = 8, e = expr("8*i + k + 5");
  print("a quotient", microseconds(10000, [&] { Expr::floorDiv(e, eight); }));
  print("a min", microseconds(10000, [&] { Expr::min(a, b); }));
}

TEST(Cost, OfFacts) {
  auto matmul = [] {
    return given({"0 <= M", "0 <= N", "0 <= K", "0 <= i < M", "0 <= j < N",
                  "0 <= k < K"});
  };
  print("reading and preparing 9 facts",
        microseconds(200, [&] { matmul().nonNegative(expr("N - j - 1")); }));
  Facts facts = matmul();
  ask(facts, "N - j - 1", Answer::Proven);
  ask(facts, "M*K - 1 - i*K - k", Answer::Proven);
  ask(facts, "j - N", Answer::Disproven);
  ask(facts, "M*K - 2 - i*K - k", Answer::Unknown);
  ask(facts, "j - 1", Answer::Unknown);
}

TEST(Cost, OfBoundaries) {
  Facts facts = given({"S >= 1", "0 <= P", "0 <= H", "0 <= W",
                       "0 <= y < (H + 2*P - K) floordiv S + 1",
                       "0 <= x < (W + 2*P - K) floordiv S + 1", "0 <= dy < K",
                       "0 <= dx < K"});
  ask(facts, "H + P - 1 - y*S - dy + P", Answer::Proven);
  ask(facts, "H - 1 - y*S - dy + P", Answer::Unknown);
  ask(facts, "H - 1 - min(max(y*S + dy - P, 0), H - 1)", Answer::Proven);
  Facts tiled =
      given({"0 <= io < (M + 5) floordiv 6", "0 <= ii < min(6, M - 6*io)",
             "0 <= jo < N floordiv 16", "0 <= ji < 16"});
  ask(tiled, "M - 1 - 6*io - ii", Answer::Proven);
  ask(tiled, "N - 1 - 16*jo - ji", Answer::Proven);
  ask(tiled, "N - 2 - 16*jo - ji", Answer::Unknown);
  Facts heads = given({"0 <= KV", "0 <= G", "0 <= h < KV*G"});
  ask(heads, "KV - 1 - h floordiv G", Answer::Proven);
}

/// The dependence test of a convolution that was tiled in all dimensions: six
/// loops split in three, for two iterations, and what they access.
TEST(Cost, OfManyFacts) {
  Facts facts;
  Expr at[2];
  for (int side : {0, 1})
    for (int loop = 0; loop < 6; ++loop) {
      std::string name = std::string(1, 'a' + loop) + std::to_string(side);
      Expr size = Expr::symbol("N" + std::to_string(loop));
      facts.assumeNonNegative(size - 1);
      facts.assumeIn(name + "o", {0, Expr::floorDiv(size, 64)});
      facts.assumeIn(name + "m", {0, 8});
      facts.assumeIn(name + "i", {0, 8});
      at[side] *= size;
      at[side] += Expr::symbol(name + "o") * 64 + Expr::symbol(name + "m") * 8 +
                  Expr::symbol(name + "i");
    }
  Expr last = Expr::symbol("N5") - 1 - Expr::symbol("f0o") * 64 -
              Expr::symbol("f0m") * 8 - Expr::symbol("f0i");
  print("preparing 48 facts", microseconds(20, [&] {
          Facts copy = facts;
          copy.assumeNonNegative(0);
          copy.nonNegative(last);
        }));
  EXPECT_EQ(facts.nonNegative(last), Answer::Proven);
  print("an access of 42 indices",
        microseconds(20, [&] { facts.nonNegative(last); }));
  EXPECT_EQ(facts.equal(at[0], at[1]), Answer::Unknown);
  print("a dependence of 42 indices",
        microseconds(20, [&] { facts.equal(at[0], at[1]); }));
  Facts same = facts;
  same.assumeZero(at[0] - at[1]);
  print("a contradiction of 42 indices",
        microseconds(5, [&] { same.contradictory(); }));
}

TEST(Cost, OfRanges) {
  Facts facts = given({"1 <= S", "0 <= H", "0 <= K", "0 <= P"});
  Variable y{"y", {0, expr("(H + 2*P - K) floordiv S + 1")}};
  Variable dy{"dy", {0, expr("K")}};
  Expr read = expr("y*S + dy - P");
  Expr clamped = expr("min(max(y*S + dy - P, 0), H - 1)");
  print("the range of y*S + dy - P",
        microseconds(200, [&] { facts.rangeOver(read, {y, dy}); }));
  print("the range of min(max(y*S + dy - P, 0), H - 1)",
        microseconds(200, [&] { facts.rangeOver(clamped, {y, dy}); }));
}

} // namespace
