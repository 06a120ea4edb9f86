//===- ExprTest.cpp - Tests of how expressions are read -------------------===//

#include "test/unit/syntax/Source.h"

#include <gtest/gtest.h>

using namespace tdsl::syntax;

TEST(Expr, OperatorsBindAsInRust) {
  EXPECT_EQ(dumpedExpr("a + b * c - d"), "(- (+ a (* b c)) d)");
  EXPECT_EQ(dumpedExpr("a & b == c"), "(== (& a b) c)");
  EXPECT_EQ(dumpedExpr("a || b && c"), "(|| a (&& b c))");
  EXPECT_EQ(dumpedExpr("a | b ^ c & d << e + f"),
            "(| a (^ b (& c (<< d (+ e f)))))");
  EXPECT_EQ(dumpedExpr("a / b % c * d"), "(* (% (/ a b) c) d)");
  EXPECT_EQ(dumpedExpr("a < b || c >= d && e != f"),
            "(|| (< a b) (&& (>= c d) (!= e f)))");
}

TEST(Expr, PrefixesBindTighterThanOperators) {
  EXPECT_EQ(dumpedExpr("-a * b"), "(* (- a) b)");
  EXPECT_EQ(dumpedExpr("!a && ~b == - -c"), "(&& (! a) (== (~ b) (- (- c))))");
  EXPECT_EQ(dumpedExpr("-a.x[i]"), "(- (index (field a x) i))");
}

TEST(Expr, BracketsGroup) {
  EXPECT_EQ(dumpedExpr("(a + b) * c"), "(* (+ a b) c)");
  EXPECT_EQ(dumpedExpr("(a, b)"), "(tuple a b)");
}

TEST(Expr, SpansIncludeBrackets) {
  Source source(inFunction("y = (a + b) * c"));
  const auto *fn = llvm::cast<FnItem>(source.parsed.items.front());
  const Expr *value = llvm::cast<DefineStmt>(fn->body.front())->value;
  EXPECT_EQ(source.sources.text(value->span), "(a + b) * c");
}

TEST(Expr, Suffixes) {
  EXPECT_EQ(dumpedExpr("f(a, K: 3)[i, _, ..s].v"),
            "(field (index (call f a K: 3) i _ ..s) v)");
  EXPECT_EQ(dumpedExpr("g.(l - 1)[i]"), "(index (member g (- l 1)) i)");
  EXPECT_EQ(dumpedExpr("std.nn.gelu(x)"),
            "(call (field (field std nn) gelu) x)");
  EXPECT_EQ(dumpedExpr("[1, 2, 1][d + 1]"), "(index (table 1 2 1) (+ d 1))");
}

TEST(Expr, TwoStepsIntoATuple) {
  EXPECT_EQ(dumpedExpr("t.0.1"), "(field (field t 0) 1)");
  EXPECT_EQ(dumpedExpr("t.0.1.2"), "(field (field (field t 0) 1) 2)");
  EXPECT_EQ(dumpedExpr("t.1e5"), "E0110");
  EXPECT_EQ(dumpedExpr("t.0.1e5"), "E0110");
  EXPECT_EQ(dumpedExpr("t.10.x"), "(field (field t 10) x)");
}

TEST(Expr, Literals) {
  EXPECT_EQ(dumpedExpr("0xff + 0b101 + 1_000"), "(+ (+ 255 5) 1000)");
  EXPECT_EQ(dumpedExpr("1.5 + 2e-3 + 1.0E+2"), "(+ (+ 1.5 2e-3) 1.0E+2)");
  EXPECT_EQ(dumpedExpr("f(\"a\\\"\\n\", true)"), "(call f \"a\\22\\0A\" true)");
  EXPECT_EQ(dumpedExpr("18446744073709551615"), "18446744073709551615");
  EXPECT_EQ(dumpedExpr("18446744073709551616"), "E0111");
  EXPECT_EQ(dumpedExpr("010"), "10");
  EXPECT_EQ(dumpedExpr("1e400"), "E0111");
}

TEST(Expr, WhatIsNoNumber) {
  EXPECT_EQ(dumpedExpr("1."), "E0110");
  EXPECT_EQ(dumpedExpr(".5"), "E0110");
  EXPECT_EQ(dumpedExpr("12abc"), "E0110");
  EXPECT_EQ(dumpedExpr("1f32"), "E0110");
  EXPECT_EQ(dumpedExpr("0x"), "E0110");
}

