//===- DocumentSymbolTest.cpp - The outline of a file ---------------------===//

#include "test/unit/lsp/Marked.h"

using namespace tdsl::lsp;

static void print(const json::Array &symbols, const std::string &indent,
                  std::string &out) {
  for (const json::Value &value : symbols) {
    const json::Object &symbol = *value.getAsObject();
    out += indent + symbol.getString("name")->str();
    if (!symbol.getString("detail")->empty())
      out += ": " + symbol.getString("detail")->str();
    out += "\n";
    print(*symbol.getArray("children"), indent + "  ", out);
  }
}
static std::string outlineOf(const std::string &text,
                             const std::string &before = "") {
  std::string out;
  json::Value answer = answerOf("textDocument/documentSymbol", text, before);
  print(*answer.getAsArray(), "", out);
  return out;
}

TEST(DocumentSymbol, ItemsAndTheirStages) {
  EXPECT_EQ(outlineOf(std::string(Blur) + "test \"é\" {\n}\n"),
            "blur\n"
            "  src: u8[*, *]\n"
            "  across: u16[*, *]\n"
            "  out: u8[H, W]\n"
            "schedule blur on cpu\n"
            "test \"é\"\n");
}

TEST(DocumentSymbol, OfABrokenFunctionTheStagesThatItHad) {
  std::string text =
      outlineOf(in("clamp_edges(image)", "clamp_edges(image"), Blur);
  EXPECT_NE(text.find("  across: u16"), std::string::npos) << text;
}

TEST(DocumentSymbol, SelectsTheName) {
  json::Value answer = answerOf("textDocument/documentSymbol", Blur);
  const json::Object &first = *answer.getAsArray()->front().getAsObject();
  EXPECT_EQ(textAt(Blur, *first.get("selectionRange")), "blur");
  EXPECT_EQ(textAt(Blur, *first.get("range")).substr(0, 5), "/// G");
}
