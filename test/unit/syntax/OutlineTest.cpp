//===- OutlineTest.cpp - Tests of finding items and brackets --------------===//

#include "compiler/support/Limits.h"
#include "test/unit/syntax/Source.h"

#include <gtest/gtest.h>

using namespace tdsl;
using namespace tdsl::syntax;

/// `fn a, schedule b`: kinds and names of what is found.
static std::string heads(const std::string &text) {
  SourceManager sources;
  std::string result;
  for (const ItemHead &head : outline(sources.add("t.tdsl", text)).items)
    result += (result.empty() ? "" : ", ") + kindName(head.kind).lower() +
              (head.name ? " " : "") + head.name.text.str() +
              (head.isBroken ? "!" : "");
  return result;
}

static std::string codes(const std::string &text) {
  return Source(text).codes();
}

TEST(Outline, FindsEveryKind) {
  EXPECT_EQ(heads("import std.nn (a)\nconst c = 1\nfn f() -> () {}\n"
                  "extern fn e() -> () = \"e\"\n"
                  "intrinsic i() -> () {} = \"i\"\n"
                  "schedule m.f on cpu {}\nschedule fn s(a: b) {}\n"
                  "struct S {}\nreducer r() -> () from 0 {}\n"
                  "test \"t\" {}\nbench \"b\" {}"),
            "import nn, const c, fn f, extern e, intrinsic i, schedule f, "
            "schedulefn s, struct S, reducer r, test, bench");
}

TEST(Outline, DocumentationAndAttributesBelongToTheirItem) {
  std::string text = "fn a() -> () {}\n/// of b\n@x(\"y\")\nfn b() -> () {}";
  SourceManager sources;
  Outline found = outline(sources.add("t.tdsl", text));
  ASSERT_EQ(found.items.size(), 2u);
  EXPECT_EQ(found.items[1].span.begin, text.find("///"));
  EXPECT_EQ(found.items[1].span.end, text.size());
}

TEST(Outline, ItemWordsInsideItemsAreNone) {
  EXPECT_EQ(heads("fn a<T: float,\nconst K = 2>(f:\nfn(T) -> T,\n"
                  "const w: T) -> (y: T) { y = w } // fn b\n"
                  "const s = \"fn c() {}\"\nimport std.\nschedule"),
            "fn a, const s, import schedule");
}

TEST(Outline, AnUnclosedItemLeavesTheOthersAlive) {
  std::string text = "fn a(x: f32[M,\nfn b() -> () {}\ntest \"t\" {\n"
                     "fn c() -> () {}\n";
  EXPECT_EQ(heads(text), "fn a!, fn b, test!, fn c");
  EXPECT_EQ(codes(text), "E0102 E0102");
}

TEST(Outline, UnclosedBracketsArePointedAt) {
  Source source(inFunction("y = f(x"));
  ASSERT_EQ(source.codes(), "E0102");
  const diag::Diagnostic &report = *source.parsed.diagnostics.all().front();
  EXPECT_EQ(source.sources.text(report.span), "(");
}

TEST(Outline, StrayBrackets) {
  EXPECT_EQ(codes("fn a() -> () {}}\nfn b() -> () {}"), "E0103");
  EXPECT_EQ(codes(inFunction("y = x)")), "E0103");
}

TEST(Outline, ATornStringSaysNothingOfBrackets) {
  EXPECT_EQ(codes("test \"abc {\n  f(x)\n}\nfn b() -> () {}"), "E0104");
}

TEST(Outline, JunkIsReportedOnceAndEndsAtTheNextItem) {
  Source source("fm a() -> () { b = c }\nfn b() -> () {}");
  ASSERT_EQ(source.codes(), "E0107");
  EXPECT_EQ(source.parsed.diagnostics.all().front()->fixes.front().message,
            "did you mean `fn`?");
  ASSERT_EQ(source.parsed.items.size(), 2u);
  EXPECT_EQ(source.parsed.items[1]->name.text, "b");
  EXPECT_EQ(codes("/// alone"), "E0107");
  EXPECT_EQ(codes("\xC3\xA9t\xC3\xA9"), "E0107");
}

TEST(Outline, WhatIsNoText) {
  EXPECT_EQ(codes(std::string("fn f\0", 5)), "E0106");
  EXPECT_EQ(codes("fn \xFF\xFE"), "E0106");
  EXPECT_EQ(codes("// \xED\xA0\x80"), "E0106"); // a lone surrogate
  EXPECT_EQ(codes(""), "");
}

TEST(Outline, MarksAndLineEndingsOfOtherSystems) {
  EXPECT_EQ(codes("\xEF\xBB\xBF"
                  "fn f() -> (y: f32) {\r\n  y = 1.0\r\n}\r\n"),
            "");
}

TEST(Outline, LimitOfNesting) {
  auto nested = [](size_t depth) {
    return inFunction("y = " + std::string(depth, '(') + "x" +
                      std::string(depth, ')'));
  };
  EXPECT_EQ(codes(nested(limits::Nesting - 1)), "");
  EXPECT_EQ(codes(nested(limits::Nesting)), "E0950");
}

TEST(Outline, LimitOfTheFile) {
  std::string text(limits::FileBytes, ' ');
  EXPECT_EQ(codes(text), "");
  EXPECT_EQ(codes(text + " "), "E0951");
}

TEST(Outline, LimitOfAnItem) {
  auto item = [](size_t bytes) {
    std::string text = "const a = 1 ";
    return text + std::string(bytes - text.size() - 1, ' ') + "\n+";
  };
  EXPECT_EQ(codes(item(limits::ItemBytes)), "E0951");
  EXPECT_EQ(codes(item(limits::ItemBytes - 1)), "E0101");
}
