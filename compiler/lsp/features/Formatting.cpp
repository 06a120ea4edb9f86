//===- Formatting.cpp - dslc fmt on what is being edited ------------------===//
//
// The lines that differ are replaced, so that the cursor stays in those that
// do not. A file that ends its lines with \r\n keeps doing so.
//
//===----------------------------------------------------------------------===//

#include "compiler/lsp/Feature.h"
#include "compiler/syntax/Format.h"

#include "llvm/ADT/SmallVector.h"

namespace tdsl::lsp {
namespace {

using TextLines = llvm::SmallVector<llvm::StringRef, 0>;

/// Each with its line break.
TextLines linesOf(llvm::StringRef text) {
  TextLines lines;
  while (!text.empty()) {
    size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.take_front(length));
    text = text.drop_front(length);
  }
  return lines;
}

std::string withCarriageReturns(llvm::StringRef text) {
  std::string result;
  for (llvm::StringRef line : linesOf(text)) {
    bool ends = line.consume_back("\n");
    line.consume_back("\r");
    result += line;
    result += ends ? "\r\n" : "";
  }
  return result;
}

/// From the first to the last line that differs; nothing where none does.
std::optional<std::pair<ide::Place, std::string>>
difference(const SourceFile &file, llvm::StringRef after) {
  TextLines old = linesOf(file.text()), now = linesOf(after);
  size_t shorter = std::min(old.size(), now.size());
  size_t head = 0, tail = 0;
  uint32_t begin = 0, end = file.text().size();
  while (head < shorter && old[head] == now[head])
    begin += old[head++].size();
  while (tail < shorter - head &&
         old[old.size() - 1 - tail] == now[now.size() - 1 - tail])
    end -= old[old.size() - 1 - tail++].size();
  if (head == old.size() && head == now.size())
    return std::nullopt;
  std::string text;
  for (size_t line = head; line != now.size() - tail; ++line)
    text += now[line];
  return std::pair(ide::Place{&file, begin, end}, text);
}

} // namespace

void advertiseFormatting(json::Object &capabilities) {
  capabilities["documentFormattingProvider"] = true;
}

bool answerFormatting(const Query &query, const json::Object &,
                      json::OStream &out) {
  diag::Sink sink;
  const SourceFile &file = query.analysis.file();
  auto text = syntax::format(file, sink);
  if (!text) {
    out.value(nullptr); // it does not parse: the diagnostics say why
    return true;
  }
  if (file.text().contains("\r\n"))
    text = withCarriageReturns(*text);
  json::Array edits;
  if (auto changed = difference(file, *text))
    edits.push_back(TextEdit{query.range(changed->first), changed->second});
  out.value(std::move(edits));
  return true;
}

} // namespace tdsl::lsp
