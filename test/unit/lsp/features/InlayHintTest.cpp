//===- InlayHintTest.cpp - Types and ranges that nobody wrote -------------===//

#include "test/unit/lsp/Marked.h"

using namespace tdsl::lsp;

/// The text with its hints in `<>`.
static std::string hinted(const std::string &marked,
                          const std::string &before = "") {
  std::string text = Marked(marked).text;
  Lines lines(text);
  json::Value answer = answerOf("textDocument/inlayHint", marked, before);
  const json::Array &hints = *answer.getAsArray();
  for (size_t i = hints.size(); i-- > 0;) {
    const json::Object &hint = *hints[i].getAsObject();
    Position position;
    json::Path::Root root;
    EXPECT_TRUE(fromJSON(*hint.get("position"), position, root));
    text.insert(lines.offset(position, Encoding::Utf16),
                "<" + hint.getString("label")->str() + ">");
  }
  return text;
}
static std::string line(const std::string &text, const std::string &word) {
  size_t begin = text.rfind('\n', text.find(word)) + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

static bool holds(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

TEST(InlayHint, TypesAndRangesOfStages) {
  std::string text = hinted(Blur);
  EXPECT_TRUE(holds(line(text, "let across"),
                    "let across<: u16>[y< in -1..H + 1>, x< in 0..W>] = ("))
      << text;
  EXPECT_TRUE(holds(line(text, "let src"),
                    "let src<: u8[*, *] on -1..H + 1, -1..W + 1> = "));
  EXPECT_TRUE(holds(text, "out[y< in 0..H>, x< in 0..W>] = "));
}

TEST(InlayHint, RangesOfReductions) {
  std::string text = hinted("// é\nfn f<M, N>(a: f32[M, N]) -> (s: f32[M]) {\n"
                            "  s[i] = sum[k] a[i, k]\n}\n");
  EXPECT_TRUE(holds(text, "s[i< in 0..M>] = sum[k< in 0..N>] a")) << text;
}

TEST(InlayHint, NothingWhereItIsWritten) {
  std::string program = "// é\nfn f<N>(a: f32[N]) -> (s: f32[N]) {\n"
                        "  let t: f32[N] = a\n"
                        "  let u[i in 0..N] = t[i]\n  s = u\n}\n";
  EXPECT_TRUE(holds(hinted(program), "let t: f32[N] = a\n"));
  EXPECT_TRUE(holds(hinted(program), "[i in 0..N] = t[i]\n"))
      << hinted(program);
}

TEST(InlayHint, OnlyOfTheRange) {
  std::string text = hinted(
      in("let src = clamp_edges(image)", "$0let src = clamp_edges(image)$0"));
  EXPECT_TRUE(holds(text, "src<: u8"));
  EXPECT_FALSE(holds(text, "across<"));
}

TEST(InlayHint, WhileTheItemIsBroken) {
  std::string text = hinted(in("u8((across", "u8((((across"), Blur);
  EXPECT_TRUE(holds(text, "let across<: u16>")) << text;
}
