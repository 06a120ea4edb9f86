//===- FormattingTest.cpp - Edits that lay out a file ---------------------===//

#include "test/unit/lsp/Marked.h"

using namespace tdsl::lsp;

static std::string formatted(std::string text) {
  json::Value answer = answerOf("textDocument/formatting", text);
  if (!answer.getAsArray())
    return "none";
  EXPECT_LE(answer.getAsArray()->size(), 1u);
  for (const json::Value &edit : *answer.getAsArray()) {
    Range range;
    json::Path::Root root;
    EXPECT_TRUE(fromJSON(*edit.getAsObject()->get("range"), range, root));
    Lines lines(text);
    uint32_t begin = lines.offset(range.start, Encoding::Utf16);
    uint32_t end = lines.offset(range.end, Encoding::Utf16);
    text.replace(begin, end - begin,
                 edit.getAsObject()->getString("newText")->str());
  }
  return text;
}

TEST(Formatting, ChangesOnlyLinesThatDiffer) {
  std::string text = in("  let src = clamp", "      let   src=clamp");
  EXPECT_EQ(formatted(text), Blur);
  json::Value answer = answerOf("textDocument/formatting", text);
  EXPECT_EQ(
      textAt(text, *answer.getAsArray()->front().getAsObject()->get("range")),
      "      let   src=clamp_edges(image)\n");
}

TEST(Formatting, LeavesWhatIsRight) {
  EXPECT_EQ(textOf(answerOf("textDocument/formatting", Blur)), "[]");
}

TEST(Formatting, KeepsCarriageReturns) {
  std::string text, wanted;
  for (char c : in("edges(image)", "edges( image )"))
    text += c == '\n' ? "\r\n" : std::string(1, c);
  for (char c : std::string(Blur))
    wanted += c == '\n' ? "\r\n" : std::string(1, c);
  EXPECT_EQ(formatted(text), wanted);
}

TEST(Formatting, IsNoneWhereTheFileIsBroken) {
  EXPECT_EQ(formatted(in("edges(image)", "edges(image")), "none");
}
