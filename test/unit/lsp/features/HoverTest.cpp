//===- HoverTest.cpp - What is known of a word ----------------------------===//

#include "test/unit/lsp/Marked.h"

using namespace tdsl::lsp;

static std::string shown(const std::string &text,
                         const std::string &before = "") {
  json::Value answer = answerOf("textDocument/hover", text, before);
  const json::Object *hover = answer.getAsObject();
  return hover ? hover->getObject("contents")->getString("value")->str()
               : "nothing";
}
static bool holds(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

TEST(Hover, OfAStageItsTypeShapeAndRange) {
  std::string text = shown(in("u8((across", "u8(($0across"));
  EXPECT_TRUE(holds(text, "let across: u16[*, *]")) << text;
  EXPECT_TRUE(holds(text, "computed on `-1..H + 1, 0..W`")) << text;
}

TEST(Hover, OfAnIndexItsRange) {
  std::string text = shown(in("out[y, x]", "out[$0y, x]"));
  EXPECT_TRUE(holds(text, "index y in 0..H")) << text;
}

TEST(Hover, OfAFunctionItsSignatureAndDocumentation) {
  std::string text = shown(in("schedule blur", "schedule $0blur"));
  EXPECT_TRUE(holds(text, "fn blur<H, W>(image: u8[H, W]) -> (out: u8[H, W])"));
  EXPECT_TRUE(holds(text, "Größe — 𝄞"));
}

TEST(Hover, OfASizeWhatBindsIt) {
  EXPECT_TRUE(
      holds(shown(in("(out: u8[H", "(out: u8[$0H")), "dimension 0 of `image`"));
}

TEST(Hover, OfADirectiveTheLoopsBehindIt) {
  std::string split = shown(in(".split(", ".sp$0lit("));
  EXPECT_TRUE(holds(split, "Splits a loop in two")) << split;
  EXPECT_TRUE(holds(split, "for strip")) << split;
  EXPECT_FALSE(holds(split, "parallel strip"));
  EXPECT_TRUE(holds(shown(in(".parallel(", ".$0parallel(")), "parallel strip"));
  // Behind a step that is refused nothing is known.
  std::string text = in("parallel(strip)\n  across.compute_at",
                        "parallel(strp)\n  across.$0compute_at");
  EXPECT_FALSE(holds(shown(text), "loops after"));
}

TEST(Hover, OfALoopTheStepThatMadeIt) {
  std::string text = shown(in("parallel(strip)", "parallel($0strip)"));
  EXPECT_TRUE(holds(text, "loop strip")) << text;
}

TEST(Hover, MarksTheWord) {
  std::string text = in("u8((across", "u8((ac$0ross");
  json::Value answer = answerOf("textDocument/hover", text);
  EXPECT_EQ(textAt(Marked(text).text, *answer.getAsObject()->get("range")),
            "across");
}

TEST(Hover, WhileTheItemIsBroken) {
  std::string text = in("u8((across[y - 1, x]", "u8(((((ac$0ross[y - 1, x]");
  EXPECT_TRUE(holds(shown(text, Blur), "let across: u16"));
}

TEST(Hover, IsNoneInCommentsAndOfWordsOfTheLanguage) {
  EXPECT_EQ(shown(in("// é", "// $0across")), "nothing");
  EXPECT_EQ(shown(in("let src", "le$0t src")), "nothing");
}
