//===- KernelsTest.cpp - Proofs that kernels need -------------------------===//
//
// One test a kernel: the accesses that must be proven without a run-time check
// and, beside them, what must not be.
//
//===----------------------------------------------------------------------===//

#include "test/unit/sets/Given.h"

#include "llvm/ADT/Twine.h"

using namespace tdsl::sets;

namespace {

Answer isIn(const Facts &facts, llvm::StringRef e, llvm::StringRef upper) {
  return facts.contains({0, expr(upper)}, expr(e));
}

void expectIn(const Facts &facts, llvm::StringRef e, llvm::StringRef upper) {
  EXPECT_EQ(isIn(facts, e, upper), Answer::Proven)
      << "0 <= " << e.str() << " < " << upper.str();
}

void expectOpen(const Facts &facts, llvm::StringRef e, llvm::StringRef upper) {
  EXPECT_EQ(isIn(facts, e, upper), Answer::Unknown)
      << "0 <= " << e.str() << " < " << upper.str();
}

TEST(Kernels, Triangles) {
  Facts lu = given({"0 <= k < N", "k + 1 <= i < N", "k + 1 <= j < N"});
  expectIn(lu, "i - k - 1", "N");
  expectIn(lu, "k + 1", "N");
  expectOpen(lu, "k + 2", "N");
  Facts chain = given({"0 <= i < N", "0 <= j < N", "i + 1 <= k < j"});
  expectIn(chain, "k + 1", "N");
  expectIn(chain, "j - k - 1", "N - 1");
  // Row-major storage of the lower half needs no more than N*(N + 1)/2.
  Facts half = given({"0 <= i < N", "0 <= j <= i"});
  half.assumeNonNegative(expr("i - j"));
  expectIn(half, "i*N + j", "N*N");
}

TEST(Kernels, LinearIndices) {
  Facts facts = given({"0 <= b < B", "0 <= c < C", "0 <= y < H", "0 <= x < W"});
  expectIn(facts, "((b*C + c)*H + y)*W + x", "B*C*H*W");
  expectIn(facts, "((c*B + b)*H + y)*W + x", "B*C*H*W");
  expectOpen(facts, "((b*C + c)*H + y)*W + x + 1", "B*C*H*W");
  expectOpen(facts, "((b*H + c)*H + y)*W + x", "B*C*H*W");
}

TEST(Kernels, UnpackedIndices) {
  Facts facts = given({"0 <= C", "0 <= K", "0 <= c < C*K*K"});
  expectIn(facts, "c floordiv (K*K)", "C");
  expectIn(facts, "(c floordiv K) mod K", "K");
  expectIn(facts, "c mod K", "K");
  expectIn(facts, "(c floordiv K) floordiv K", "C");
  expectIn(facts, "(c floordiv (K*K))*K*K + c mod (K*K)", "C*K*K");
  Facts block = given({"0 <= y < H*r", "0 <= x < W*r", "0 <= c < C", "1 <= r"});
  expectIn(block, "((y mod r)*r + x mod r)*C + c", "r*r*C");
  expectIn(block, "y floordiv r", "H");
}

TEST(Kernels, GroupedHeads) {
  Facts facts = given({"1 <= G", "0 <= KV", "0 <= h < KV*G"});
  expectIn(facts, "h floordiv G", "KV");
  expectIn(facts, "h mod G", "G");
  Facts pairs = given({"0 <= kv < KV", "0 <= g < G"});
  expectIn(pairs, "kv*G + g", "KV*G");
  EXPECT_TRUE(pairs.provesEqual(expr("(kv*G + g) floordiv G"), expr("kv")));
  Facts heads = given({"0 <= H", "1 <= KV", "H mod KV == 0", "0 <= h < H"});
  expectIn(heads, "h floordiv (H floordiv KV)", "KV");
}

TEST(Kernels, DilatedConvolution) {
  Facts facts = given({"1 <= S", "1 <= D", "0 <= P", "0 <= H", "1 <= K",
                       "0 <= y < (H + 2*P - D*(K - 1) - 1) floordiv S + 1",
                       "0 <= dy < K"});
  expectIn(facts, "y*S + dy*D", "H + 2*P");
  expectOpen(facts, "y*S + dy*D - P", "H");
  expectIn(facts, "min(max(y*S + dy*D - P, 0), H - 1 + 1)", "H + 1");
  // Behind a predicate it is what the predicate says.
  facts.assumeNonNegative(expr("y*S + dy*D - P"));
  facts.assumeLess(expr("y*S + dy*D - P"), expr("H"));
  expectIn(facts, "y*S + dy*D - P", "H");
}

TEST(Kernels, Boundaries) {
  Facts facts = given({"1 <= H"});
  for (llvm::StringRef at : {"y", "y - 1", "2*y + 7"}) {
    expectIn(facts, ("min(max(" + llvm::Twine(at) + ", 0), H - 1)").str(), "H");
    expectIn(facts, ("(" + llvm::Twine(at) + ") mod H").str(), "H");
    // Mirrored, with the edge repeated: the period is 2*H.
    expectIn(facts,
             ("min((" + llvm::Twine(at) + ") mod (2*H), 2*H - 1 - (" + at +
              ") mod (2*H))")
                 .str(),
             "H");
  }
  // Mirrored without the edge: the period is 2*H - 2.
  expectIn(given({"2 <= H"}), "min(y mod (2*H - 2), 2*H - 2 - y mod (2*H - 2))",
           "H");
  expectOpen(given({"0 <= H"}), "min(max(y, 0), H - 1)", "H");
  expectOpen(given({"0 <= H"}), "y mod H", "H");
}

TEST(Kernels, Resampling) {
  Facts down = given({"0 <= y < H floordiv 2", "0 <= dy < 2"});
  expectIn(down, "2*y + dy", "H");
  Facts up = given({"0 <= y < 2*H"});
  expectIn(up, "y floordiv 2", "H");
  expectIn(up, "min(y floordiv 2 + 1, H - 1)", "H");
  expectOpen(up, "y floordiv 2 + 1", "H");
  Facts ceiling = given({"0 <= y < (H + 1) floordiv 2"});
  expectIn(ceiling, "2*y", "H");
  expectOpen(ceiling, "2*y + 1", "H");
}

TEST(Kernels, NestedSplits) {
  Facts facts =
      given({"0 <= io < N floordiv 64", "0 <= im < 8", "0 <= ii < 8"});
  expectIn(facts, "64*io + 8*im + ii", "N");
  expectIn(facts, "64*io + 8*im + ii", "64*(N floordiv 64)");
  Facts tail = given({"0 <= N", "64*(N floordiv 64) <= i < N"});
  expectIn(tail, "i - 64*(N floordiv 64)", "64");
  expectIn(tail, "i", "N");
  Facts chunks = given({"1 <= T", "0 <= M", "0 <= t < T",
                        "0 <= i < (M + T - 1) floordiv T",
                        "t*((M + T - 1) floordiv T) + i < M"});
  expectIn(chunks, "t*((M + T - 1) floordiv T) + i", "M");
  Facts clipped = given(
      {"0 <= io < (N + 15) floordiv 16", "16*io <= i < min(16*io + 16, N)"});
  expectIn(clipped, "i", "N");
  expectIn(clipped, "i - 16*io", "16");
}

TEST(Kernels, BlockedLayouts) {
  Facts facts = given({"0 <= K", "0 <= n < N", "0 <= k < K"});
  expectIn(facts, "(n floordiv 16)*16*K + k*16 + n mod 16",
           "((N + 15) floordiv 16)*16*K");
  expectIn(facts, "n floordiv 16", "(N + 15) floordiv 16");
  expectOpen(facts, "n floordiv 16", "N floordiv 16");
  Facts even = given({"N mod 16 == 0", "0 <= n < N"});
  expectIn(even, "n floordiv 16", "N floordiv 16");
}

TEST(Kernels, SlidingWindows) {
  Facts facts = given({"0 <= y < H", "y - 1 <= r < y + 2"});
  expectIn(facts, "r - y + 1", "3");
  expectIn(facts, "r mod 3", "3");
  expectIn(facts, "r + 1", "H + 2");
  expectOpen(facts, "r", "H");
  auto hull =
      facts.hull({expr("y - 1"), expr("y")}, {expr("y"), expr("y + 2")});
  EXPECT_EQ(hull.lower.str() + ", " + hull.upper.str(), "y - 1, y + 2");
}

TEST(Kernels, CausalBlocks) {
  Facts facts = given({"N mod 32 == 0", "0 <= io < N floordiv 32",
                       "0 <= ii < 32", "0 <= jo <= io", "0 <= ji < 32"});
  facts.assumeNonNegative(expr("io - jo"));
  expectIn(facts, "32*io + ii", "N");
  expectIn(facts, "32*jo + ji", "N");
  EXPECT_EQ(facts.less(expr("32*jo + ji"), expr("32*io + ii + 1")),
            Answer::Unknown);
  facts.assumeLess(expr("jo"), expr("io"));
  EXPECT_EQ(facts.less(expr("32*jo + ji"), expr("32*io + ii")), Answer::Proven);
}

TEST(Kernels, DataBounds) {
  // p runs between values of a table, which a `where` bounds.
  Facts facts = given({"0 <= first", "last <= Z", "first <= p < last"});
  expectIn(facts, "p", "Z");
  Facts picture = given({"0 <= pixel < 256"});
  expectIn(picture, "pixel", "256");
  expectIn(picture, "pixel floordiv 16", "16");
  expectOpen(picture, "pixel + 1", "256");
}

} // namespace
