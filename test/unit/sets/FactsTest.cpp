//===- FactsTest.cpp - What follows from facts ----------------------------===//
//
// The proofs that the language promises, each beside its ragged neighbour that
// must not be proven.
//
//===----------------------------------------------------------------------===//

#include "test/unit/sets/Given.h"

#include "llvm/ADT/Twine.h"

#include <gtest/gtest.h>

using namespace tdsl::sets;

namespace {

std::string nonNegative(const Facts &facts, llvm::StringRef e) {
  switch (facts.nonNegative(expr(e))) {
  case Answer::Proven:
    return "proven";
  case Answer::Disproven:
    return "disproven";
  case Answer::Unknown:
    return "unknown";
  }
  return "";
}

std::string less(const Facts &facts, llvm::StringRef a, llvm::StringRef b) {
  return nonNegative(facts, (b + llvm::Twine(" - 1 - (") + a + ")").str());
}

TEST(Facts, Intervals) {
  Facts facts = given({"0 <= i < N", "0 <= j < i"});
  EXPECT_EQ(less(facts, "j", "N - 1"), "proven");
  EXPECT_EQ(less(facts, "j", "N - 2"), "unknown");
  EXPECT_EQ(nonNegative(facts, "N - 2"), "proven");
  EXPECT_EQ(nonNegative(facts, "j - N"), "disproven");
  EXPECT_EQ(nonNegative(facts, "i - 5"), "unknown");
}

TEST(Facts, ProductsOfSizes) {
  Facts facts = given({"N >= 1", "K >= 1", "0 <= i < M", "0 <= k < K"});
  EXPECT_EQ(nonNegative(facts, "N*K - 1"), "proven");
  EXPECT_EQ(nonNegative(facts, "N*K - 2"), "unknown");
  EXPECT_EQ(less(facts, "i*K + k", "M*K"), "proven");
  EXPECT_EQ(less(facts, "i*K + k + 1", "M*K"), "unknown");
  EXPECT_EQ(less(facts, "i*K + k", "M*K + N"), "proven");
  EXPECT_EQ(nonNegative(facts, "i*K + k - M*K"), "disproven");
}

TEST(Facts, Reshape) {
  Facts facts = given({"0 <= i < H", "0 <= d < D"});
  EXPECT_TRUE(facts.provesEqual(expr("(i*D + d) floordiv D"), expr("i")));
  EXPECT_TRUE(facts.provesEqual(expr("(i*D + d) mod D"), expr("d")));
  Facts flat = given({"0 <= H", "0 <= D", "0 <= c < H*D"});
  EXPECT_EQ(less(flat, "c floordiv D", "H"), "proven");
  EXPECT_EQ(less(flat, "c mod D", "D"), "proven");
  EXPECT_EQ(nonNegative(flat, "c mod D"), "proven");
  EXPECT_TRUE(flat.provesEqual(expr("(c floordiv D)*D + c mod D"), expr("c")));
  EXPECT_EQ(less(flat, "c floordiv D", "H - 1"), "unknown");
  Facts three = given({"0 <= a < A", "0 <= b < B", "0 <= c < C"});
  EXPECT_EQ(less(three, "(a*B + b)*C + c", "A*B*C"), "proven");
  EXPECT_TRUE(
      three.provesEqual(expr("(a*B*C + b*C + c) floordiv (B*C)"), expr("a")));
  EXPECT_TRUE(three.provesEqual(expr("((a*B*C + b*C + c) floordiv C) mod B"),
                                expr("b")));
  EXPECT_TRUE(
      three.provesEqual(expr("(a*B*C + b*C + c) mod (B*C)"), expr("b*C + c")));
}

TEST(Facts, AttentionHeads) {
  Facts facts = given({"0 <= KV", "0 <= G", "0 <= h < KV*G"});
  EXPECT_EQ(less(facts, "h floordiv G", "KV"), "proven");
  EXPECT_EQ(nonNegative(facts, "h floordiv G"), "proven");
  EXPECT_EQ(less(facts, "h floordiv KV", "KV"), "unknown");
  Facts named = given({"0 <= KV", "0 <= G", "H == KV*G", "0 <= h < H"});
  EXPECT_EQ(less(named, "h floordiv G", "KV"), "proven");
}

TEST(Facts, ClampedEdges) {
  Facts facts = given({"0 <= y < H"});
  for (llvm::StringRef at : {"y - 1", "y", "y + 1", "3*y - 17"}) {
    std::string clamped = ("min(max(" + llvm::Twine(at) + ", 0), H - 1)").str();
    EXPECT_EQ(nonNegative(facts, clamped), "proven") << clamped;
    EXPECT_EQ(less(facts, clamped, "H"), "proven") << clamped;
    EXPECT_EQ(less(facts, clamped, "H - 1"), "unknown") << clamped;
  }
}

TEST(Facts, PaddedConvolution) {
  Facts facts = given({"S >= 1", "0 <= P", "0 <= H",
                       "0 <= y < (H + 2*P - K) floordiv S + 1", "0 <= dy < K"});
  EXPECT_EQ(less(facts, "y*S + dy", "H + 2*P"), "proven");
  EXPECT_EQ(less(facts, "y*S + dy - P", "H + P"), "proven");
  EXPECT_EQ(less(facts, "y*S + dy - P", "H"), "unknown");
  EXPECT_EQ(nonNegative(facts, "y*S + dy - P"), "unknown");
}

TEST(Facts, StridedPooling) {
  Facts facts = given({"S >= 1", "0 <= H", "0 <= K", "(H - K) mod S == 0",
                       "0 <= y < (H - K) floordiv S + 1", "0 <= k < K"});
  EXPECT_EQ(less(facts, "y*S + k", "H"), "proven");
  EXPECT_TRUE(facts.provesEqual(expr("((H - K) floordiv S)*S + K"), expr("H")));
  EXPECT_EQ(less(facts, "y*S + k + 1", "H"), "unknown");
}

TEST(Facts, SplitLoops) {
  // In the main part of i = io*6 + ii nothing is guarded; in the tail it is.
  Facts main = given({"0 <= M", "0 <= io < M floordiv 6", "0 <= ii < 6"});
  EXPECT_EQ(less(main, "io*6 + ii", "M"), "proven");
  Facts all = given({"0 <= M", "0 <= io < (M + 5) floordiv 6", "0 <= ii < 6"});
  EXPECT_EQ(less(all, "io*6 + ii", "M"), "unknown");
  EXPECT_EQ(less(all, "io*6", "M"), "proven");
  EXPECT_EQ(less(all, "min(io*6 + ii, M - 1)", "M"), "proven");
  Facts guarded =
      given({"0 <= io < (M + 5) floordiv 6", "0 <= ii < min(6, M - 6*io)"});
  EXPECT_EQ(less(guarded, "io*6 + ii", "M"), "proven");
  EXPECT_EQ(less(guarded, "ii", "6"), "proven");
  Facts even =
      given({"M mod 6 == 0", "0 <= io < (M + 5) floordiv 6", "0 <= ii < 6"});
  EXPECT_EQ(less(even, "io*6 + ii", "M"), "proven");
  Facts symbolic = given({"f >= 1", "0 <= io < N floordiv f", "0 <= ii < f"});
  EXPECT_EQ(less(symbolic, "io*f + ii", "N"), "proven");
  Facts ragged =
      given({"f >= 1", "0 <= io < (N + f - 1) floordiv f", "0 <= ii < f"});
  EXPECT_EQ(less(ragged, "io*f + ii", "N"), "unknown");
  EXPECT_EQ(less(ragged, "io*f", "N"), "proven");
}

TEST(Facts, FusedLoops) {
  Facts facts = given({"0 <= N", "0 <= M", "0 <= f < N*M"});
  EXPECT_EQ(less(facts, "f floordiv M", "N"), "proven");
  EXPECT_EQ(less(facts, "(f floordiv M)*M + f mod M", "N*M"), "proven");
}

TEST(Facts, Congruences) {
  Facts facts = given({"N mod 8 == 0", "0 <= N", "0 <= i < N"});
  EXPECT_EQ(facts.divisible(expr("3*N + 16"), 8), Answer::Proven);
  EXPECT_EQ(facts.divisible(expr("N + 4"), 8), Answer::Disproven);
  EXPECT_EQ(facts.divisible(expr("N"), 16), Answer::Unknown);
  EXPECT_EQ(facts.equal(expr("2*i"), expr("2*N + 1")), Answer::Disproven);
  EXPECT_EQ(nonNegative(facts, "N - 8"), "proven");
  EXPECT_EQ(nonNegative(facts, "N - 9"), "unknown");
  EXPECT_TRUE(facts.provesEqual(expr("(N floordiv 8)*8"), expr("N")));
  Facts both;
  both.assumeDivisible(expr("N"), 8);
  both.assumeDivisible(expr("N"), 12);
  EXPECT_EQ(both.divisible(expr("N"), 24), Answer::Proven);
  EXPECT_EQ(both.divisible(expr("N"), 48), Answer::Unknown);
}

TEST(Facts, Equalities) {
  Facts facts = given({"M == N + 1", "2*a == 3*b", "0 <= i < N"});
  EXPECT_EQ(less(facts, "i + 1", "M"), "proven");
  EXPECT_TRUE(facts.provesEqual(expr("M*M"), expr("N*N + 2*N + 1")));
  EXPECT_EQ(facts.divisible(expr("a"), 3), Answer::Proven);
  EXPECT_EQ(facts.equal(expr("M"), expr("N")), Answer::Disproven);
  EXPECT_EQ(facts.equal(expr("M"), expr("i")), Answer::Disproven);
  EXPECT_EQ(facts.equal(expr("M"), expr("a")), Answer::Unknown);
}

TEST(Facts, CasesOfMinAndMax) {
  Facts facts = given({"0 <= N", "0 <= i < max(N, 4)", "N <= 4"});
  EXPECT_EQ(nonNegative(facts, "3 - i"), "proven");
  Facts none;
  EXPECT_TRUE(none.provesEqual(expr("min(a, b) + max(a, b)"), expr("a + b")));
  EXPECT_EQ(nonNegative(none, "max(a, -a)"), "proven");
  EXPECT_EQ(nonNegative(none, "max(a, b) - min(b, c)"), "proven");
}

TEST(Facts, Contradictions) {
  EXPECT_FALSE(given({"0 <= i < N"}).contradictory());
  EXPECT_TRUE(given({"0 <= i < N", "N <= 0"}).contradictory());
  EXPECT_TRUE(given({"i < j", "j < k", "k < i"}).contradictory());
  EXPECT_TRUE(given({"2*i == 2*j + 1"}).contradictory());
  EXPECT_TRUE(given({"N mod 4 == 2", "N mod 2 == 1"}).contradictory());
  EXPECT_TRUE(given({"3 <= 4*i < 4"}).contradictory());
  EXPECT_TRUE(
      given({"0 <= a < A", "0 <= b < B", "A*B <= a*B + b"}).contradictory());
}

TEST(Facts, NothingFollowsFromOverflow) {
  Facts facts = given({"0 <= i < N"});
  EXPECT_EQ(facts.nonNegative(Expr::overflow()), Answer::Unknown);
  EXPECT_EQ(facts.equal(Expr::overflow(), Expr::overflow()), Answer::Unknown);
  facts.assumeNonNegative(Expr::overflow());
  facts.assumeZero(Expr::overflow());
  EXPECT_FALSE(facts.contradictory());
  EXPECT_EQ(nonNegative(facts, "i"), "proven");
}

TEST(Facts, Simplify) {
  Facts facts = given({"0 <= i < N", "0 <= ii < 8", "N >= 4"});
  EXPECT_EQ(facts.simplify(expr("min(i, N)")).str(), "i");
  EXPECT_EQ(facts.simplify(expr("max(i - N, 0) + min(N, 3)")).str(), "3");
  EXPECT_EQ(facts.simplify(expr("(8*i + ii) floordiv 8")).str(), "i");
  EXPECT_EQ(facts.simplify(expr("(8*i + ii) mod 16")).str(),
            "ii + 8*(i mod 2)");
  EXPECT_EQ(facts.simplify(expr("i mod N")).str(), "i");
  EXPECT_EQ(facts.simplify(expr("min(i, 5)")).str(), "min(i, 5)");
}

} // namespace
