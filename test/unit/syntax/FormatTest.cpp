//===- FormatTest.cpp - Tests of the layout of files ----------------------===//
//
// Larger texts stand in test/syntax/format/.
//
//===----------------------------------------------------------------------===//

#include "compiler/syntax/Format.h"

#include <gtest/gtest.h>

using namespace tdsl;

static std::string formatted(const std::string &text) {
  SourceManager sources;
  diag::Sink sink;
  auto result = syntax::format(sources.add("t.tdsl", text), sink);
  return result ? *result : sink.all().front()->codeText();
}

/// Lays out a body, and checks that it then stays as it is.
static std::string body(const std::string &statements) {
  std::string head = "fn f() -> () {\n", tail = "}\n";
  std::string result = formatted(head + statements + "\n" + tail);
  EXPECT_EQ(formatted(result), result);
  if (result.size() < head.size() + tail.size())
    return result;
  return result.substr(head.size(), result.size() - head.size() - tail.size());
}

TEST(Format, Spaces) {
  EXPECT_EQ(body("let a=-b+c [ i,j-1 ]*d( x ,K:3 )"),
            "  let a = -b + c[i, j - 1] * d(x, K: 3)\n");
  EXPECT_EQ(body("let a = sum [ k in 0 .. N-1 if k<=i ] (b[k]-c[k])"),
            "  let a = sum[k in 0..N - 1 if k <= i] (b[k] - c[k])\n");
  EXPECT_EQ(body("let a = t . 0 . 1 + g . ( l-1 ) + x [ _ , .. s ]"),
            "  let a = t.0 .1 + g.(l - 1) + x[_, ..s]\n");
  EXPECT_EQ(body("let a = sum[k][1,2,1][k]"),
            "  let a = sum[k] [1, 2, 1][k]\n");
  EXPECT_EQ(body("let a = if(b)then(c)else(d)"),
            "  let a = if (b) then (c) else (d)\n");
  EXPECT_EQ(body("let a = scatter sum[i]1 at?[x[i]]from b"),
            "  let a = scatter sum[i] 1 at? [x[i]] from b\n");
}

TEST(Format, Heads) {
  EXPECT_EQ(formatted("fn f < T:float , ..S > ( x:T [ * , * ] )->( y:T )\n"
                      "where 0<=x{}"),
            "fn f<T: float, ..S>(x: T[*, *]) -> (y: T)\n    where 0 <= x {}\n");
  EXPECT_EQ(formatted("import std.nn(a,b)"), "import std.nn (a, b)\n");
  EXPECT_EQ(formatted("schedule f on cpu ( avx2 )\n{\n}"),
            "schedule f on cpu(avx2) {}\n");
  EXPECT_EQ(formatted("@export ( \"f\" )\nextern fn f()->()=\"f\""),
            "@export(\"f\")\nextern fn f() -> () = \"f\"\n");
}

TEST(Format, TwoStatementsOfALine) {
  EXPECT_EQ(body("let a = 1 let b = 2"), "  let a = 1  let b = 2\n");
  EXPECT_EQ(body("if a {let b = 1}\nelse {let b = 2}"),
            "  if a { let b = 1 } else { let b = 2 }\n");
}

TEST(Format, BlocksOfSeveralLines) {
  EXPECT_EQ(body("for i in 0..3 { let a = 1\nlet b = 2 }"),
            "  for i in 0..3 {\n    let a = 1\n    let b = 2\n  }\n");
}

TEST(Format, LinesThatGoOn) {
  EXPECT_EQ(body("let a = b\n+ c"), "  let a = b\n      + c\n");
  EXPECT_EQ(body("let a = f(b,\nc)"), "  let a = f(b,\n            c)\n");
  EXPECT_EQ(body("let a = f(\nb,\nc\n)"), "  let a = f(\n    b,\n    c\n  )\n");
}

TEST(Format, BlankLines) {
  EXPECT_EQ(body("\n\nlet a = 1\n\n\n\nlet b = 2\n\n"),
            "  let a = 1\n\n  let b = 2\n");
  EXPECT_EQ(formatted("\n\nfn f() -> () {\n}\nfn g() -> () {\n  let a = 1\n}\n"
                      "// of h\nfn h() -> () {}\n\n\n"),
            "fn f() -> () {}\n\nfn g() -> () {\n  let a = 1\n}\n\n"
            "// of h\nfn h() -> () {}\n");
  EXPECT_EQ(formatted("import a\nimport b\nconst c = 1"),
            "import a\nimport b\nconst c = 1\n");
}

TEST(Format, Comments) {
  EXPECT_EQ(body("  // alone   \nlet a = 1 // behind\n// last"),
            "  // alone\n  let a = 1  // behind\n  // last\n");
  EXPECT_EQ(body("let a = 1          // in its column"),
            "  let a = 1        // in its column\n");
  EXPECT_EQ(body("let a = b // why\n+ c"), "  let a = b  // why\n      + c\n");
}

TEST(Format, AlignsWhereTheSourceDoes) {
  EXPECT_EQ(body("let a   = 1\nlet bcd = 2\nlet ef = 3\ny  = 4"),
            "  let a   = 1\n  let bcd = 2\n  let ef  = 3\n  y = 4\n");
  EXPECT_EQ(body("let a = 1\nlet bcd = 2"), "  let a = 1\n  let bcd = 2\n");
}

TEST(Format, WhatDoesNotParseIsLeftAlone) {
  EXPECT_EQ(formatted("fn f("), "E0102");
  EXPECT_EQ(formatted(""), "");
}
