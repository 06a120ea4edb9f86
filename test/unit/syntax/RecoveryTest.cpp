//===- RecoveryTest.cpp - Tests of messages and of going on after them ----===//

#include "test/unit/syntax/Source.h"

#include <gtest/gtest.h>

using namespace tdsl::syntax;

static std::string messageOf(const std::string &body) {
  std::string messages = Source(inFunction(body)).messages();
  return messages.substr(0, messages.find('\n'));
}

TEST(Recovery, SaysWhatWasExpectedAndFound) {
  EXPECT_EQ(messageOf("y = a +"), "expected an expression, found `}`");
  EXPECT_EQ(messageOf("y = f(a b)"), "expected `,` or `)`, found `b`");
  EXPECT_EQ(messageOf("let a b = 1"), "expected `=`, found `b`");
  EXPECT_EQ(messageOf("let a: = 1"), "expected a type, found `=`");
  EXPECT_EQ(messageOf("y = if a then b"), "expected `else`, found `}`");
  EXPECT_EQ(messageOf("y = sum + 1"), "expected `(` or `[`, found `+`");
  EXPECT_EQ(messageOf("scan y[t] = 1"), "expected `[`, found `y`");
  EXPECT_EQ(messageOf("iterate a = b { }"),
            "expected `for` or `while`, found `{`");
  EXPECT_EQ(messageOf("let max = 1"), "`max` is a reserved word, not a name");
  EXPECT_EQ(messageOf("y[i] == 3"), "expected `=`, found `==`");
}

TEST(Recovery, OneMessageForAStatementAndTheNextIsRead) {
  Source source(inFunction("let a = f(1 2,\n  3 4)\nlet b = + +\nlet c = 3\n"
                           "for i in { let d = 4 }\ny = c"));
  EXPECT_EQ(source.codes(), "E0101 E0101 E0101");
  const auto *fn = llvm::cast<FnItem>(source.parsed.items.front());
  EXPECT_TRUE(fn->hasErrors);
  ASSERT_EQ(fn->body.size(), 5u);
  EXPECT_EQ(llvm::cast<LetStmt>(fn->body[2])->targets.front().name.text, "c");
  EXPECT_EQ(llvm::cast<DefineStmt>(fn->body[4])->target.name.text, "y");
}

TEST(Recovery, ABodyBehindABrokenHeadIsRead) {
  Source source("fn f<N>(x f32[N]) -> (y: f32[N]) {\n  let a = 1\n}\n");
  EXPECT_EQ(source.codes(), "E0101");
  const auto *fn = llvm::cast<FnItem>(source.parsed.items.front());
  EXPECT_EQ(fn->name.text, "f");
  EXPECT_EQ(fn->body.size(), 1u);
}

TEST(Recovery, HelpsWithTheHabitsOfOtherLanguages) {
  auto helpOf = [](const std::string &body) {
    Source source(inFunction(body));
    const auto &fixes = source.parsed.diagnostics.all().front()->fixes;
    return fixes.empty() ? std::string() : fixes.front().message;
  };
  EXPECT_EQ(helpOf("y = a;"), "statements need no separator");
  EXPECT_EQ(helpOf("y = a ** 2"), "powers are written `pow(x, y)`");
  EXPECT_EQ(helpOf("/* no */"), "comments begin with `//`");
  EXPECT_EQ(helpOf("# no"), "comments begin with `//`");
  EXPECT_EQ(helpOf("y = a = b"), "equality is written `==`");
  EXPECT_EQ(helpOf("y = 1f32"), "write the type as a cast: `f32(1)`");
}

TEST(Recovery, CharactersWithoutAMeaningAreDropped) {
  EXPECT_EQ(Source(inFunction("y = a; \xC3\xA9\xC3\xA9 $")).codes(),
            "E0105 E0105 E0105");
}
