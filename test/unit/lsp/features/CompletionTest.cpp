//===- CompletionTest.cpp - What may be written ---------------------------===//

#include "test/unit/lsp/Marked.h"

using namespace tdsl::lsp;

/// The labels that are offered at the mark, in order, with a space before each.
static std::string offered(const std::string &text,
                           const std::string &before = "") {
  std::string labels;
  json::Value answer = answerOf("textDocument/completion", text, before);
  for (const json::Value &item : *answer.getAsObject()->getArray("items"))
    labels += " " + item.getAsObject()->getString("label")->str();
  return labels + " ";
}
static bool has(const std::string &labels, const std::string &label) {
  return labels.find(" " + label + " ") != std::string::npos;
}

TEST(Completion, OffersOnlyLegalDirectives) {
  // The loops of `out` are strip, row, x; nothing runs in parallel yet.
  EXPECT_EQ(offered(in("out.parallel(strip)", "out.$0")),
            " compute_root parallel reorder split tile unroll vectorize ");
  // A result is not inlined, and has no consumer to be computed at; `across`
  // is read by `out` and may be both.
  std::string across =
      offered(in("across.compute_at(out, strip)", "across.$0"));
  EXPECT_TRUE(has(across, "inline")) << across;
  EXPECT_TRUE(has(across, "compute_at"));
}

TEST(Completion, KnowsTheLoopsOfThisPoint) {
  // Before the split there is y; behind it strip and row.
  EXPECT_EQ(offered(in("out.split(y, 32)", "out.split($0")), " y x ");
  EXPECT_EQ(offered(in("out.parallel(strip)", "out.parallel($0)")),
            " strip row x ");
  // What is parallel already stays so: no loop in it may be, and it cannot be
  // marked twice.
  EXPECT_EQ(offered(in("across.compute_at(out, strip)", "out.parallel($0)")),
            " ");
  EXPECT_EQ(offered(in("across.compute_at(out, strip)",
                       "across.compute_at(out, $0)")),
            " strip row x ");
}

TEST(Completion, OffersStagesWhereAStatementBegins) {
  std::string labels = offered(in("out.parallel(strip)", "$0"));
  for (const char *label : {"src", "across", "out", "let"})
    EXPECT_TRUE(has(labels, label)) << label;
  EXPECT_FALSE(has(labels, "exp"));
}

TEST(Completion, OffersNamesOfTheFunction) {
  std::string labels = offered(in("src[y, x - 1]", "s$0[y, x - 1]"));
  for (const char *label : {"src", "image", "H", "y", "blur", "exp", "sum"})
    EXPECT_TRUE(has(labels, label)) << label;
  EXPECT_FALSE(has(labels, "vectorize"));
}

TEST(Completion, KnowsTheLastGoodStateOfABrokenItem) {
  std::string labels = offered(
      in("let across[y, x] = (u16(src", "let across[y, x = ((($0src"), Blur);
  EXPECT_TRUE(has(labels, "across"));
}

TEST(Completion, OffersItemsOutsideOfItems) {
  std::string labels = offered(std::string(Blur) + "\n$0");
  EXPECT_TRUE(has(labels, "schedule"));
  EXPECT_FALSE(has(labels, "out"));
}

TEST(Completion, IsSilentInComments) {
  EXPECT_EQ(offered(in("// é", "// é $0")), " ");
  EXPECT_EQ(offered(in("Größe", "Gr$0öße")), " ");
}

TEST(Completion, ReplacesTheWordThatHasBegun) {
  std::string text = in("src[y, x - 1]", "sr$0[y, x - 1]");
  json::Value answer = answerOf("textDocument/completion", text);
  const json::Object &item =
      *answer.getAsObject()->getArray("items")->front().getAsObject();
  EXPECT_EQ(
      textAt(Marked(text).text, *item.getObject("textEdit")->get("range")),
      "sr");
}
