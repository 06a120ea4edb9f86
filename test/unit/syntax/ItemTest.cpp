//===- ItemTest.cpp - Tests of how items are read -------------------------===//

#include "test/unit/syntax/Source.h"

#include <gtest/gtest.h>

using namespace tdsl::syntax;

static std::string dumped(const std::string &text) {
  Source source(text);
  return source.codes().empty() ? source.dumped() : source.codes();
}

TEST(Item, Function) {
  EXPECT_EQ(
      dumped("/// Scales.\n@export(\"s\") @strict\n"
             "fn s<T: float = f32, M, ..S, const K: int = 2 + 1>"
             "(const w: T[2 * M, ..S], f: fn(T, i32) -> (T, T), "
             "a: T = 1.0,) -> (y: T[*, *], z: (f32, i32)[M]) {\n  y = w\n}"),
      "fn s\n  doc Scales.\n  @export(\"s\") @strict\n"
      "  generic T: float = f32\n  generic M\n  generic ..S\n"
      "  generic const K: int = (+ 2 1)\n"
      "  const param w: T[(* 2 M), ..S]\n"
      "  param f: fn(T, i32) -> (T, T)\n  param a: T = 1.0\n"
      "  result y: T[*, *]\n  result z: (f32, i32)[M]\n"
      "  define y = w\n");
}

TEST(Item, Schedules) {
  EXPECT_EQ(dumped("schedule a.f on cuda(sm_80) {\n"
                   "  let (o, i) = y.split(x, tune 1..64 if N % it == 0)\n"
                   "  y.bind(by: block.y).store_in(shared)\n}"),
            "schedule\n  of a.f on cuda(sm_80)\n"
            "  let (o, i) = (call (field y split) x (tune (.. 1 64) if (== (% "
            "N it) 0)))\n"
            "  do (call (field (call (field y bind) by: (field block y)) "
            "store_in) shared)\n");
  EXPECT_EQ(dumped("schedule fn t(c: stage, n: int) {\n"
                   "  for l in c.loops { c.unroll(l) }\n  return (a, b)\n}"),
            "schedulefn t\n  param c: stage\n  param n: int\n"
            "  for l in (field c loops)\n    do (call (field c unroll) l)\n"
            "  return (tuple a b)\n");
}

TEST(Item, TheOthers) {
  EXPECT_EQ(dumped("reducer r(a: f32, b: f32) -> (c: f32) from -inf { c = a }"),
            "reducer r\n  param a: f32\n  param b: f32\n  result c: f32\n"
            "  from (- inf)\n  define c = a\n");
  EXPECT_EQ(dumped("struct L { w: f32[D, H]  b: f32[H] }"),
            "struct L\n  field w: f32[D, H]\n  field b: f32[H]\n");
  EXPECT_EQ(dumped("const w: f32[3] = load(\"w.npy\")"),
            "const w\n  type f32[3]\n  value (call load \"w.npy\")\n");
  EXPECT_EQ(dumped("import std.schedule (tile, max)\nimport std.reduce"),
            "import\n  from std.schedule\n  name tile\n  name max\n"
            "import\n  from std.reduce\n");
  EXPECT_EQ(dumped("extern fn dot(x: f32[N]) -> (r: f32) = \"cblas_sdot\""),
            "extern dot\n  param x: f32[N]\n  result r: f32\n"
            "  symbol \"cblas_sdot\"\n");
  EXPECT_EQ(dumped("intrinsic m(a: f32) -> (r: f32) { r = a } = \"llvm.m\""),
            "intrinsic m\n  param a: f32\n  result r: f32\n"
            "  define r = a\n  symbol \"llvm.m\"\n");
  EXPECT_EQ(dumped("test \"t\" { f(x) }\nbench \"b\" { f(x) }"),
            "test\n  title \"t\"\n  do (call f x)\n"
            "bench\n  title \"b\"\n  do (call f x)\n");
}

TEST(Item, WordsAreFreeBehindADotAndBeforeAColon) {
  EXPECT_EQ(dumped("test \"t\" { a.test(at: 1, from: 2).scan }").substr(0, 5),
            "E0119");
  EXPECT_EQ(dumped("test \"t\" { a.test(at: 1, from: 2) }"),
            "test\n  title \"t\"\n  do (call (field a test) at: 1 from: 2)\n");
}
