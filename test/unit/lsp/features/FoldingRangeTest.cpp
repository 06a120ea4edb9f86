//===- FoldingRangeTest.cpp - What can be folded away ---------------------===//

#include "test/unit/lsp/Marked.h"

using namespace tdsl::lsp;

/// `first-last kind`, one after the other.
static std::string folded(const std::string &text) {
  json::Value answer = answerOf("textDocument/foldingRange", text);
  std::string result;
  for (const json::Value &value : *answer.getAsArray()) {
    const json::Object &range = *value.getAsObject();
    result += std::to_string(*range.getInteger("startLine")) + "-" +
              std::to_string(*range.getInteger("endLine")) +
              range.getString("kind").value_or("").str() + " ";
  }
  return result;
}

TEST(FoldingRange, Items) { EXPECT_EQ(folded(Blur), "1-5 7-11 "); }

TEST(FoldingRange, CommentsAndImports) {
  EXPECT_EQ(folded("// é\n// 𝄞\n\nimport a (b)\nimport c (d)\n// one\n"),
            "3-4imports 0-1comment ");
}

TEST(FoldingRange, WhereABraceIsMissing) {
  EXPECT_EQ(folded(in("/ 2)\n}", "/ 2)")), "1-4 6-10 ");
}
