//===- Layout.cpp - Indentation, spaces, aligned `=` ----------------------===//
//
// The rules of indentation:
//   - a statement: two columns more than the statement around its block;
//   - the rest of a statement: four columns more than its first line;
//   - inside an open bracket: under what follows the bracket, or two columns
//     more than its line where nothing follows it there;
//   - a closing bracket: with the line, or the column, of its partner.
//
//===----------------------------------------------------------------------===//

#include "compiler/syntax/layout/Lines.h"

namespace tdsl::syntax::layout {

namespace {

struct Open {
  bool isBlock = false;
  unsigned inside = 0; // indentation of lines that begin in it
  unsigned closer = 0; // of a line that begins with its partner
  unsigned outerStatement = 0;
};

class Layouter {
public:
  Layouter(llvm::ArrayRef<Word> words, std::vector<Line> &lines)
      : words(words), lines(lines) {}

  void run() {
    for (Line &line : lines)
      layOut(line);
  }

private:
  void layOut(Line &line);
  unsigned indentOf(const Line &line) const;
  void append(Line &line, const Word &word);
  void noteAssign(Line &line, const Word &word);
  const Word *codeBefore(size_t index) const;
  bool isAlone(const Line &line) const;

  llvm::ArrayRef<Word> words;
  std::vector<Line> &lines;
  std::vector<Open> open;
  unsigned statement = 0; // indentation of the statement that is laid out
  size_t lineDepth = 0;   // of brackets at the beginning of the line
};

} // namespace

void layOut(llvm::ArrayRef<Word> words, std::vector<Line> &lines) {
  Layouter(words, lines).run();
}

void Layouter::layOut(Line &line) {
  line.indent = indentOf(line);
  lineDepth = open.size();
  for (size_t i = line.first; i < line.last; ++i) {
    const Word &word = words[i];
    if (word.isComment() && i != line.first) {
      line.comment = word.text.str();
      line.commentColumn = word.column;
      continue;
    }
    append(line, word);
  }
  if (!isAlone(line))
    line.assign = std::string::npos;
}

/// A comment stands where the code behind it stands, or as a statement before
/// a closing brace.
unsigned Layouter::indentOf(const Line &line) const {
  size_t at = line.first;
  while (at < words.size() && words[at].isComment() &&
         words[at].start == Start::None)
    ++at;
  unsigned inside = open.empty() ? 0 : open.back().inside;
  if (at == words.size())
    return inside;
  const Word &word = words[at];
  if (word.closes())
    return at == line.first ? open.back().closer : inside;
  bool inBlock = open.empty() || open.back().isBlock;
  if (word.start != Start::None || !inBlock)
    return inside;
  return statement + 4;
}

void Layouter::append(Line &line, const Word &word) {
  if (word.start != Start::None)
    statement = line.indent;
  if (!line.text.empty())
    line.text.append(
        spaceBetween(words[word.index - 1], word, codeBefore(word.index - 1)),
        ' ');
  noteAssign(line, word);
  line.text += word.text;
  if (word.closes() && !open.empty()) {
    if (open.back().isBlock)
      statement = open.back().outerStatement;
    open.pop_back();
  } else if (word.opens()) {
    Open entry;
    entry.isBlock = word.bracket == Bracket::Block;
    entry.outerStatement = statement;
    bool endsLine =
        word.index + 1 >= line.last || words[word.index + 1].isComment();
    unsigned column = line.indent + static_cast<unsigned>(line.text.size());
    entry.inside = entry.isBlock ? statement + 2
                   : endsLine    ? line.indent + 2
                                 : column;
    entry.closer = entry.isBlock ? statement
                   : endsLine    ? line.indent
                                 : column - 1;
    open.push_back(entry);
  }
}

void Layouter::noteAssign(Line &line, const Word &word) {
  const Word &first = words[line.first];
  if (word.type != Lexer::ASSIGN || first.start != Start::Statement ||
      open.size() != lineDepth || line.assign != std::string::npos)
    return;
  line.assign = line.text.size();
  line.assignKind = first.type;
  line.isSpread = word.newlines == 0 && word.spaces > 1;
}

const Word *Layouter::codeBefore(size_t index) const {
  return index > 0 ? &words[index - 1] : nullptr;
}

/// Does the line hold one statement, all of it?
bool Layouter::isAlone(const Line &line) const {
  if (open.size() != lineDepth)
    return false;
  for (size_t i = line.first + 1; i < line.last; ++i)
    if (words[i].start == Start::Statement)
      return false;
  size_t next = line.last;
  while (next < words.size() && words[next].isComment() &&
         words[next].start == Start::None)
    ++next;
  return next == words.size() || words[next].start != Start::None ||
         words[next].closes();
}

void alignAssignments(llvm::ArrayRef<Word> words, std::vector<Line> &lines) {
  for (size_t first = 0; first < lines.size();) {
    auto continues = [&](size_t next) {
      const Line &a = lines[first], &b = lines[next];
      return b.assign != std::string::npos && b.assignKind == a.assignKind &&
             b.indent == a.indent && !b.blankBefore;
    };
    size_t last = first + 1;
    if (lines[first].assign != std::string::npos)
      while (last < lines.size() && continues(last))
        ++last;
    llvm::MutableArrayRef<Line> group(&lines[first], last - first);
    size_t column = 0;
    bool isSpread = false;
    for (const Line &line : group) {
      column =
          line.assign == std::string::npos ? 0 : std::max(column, line.assign);
      isSpread |= line.isSpread;
    }
    if (isSpread && group.size() > 1)
      for (Line &line : group)
        line.text.insert(line.assign, column - line.assign, ' ');
    first = last;
  }
}

} // namespace tdsl::syntax::layout
