//===- DefinitionTest.cpp - Between names, algorithm and schedule ---------===//

#include "test/unit/lsp/Marked.h"

using namespace tdsl::lsp;

/// The line, and the word there, that the mark goes to.
static std::string target(const std::string &text,
                          const std::string &before = "",
                          Encoding encoding = Encoding::Utf16) {
  json::Value answer =
      answerOf("textDocument/definition", text, before, encoding);
  std::string result;
  for (const json::Value &location : *answer.getAsArray()) {
    const json::Object &range = *location.getAsObject()->getObject("range");
    result += std::to_string(*range.getObject("start")->getInteger("line")) +
              ":" +
              textAt(Marked(text).text, *location.getAsObject()->get("range"),
                     encoding) +
              " ";
  }
  return result;
}

TEST(Definition, OfNamesInAFunction) {
  EXPECT_EQ(target(in("u8((across", "u8((acr$0oss")), "3:across ");
  EXPECT_EQ(target(in("edges(image)", "edges($0image)")), "1:image ");
  EXPECT_EQ(target(in("(out: u8[H", "(out: u8[$0H")), "1:H ");
  EXPECT_EQ(target(in("u16(src[y, x - 1]", "u16(src[$0y, x - 1]")), "3:y ");
  EXPECT_EQ(target(in("clamp_edges", "cla$0mp_edges")), "");
}

TEST(Definition, OfLoopsInASchedule) {
  // `y` is an index of the algorithm, `strip` was made by the step before.
  EXPECT_EQ(target(in("split(y", "split($0y")), "4:y ");
  EXPECT_EQ(target(in("parallel(strip)", "parallel(st$0rip)")), "8:strip ");
  EXPECT_EQ(target(in("at(out, strip)", "at(out, $0strip)")), "8:strip ");
}

TEST(Definition, OfStagesAndFunctionsInASchedule) {
  EXPECT_EQ(target(in("across.compute", "$0across.compute")), "3:across ");
  EXPECT_EQ(target(in("at(out, strip)", "at($0out, strip)")), "1:out ");
  EXPECT_EQ(target(in("schedule blur", "schedule bl$0ur")), "1:blur ");
}

TEST(Definition, OfADefinitionAreItsSchedules) {
  EXPECT_EQ(target(in("fn blur", "fn $0blur")), "7:blur ");
  EXPECT_EQ(target(in("let across", "let $0across")), "10:across ");
}

TEST(Definition, CountsInTheEncodingOfTheClient) {
  // Behind characters of two and four bytes.
  std::string text = in("+ u16(src", "+ /**/ u16(src");
  text =
      in("let src = clamp_edges(image)", "let src = clamp_edges($0image) // 𝄞");
  for (Encoding encoding : {Encoding::Utf8, Encoding::Utf16, Encoding::Utf32})
    EXPECT_EQ(target(text, "", encoding), "1:image ");
}

TEST(Definition, WhileTheItemIsBroken) {
  EXPECT_EQ(
      target(in("u8((across[y - 1, x]", "u8((((ac$0ross[y - 1, x]"), Blur),
      "3:across ");
}

TEST(Definition, IsNoneBetweenWords) {
  EXPECT_EQ(target(in("\n\nschedule", "\n$0\nschedule")), "");
}
