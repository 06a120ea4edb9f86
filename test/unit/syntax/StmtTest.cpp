//===- StmtTest.cpp - Tests of how statements are read --------------------===//

#include "test/unit/syntax/Source.h"

#include <gtest/gtest.h>

using namespace tdsl::syntax;

/// The statements as they are dumped, without the function around them.
static std::string dumpedBody(const std::string &body) {
  Source source(inFunction(body));
  if (!source.codes().empty())
    return source.codes();
  std::string dump = source.dumped();
  std::string head = "  result y: f32[N]\n";
  return dump.substr(dump.find(head) + head.size());
}

/// The codes of an item with such a body.
static std::string codesIn(const std::string &head, const std::string &body) {
  return Source(head + " {\n" + body + "\n}\n").codes();
}

TEST(Stmt, Let) {
  EXPECT_EQ(dumpedBody("let t: f32[N, M] = e"), "  let t: f32[N, M] = e\n");
  EXPECT_EQ(dumpedBody("let (v[i], w[i]) = e"), "  let (v[i], w[i]) = e\n");
  EXPECT_EQ(dumpedBody("let g.(l)[i] = e"), "  let g.(l)[i] = e\n");
  EXPECT_EQ(dumpedBody("let t[i in 1..N - 1, 0, ..s] = e"),
            "  let t[i in (.. 1 (- N 1)), 0, ..s] = e\n");
}

TEST(Stmt, NoSeparatorsAreNeeded) {
  EXPECT_EQ(dumpedBody("let a = b let c = d y = (c)"),
            "  let a = b\n  let c = d\n  define y = c\n");
  EXPECT_EQ(dumpedBody("let a = b\n  + c\ny = a"),
            "  let a = (+ b c)\n  define y = a\n");
}

TEST(Stmt, Scatter) {
  EXPECT_EQ(
      dumpedBody("let t: i32[9] = scatter sum[i] 1 at? [x[i], 0] from b"),
      "  let t: i32[9] = (scatter sum [i] 1 (at? (index x i) 0) from b)\n");
  EXPECT_EQ(dumpedBody("y = scatter std.lse[i] v at [i]"),
            "  define y = (scatter reduce (field std lse) [i] v (at i))\n");
}

TEST(Stmt, Scan) {
  EXPECT_EQ(dumpedBody("scan[t] y[t] = y[t - 1] from y[-1] = x[0]"),
            "  scan [t]\n    define y[t] = (index y (- t 1))\n"
            "  from\n    define y[(- 1)] = (index x 0)\n");
  EXPECT_EQ(dumpedBody("scan[i, j] { let a[i, j] = 1  y[i] = 2 } "
                       "from { a[-1, j] = 0  a[i, -1] = 0 }"),
            "  scan [i, j]\n    let a[i, j] = 1\n    define y[i] = 2\n"
            "  from\n    define a[(- 1), j] = 0\n    define a[i, (- 1)] = 0\n");
}

TEST(Stmt, Iterate) {
  EXPECT_EQ(dumpedBody("iterate (x, r) = (x0, r0) while r > t, at most 9 {\n"
                       "  next (x, r) = (r, x)\n}"),
            "  iterate (x, r) = (tuple x0 r0) while (> r t) at most 9\n"
            "    next (x, r) = (tuple r x)\n");
  EXPECT_EQ(
      dumpedBody("iterate a = a0 for k in 0..N { next a[i in k..N, k] = 1 }"),
      "  iterate a = a0 for k in (.. 0 N)\n"
      "    next a[i in (.. k N), k] = 1\n");
}

TEST(Stmt, StaticForAndIf) {
  EXPECT_EQ(dumpedBody("for l in 1..J { let g.(l) = f(g.(l - 1)) }"),
            "  for l in (.. 1 J)\n"
            "    let g.(l) = (call f (member g (- l 1)))\n");
  EXPECT_EQ(dumpedBody("if K == 2 { let a = 1 } else if K { let a = 2 } else { "
                       "let a = 3 }"),
            "  if (== K 2)\n    let a = 1\n  else\n    if K\n"
            "      let a = 2\n    else\n      let a = 3\n");
}

TEST(Stmt, EachHasItsPlace) {
  EXPECT_EQ(dumpedBody("f(x)"), "E0114");
  EXPECT_EQ(dumpedBody("next y = 1"), "E0114");
  EXPECT_EQ(dumpedBody("expect a == b"), "E0114");
  EXPECT_EQ(dumpedBody("return y"), "E0114");
  EXPECT_EQ(dumpedBody("y = tune [1, 2]"), "E0114");
  EXPECT_EQ(dumpedBody("y = x[i in 0..3]"), "E0114");
  EXPECT_EQ(codesIn("test \"t\"", "f(x)"), "");
  EXPECT_EQ(codesIn("test \"t\"", "y = 1"), "E0114");
  EXPECT_EQ(codesIn("bench \"b\"", "for i in 0..3 { f(x) }"), "E0114");
  EXPECT_EQ(codesIn("schedule f on cpu", "y.parallel(i) expect a(b) == 0"), "");
  EXPECT_EQ(codesIn("schedule f on cpu", "return y"), "E0114");
  EXPECT_EQ(codesIn("schedule fn f(c: stage)", "return y"), "");
}

TEST(Stmt, WhatCanStandOnTheLeft) {
  EXPECT_EQ(dumpedBody("y.z = 1"), "E0118");
  EXPECT_EQ(dumpedBody("f(x) = 1"), "E0118");
  EXPECT_EQ(dumpedBody("let y[_] = 1"), "E0118");
  EXPECT_EQ(dumpedBody("let y[i + 1 in 0..3] = 1"), "E0118");
  EXPECT_EQ(dumpedBody("(a, b) = f(x)"), "E0112");
}

TEST(Stmt, ANameAloneIsNone) {
  EXPECT_EQ(dumpedBody("y"), "E0119");
  EXPECT_EQ(dumpedBody("y = a b"), "E0119");
  EXPECT_EQ(dumpedBody("y[i] == 3"), "E0101");
  Source source(inFunction("lets a = 3"));
  ASSERT_EQ(source.codes(), "E0119");
  EXPECT_EQ(source.parsed.diagnostics.all().front()->fixes.front().message,
            "did you mean `let`?");
}
