//===- Format.cpp - One way to lay out a file -----------------------------===//
//
//   1. The words of the file, comments among them, with the parts they play.
//   2. Where lines end.
//   3. Indentation and spaces, line by line.
//   4. `=` under `=`, where the source did so.
//
//===----------------------------------------------------------------------===//

#include "compiler/syntax/Format.h"
#include "compiler/syntax/CheckText.h"
#include "compiler/syntax/Parse.h"
#include "compiler/syntax/layout/Lines.h"

namespace tdsl::syntax {

using layout::Line;
using layout::Word;

/// A comment behind code stays in its column if it has room, two columns
/// behind the code otherwise.
static void printLine(const Line &line, std::string &out) {
  if (line.blankBefore)
    out += '\n';
  out.append(line.indent, ' ');
  out += line.text;
  if (!line.comment.empty()) {
    size_t width = line.indent + line.text.size();
    size_t column = std::max<size_t>(width + 2, line.commentColumn);
    out.append(column - width, ' ');
    out += line.comment;
  }
  out += '\n';
}

static bool haveSameWords(llvm::ArrayRef<Word> a, llvm::ArrayRef<Word> b) {
  auto same = [](const Word &x, const Word &y) {
    return x.type == y.type && x.text == y.text;
  };
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), same);
}

std::optional<std::string> format(const SourceFile &file, diag::Sink &sink) {
  Parsed parsed = parse(file);
  sink.append(parsed.diagnostics);
  if (parsed.diagnostics.hasErrors())
    return std::nullopt;
  std::vector<Word> words =
      layout::readWords(file.text(), byteOrderMark(file.text()), parsed.items);
  std::vector<Line> lines = layout::breakLines(words);
  layout::layOut(words, lines);
  layout::alignAssignments(words, lines);
  std::string text;
  for (const Line &line : lines)
    printLine(line, text);
  // A formatter must never lose a word.
  if (!haveSameWords(words, layout::readWords(text, 0, {})))
    return file.text().str();
  return text;
}

} // namespace tdsl::syntax