TEST(Expr, If) {
  EXPECT_EQ(dumpedExpr("if a then b else if c then d else e + 1"),
            "(if a b (if c d (+ e 1)))");
  EXPECT_EQ(dumpedExpr("1 + (if a then b else c)"), "(+ 1 (if a b c))");
  EXPECT_EQ(dumpedExpr("1 + if a then b else c"), "E0116");
}

TEST(Expr, ReductionsReachAsFarAsTheirProduct) {
  EXPECT_EQ(dumpedExpr("sum[k] a[k] * b[k]"),
            "(sum [k] (* (index a k) (index b k)))");
  EXPECT_EQ(dumpedExpr("a + 2 * sum[k] b[k]"),
            "(+ a (* 2 (sum [k] (index b k))))");
  EXPECT_EQ(dumpedExpr("sum[i] a[i] * max[j] b[j]"),
            "(sum [i] (* (index a i) (max [j] (index b j))))");
  EXPECT_EQ(dumpedExpr("-sum[k] a[k] < 3"), "(< (- (sum [k] (index a k))) 3)");
  EXPECT_EQ(dumpedExpr("(sum[k] a[k]) / n"), "(/ (sum [k] (index a k)) n)");
}

TEST(Expr, BinderForms) {
  EXPECT_EQ(dumpedExpr("sum[dy in -1..=1, j, ..p if j <= i] x"),
            "(sum [dy in (..= (- 1) 1), j, ..p if (<= j i)] x)");
  EXPECT_EQ(dumpedExpr("reduce std.lse[j] (x[j], 1.0)"),
            "(reduce (field std lse) [j] (tuple (index x j) 1.0))");
}

TEST(Expr, ReductionWordsAreFunctionsBeforeARoundBracket) {
  EXPECT_EQ(dumpedExpr("max(a, b) + min(c, d)"),
            "(+ (call max a b) (call min c d))");
}

TEST(Expr, ABodyThatIsNoProduct) {
  EXPECT_EQ(dumpedExpr("sum[k] a[k] - b[k]"), "E0108");
  EXPECT_EQ(dumpedExpr("sum[k] a[k] * b[k] + c"), "E0108");
  EXPECT_EQ(dumpedExpr("any[k] a[k] && b"), "E0108");
  EXPECT_EQ(dumpedExpr("b && any[k] a[k]"), "(&& b (any [k] (index a k)))");
}

TEST(Expr, BothReadingsAreOffered) {
  Source source(inFunction("y = sum[k] a[k] - b[k]"));
  const auto &fixes = source.parsed.diagnostics.all().front()->fixes;
  ASSERT_EQ(fixes.size(), 2u);
  auto apply = [&](const tdsl::diag::Fix &fix) {
    std::string text = source.file.text().str();
    for (size_t i = fix.edits.size(); i-- > 0;)
      text.insert(fix.edits[i].span.begin, fix.edits[i].text);
    return text;
  };
  EXPECT_EQ(apply(fixes[0]), inFunction("y = (sum[k] a[k]) - b[k]"));
  EXPECT_EQ(apply(fixes[1]), inFunction("y = sum[k] (a[k] - b[k])"));
}

TEST(Expr, ComparisonsChainInWhereOnly) {
  EXPECT_EQ(dumpedExpr("a < b < c"), "E0109");
  Source source("fn f<N>(x: i32[N]) -> (y: i32[N]) where 0 <= x < N <= 9 {\n"
                "  y = x\n}\n");
  EXPECT_EQ(source.codes(), "");
  EXPECT_NE(source.dumped().find("where (chain 0 <= x < N <= 9)"),
            std::string::npos);
}

TEST(Expr, SuffixesNeedNames) {
  EXPECT_EQ(dumpedExpr("(a + b)[i]"), "E0117");
  EXPECT_EQ(dumpedExpr("f(x)(y)"), "E0117");
  EXPECT_EQ(dumpedExpr("(f)(y)"), "E0117");
  EXPECT_EQ(dumpedExpr("1.5.x"), "E0117");
  EXPECT_EQ(dumpedExpr("(a, b).0"), "(field (tuple a b) 0)");
}

TEST(Expr, AttributesStandBeforeACall) {
  EXPECT_EQ(dumpedExpr("@precision(f16, accumulate: f32) f(x)[i] + 1"),
            "(+ (@precision(f16 accumulate: f32) (index (call f x) i)) 1)");
}
