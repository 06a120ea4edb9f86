//===- View.cpp - An item as a unit knows it ------------------------------===//

#include "compiler/ide/View.h"

#include "compiler/ide/Analysis.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace tdsl::ide {

View::View(const Analysis &analysis, unsigned item, const Unit &seenBy)
    : analysis(analysis), item(item), seenBy(seenBy) {
  llvm::StringRef then = seenBy.subject().item->text;
  llvm::StringRef now = analysis.items()[item].text->text;
  if (then == now)
    return;
  shift.isNothing = false;
  shift.then = then.size();
  shift.now = now.size();
  size_t shorter = std::min(then.size(), now.size());
  while (shift.head < shorter && then[shift.head] == now[shift.head])
    ++shift.head;
  while (shift.tail < shorter - shift.head &&
         then[then.size() - 1 - shift.tail] == now[now.size() - 1 - shift.tail])
    ++shift.tail;
}

std::optional<uint32_t> View::toSlice(uint32_t offset) const {
  const Span &span = analysis.items()[item].span;
  if (offset < span.begin || offset > span.end)
    return std::nullopt;
  uint32_t inside = offset - span.begin;
  if (shift.isNothing || inside <= shift.head)
    return seenBy.subject().begin + inside;
  if (inside < shift.now - shift.tail)
    return std::nullopt;
  return seenBy.subject().begin + (inside + shift.then - shift.now);
}

std::optional<Place> View::inPart(const Part &part, Span span) const {
  uint32_t begin = span.begin - part.begin;
  uint32_t end = std::min(span.end, part.end()) - part.begin;
  bool isSubject = &part == &seenBy.subject();
  auto place = isSubject ? item : analysis.placeOf(*part.item);
  if (!place || (!isSubject && part.item->isBroken))
    return std::nullopt;
  if (isSubject && !shift.isNothing) {
    uint32_t changed = shift.then - shift.tail;
    if (end > shift.head && begin < changed)
      return std::nullopt;
    if (begin >= changed) {
      begin += shift.now - shift.then;
      end += shift.now - shift.then;
    }
  }
  uint32_t base = analysis.items()[*place].span.begin;
  return Place{&analysis.file(), base + begin, base + end};
}

std::optional<Place> View::toFile(Span span) const {
  if (!span.isValid())
    return std::nullopt;
  if (span.file != 0)
    return Place{&seenBy.sources().file(span.file), span.begin, span.end};
  for (const Part &part : seenBy.slice().parts)
    if (span.begin >= part.begin && span.begin <= part.end())
      return inPart(part, span);
  return std::nullopt;
}

/// The byte of a line and column, as SourceFile::lineColumn tells them.
static uint32_t offsetOf(const SourceFile &file, LineColumn at) {
  if (at.line == 0 || at.line > file.numLines())
    return file.text().size();
  uint32_t offset = file.lineBegin(at.line);
  llvm::StringRef text = file.text();
  for (uint32_t column = 1; column < at.column && offset < text.size();
       ++column)
    do
      ++offset;
    while (offset < text.size() && (text[offset] & 0xC0) == 0x80);
  return offset;
}

std::string View::relocate(llvm::StringRef message,
                           std::vector<Place> *places) const {
  const SourceFile &slice = seenBy.sources().file(0);
  std::string mark = slice.path().str() + ":";
  std::string result;
  size_t found = mark.size() == 1 ? llvm::StringRef::npos : message.find(mark);
  while (found != llvm::StringRef::npos) {
    result += message.take_front(found + mark.size());
    message = message.drop_front(found + mark.size());
    llvm::StringRef rest = message;
    LineColumn at;
    bool isPlace = !rest.consumeInteger(10, at.line) &&
                   rest.consume_front(":") &&
                   !rest.consumeInteger(10, at.column);
    uint32_t offset = isPlace ? offsetOf(slice, at) : 0;
    if (auto place = isPlace ? toFile({0, offset, offset}) : std::nullopt) {
      LineColumn there = place->file->lineColumn(place->begin);
      result += std::to_string(there.line) + ":" + std::to_string(there.column);
      message = rest;
      if (places)
        places->push_back(*place);
    }
    found = message.find(mark);
  }
  return result + message.str();
}

} // namespace tdsl::ide
