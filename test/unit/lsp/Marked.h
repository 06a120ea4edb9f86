//===- Marked.h - Programs with a mark, and what features answer ----------===//
//
// `$0` in the text of a test is where the client asks; a second one ends the
// range that it asks about. Feature tests go by the method, so that decoding
// the parameters is tested too, and every program has words that are not ASCII.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_UNIT_LSP_MARKED_H
#define TDSL_UNIT_LSP_MARKED_H

#include "compiler/lsp/Feature.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

namespace tdsl::lsp {

struct Marked {
  std::string text;
  std::vector<uint32_t> marks;

  explicit Marked(std::string marked) : text(std::move(marked)) {
    for (size_t at; (at = text.find("$0")) != std::string::npos;) {
      text.erase(at, 2);
      marks.push_back(at);
    }
  }
};

/// The answer to a request at the mark, after the text `before` was analysed.
inline json::Value answerOf(llvm::StringRef method, const std::string &text,
                            const std::string &before = "",
                            Encoding encoding = Encoding::Utf16) {
  Marked marked(text);
  ide::Snapshot first =
      before.empty() ? nullptr
                     : ide::judge(ide::analyse(Marked(before).text,
                                               "/t/test.tdsl", {}, nullptr));
  ide::Snapshot snapshot =
      ide::judge(ide::analyse(marked.text, "/t/test.tdsl", {}, first));
  Query query(*snapshot, "file:///t/test.tdsl", encoding);
  uint32_t begin = marked.marks.empty() ? 0 : marked.marks.front();
  uint32_t end =
      marked.marks.empty() ? marked.text.size() : marked.marks.back();
  json::Object params{{"position", query.lines.position(begin, encoding)},
                      {"range", query.lines.range(begin, end, encoding)}};
  const Feature *feature = findFeature(method);
  EXPECT_NE(feature, nullptr) << method.str();
  std::string result;
  llvm::raw_string_ostream stream(result);
  json::OStream out(stream);
  EXPECT_TRUE(feature->answer(query, params, out)) << "refused";
  out.flush();
  auto value = json::parse(stream.str());
  EXPECT_TRUE(bool(value)) << stream.str();
  return value ? std::move(*value) : json::Value(nullptr);
}

inline std::string textOf(const json::Value &value) {
  return llvm::formatv("{0}", value).str();
}

/// The text of a file at a range that an answer names.
inline std::string textAt(const std::string &text, const json::Value &value,
                          Encoding encoding = Encoding::Utf16) {
  Range range;
  json::Path::Root root;
  if (!fromJSON(value, range, root))
    return "no range";
  Lines lines(text);
  uint32_t begin = lines.offset(range.start, encoding);
  return text.substr(begin, lines.offset(range.end, encoding) - begin);
}

inline const char *const Blur = R"(/// Größe — 𝄞
fn blur<H, W>(image: u8[H, W]) -> (out: u8[H, W]) {
  let src = clamp_edges(image)
  let across[y, x] = (u16(src[y, x - 1]) + u16(src[y, x + 1])) / 2  // é
  out[y, x] = u8((across[y - 1, x] + across[y + 1, x]) / 2)
}

schedule blur on cpu {
  let (strip, row) = out.split(y, 32)
  out.parallel(strip)
  across.compute_at(out, strip)
}
)";

/// `Blur` with one place changed: `in("row)", "$0row)")`.
inline std::string in(const std::string &what, const std::string &by) {
  std::string text = Blur;
  size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

} // namespace tdsl::lsp

#endif // TDSL_UNIT_LSP_MARKED_H
