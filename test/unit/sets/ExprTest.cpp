//===- ExprTest.cpp - Canonical forms of expressions ----------------------===//

#include "compiler/sets/Expr.h"

#include <gtest/gtest.h>

using namespace tdsl::sets;

namespace {

/// What an expression prints as once it is canonical.
std::string canonical(llvm::StringRef text) {
  auto e = Expr::parse(text);
  return e ? e->str() : "no expression";
}

TEST(Expr, SumsAndProducts) {
  EXPECT_EQ(canonical("k + i*K - k"), "K*i");
  EXPECT_EQ(canonical("(N + 1)*(N - 1)"), "N*N - 1");
  EXPECT_EQ(canonical("2*3 - 6"), "0");
  EXPECT_EQ(canonical("-i + 3"), "3 - i");
  EXPECT_EQ(canonical("y*S + dy - P"), "S*y + dy - P");
}

TEST(Expr, DivisionByConstants) {
  EXPECT_EQ(canonical("(8*a + 3) floordiv 8"), "a");
  EXPECT_EQ(canonical("(8*a + b mod 8) floordiv 8"), "a");
  EXPECT_EQ(canonical("(8*a + b mod 8) mod 8"), "b mod 8");
  EXPECT_EQ(canonical("(8*a + b) floordiv 8"), "a + b floordiv 8");
  EXPECT_EQ(canonical("(N + 7) floordiv 8"), "(N + 7) floordiv 8");
  EXPECT_EQ(canonical("(N - 1) floordiv 8"), "(N + 7) floordiv 8 - 1");
  EXPECT_EQ(canonical("(4*i + 6) floordiv 8"), "(i + 1) floordiv 2");
  EXPECT_EQ(canonical("(i floordiv 3 + 2) floordiv 4"), "(i + 6) floordiv 12");
  EXPECT_EQ(canonical("(i mod 12) floordiv 4"), "(i floordiv 4) mod 3");
  EXPECT_EQ(canonical("(i mod 12) mod 4"), "i mod 4");
  EXPECT_EQ(canonical("-7 floordiv 2"), "-4");
  EXPECT_EQ(canonical("-7 mod 2"), "1");
  EXPECT_EQ(canonical("7 mod -3"), "-2");
  EXPECT_EQ(canonical("i ceildiv 8"), canonical("-((-i) floordiv 8)"));
}

TEST(Expr, DivisionByZeroIsZero) {
  EXPECT_EQ(canonical("N floordiv 0"), "0");
  EXPECT_EQ(canonical("N mod 0"), "0");
  EXPECT_EQ(canonical("N mod N"), "0");
  // Not 1, because N may be zero.
  EXPECT_EQ(canonical("N floordiv N"), "N floordiv N");
}

TEST(Expr, DivisionBySymbols) {
  EXPECT_EQ(canonical("(i*K + k) mod K"), "k mod K");
  EXPECT_EQ(canonical("(N*N - 1) mod (N + 1)"), "0");
  EXPECT_EQ(canonical("(4*i) floordiv (6*K)"), "(2*i) floordiv (3*K)");
  EXPECT_EQ(canonical("i floordiv (-K)"), "(-i) floordiv K");
}

TEST(Expr, DigitsComeTogether) {
  EXPECT_EQ(canonical("8*(a floordiv 8) + a mod 8"), "a");
  EXPECT_EQ(canonical("N*8*(a floordiv 8) + N*(a mod 8) + 1"), "N*a + 1");
}

TEST(Expr, MinAndMax) {
  EXPECT_EQ(canonical("min(N, N + 3)"), "N");
  EXPECT_EQ(canonical("max(N, N + 3)"), "N + 3");
  EXPECT_EQ(canonical("min(i, min(8, i, 4))"), "min(i, 4)");
  EXPECT_EQ(canonical("min(i + 1, j + 1)"), "min(i, j) + 1");
  EXPECT_EQ(canonical("min(2*i + 1, 2*j + 3)"), "2*min(i, j + 1) + 1");
  EXPECT_EQ(canonical("min(-i, -j)"), "-max(i, j)");
  EXPECT_EQ(canonical("min(i, max(i, j))"), "i");
  EXPECT_EQ(canonical("min(i mod 8, 7)"), "i mod 8");
  EXPECT_EQ(canonical("min(8, N - 8*io)"), "min(N - 8*io, 8)");
}

TEST(Expr, Overflow) {
  Expr lowest = -std::numeric_limits<int64_t>::max();
  EXPECT_EQ(lowest.str(), "-9223372036854775807");
  EXPECT_FALSE((-lowest).isOverflow());
  EXPECT_TRUE((lowest - 1).isOverflow());
  EXPECT_TRUE(Expr(std::numeric_limits<int64_t>::min()).isOverflow());
  EXPECT_TRUE((lowest * 2 - lowest * 2).isOverflow());
  EXPECT_TRUE(Expr::min(lowest - 1, 0).isOverflow());
  EXPECT_FALSE(Expr::overflow().constant());
  Expr sum;
  for (int i = 0; i < 100; ++i)
    sum += Expr::symbol("s" + std::to_string(i));
  EXPECT_FALSE(sum.isOverflow());
  EXPECT_TRUE((sum * sum).isOverflow()) << "too many terms";
}

TEST(Expr, ParseRefuses) {
  for (llvm::StringRef text : {"", "i +", "(i", "i)", "min()", "min(i", "1 2",
                               "9223372036854775808", "i mod", "*i"})
    EXPECT_EQ(canonical(text), "no expression") << text.str();
  EXPECT_EQ(canonical(std::string(100000, '(')), "no expression");
  EXPECT_EQ(canonical(std::string(100000, '-') + "i"), "no expression");
  EXPECT_EQ(canonical("mod mod floordiv"), "mod mod floordiv");
}

TEST(Expr, SymbolsAndSubstitution) {
  Expr e = *Expr::parse("N*i + min(j, N) floordiv 2");
  EXPECT_EQ(e.symbols(), (llvm::SmallVector<std::string, 4>{"N", "i", "j"}));
  EXPECT_TRUE(e.uses("j"));
  EXPECT_FALSE(e.uses("k"));
  EXPECT_EQ(e.substitute("N", 4).str(), "4*i + min(j, 4) floordiv 2");
  EXPECT_EQ(e.substitute("i", e.substitute("i", 0)).uses("i"), false);
  auto linear = e.linearIn("i");
  ASSERT_TRUE(linear);
  EXPECT_EQ(linear->coefficient.str(), "N");
  EXPECT_EQ(linear->rest.str(), "min(N, j) floordiv 2");
  EXPECT_FALSE(e.linearIn("N"));
  EXPECT_EQ(e.evaluate([](llvm::StringRef) { return 5; }), 27);
  EXPECT_EQ(Expr::symbol("i").asSymbol(), llvm::StringRef("i"));
  EXPECT_FALSE((Expr::symbol("i") + 1).asSymbol());
}

} // namespace
