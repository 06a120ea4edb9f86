//===- Lines.cpp - Decides where lines end --------------------------------===//
//
// Lines end where they end in the source, except that:
//   - each item begins a line, and items of several lines stand apart;
//   - a block of several lines begins and ends with its braces' lines;
//   - `{` and `else` follow what they belong to;
//   - at most one blank line is kept, none at the edges of a block.
//
//===----------------------------------------------------------------------===//

#include "compiler/syntax/layout/Lines.h"

namespace tdsl::syntax::layout {

namespace {

class Breaker {
public:
  explicit Breaker(llvm::ArrayRef<Word> words) : words(words) {}

  std::vector<Line> run();

private:
  bool breaksBefore(size_t index) const;
  bool isMultiLine(const Word &bracket) const;
  bool blankBefore(size_t index) const;
  bool separatesItems(size_t index) const;
  bool isLongItem(size_t start) const;

  llvm::ArrayRef<Word> words;
};

} // namespace

std::vector<Line> breakLines(llvm::ArrayRef<Word> words) {
  return Breaker(words).run();
}

std::vector<Line> Breaker::run() {
  std::vector<Line> lines;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i == 0 || breaksBefore(i)) {
      Line &line = lines.emplace_back();
      line.first = i;
      line.blankBefore = i > 0 && blankBefore(i);
    }
    lines.back().last = i + 1;
  }
  return lines;
}

bool Breaker::breaksBefore(size_t index) const {
  const Word &word = words[index], &before = words[index - 1];
  if (before.isComment() || word.start == Start::Item)
    return true;
  if (word.isComment())
    return word.newlines > 0;
  if (word.type == Lexer::LBRACE ||
      (word.type == Lexer::RBRACE && before.type == Lexer::LBRACE) ||
      (word.type == Lexer::ELSE && before.type == Lexer::RBRACE))
    return false;
  if (before.type == Lexer::LBRACE && isMultiLine(before))
    return true;
  if (word.type == Lexer::RBRACE && isMultiLine(word))
    return true;
  return word.newlines > 0;
}

/// Does a line end between the bracket and its partner?
bool Breaker::isMultiLine(const Word &bracket) const {
  size_t from = std::min(bracket.index, bracket.partner);
  size_t to = std::max(bracket.index, bracket.partner);
  for (size_t i = from + 1; i <= to; ++i)
    if (words[i].newlines > 0 && words[i].type != Lexer::LBRACE)
      return true;
  return false;
}

bool Breaker::blankBefore(size_t index) const {
  const Word &word = words[index], &before = words[index - 1];
  if (before.type == Lexer::LBRACE || word.type == Lexer::RBRACE)
    return false;
  return word.newlines > 1 || separatesItems(index);
}

/// Is this the first word behind an item, and either that item or the next one
/// longer than a line? A comment on the item's last line belongs to it.
bool Breaker::separatesItems(size_t index) const {
  const Word &before = words[index - 1];
  if (before.isComment() && (before.newlines > 0 || index == 1))
    return false;
  size_t next = index;
  while (next < words.size() && words[next].start != Start::Item) {
    if (!words[next].isComment())
      return false;
    ++next;
  }
  if (next == words.size())
    return false;
  size_t last = index - 1;
  while (last > 0 && words[last].start != Start::Item)
    --last;
  return isLongItem(last) || isLongItem(next);
}

bool Breaker::isLongItem(size_t start) const {
  for (size_t i = start + 1; i < words.size() && words[i].start != Start::Item;
       ++i) {
    if (words[i].isComment() && words[start].type != Lexer::DOC)
      continue; // perhaps of the next item
    if (words[i].newlines > 0)
      return true;
  }
  return false;
}

} // namespace tdsl::syntax::layout
