//===- Lines.cpp - Positions of the protocol and bytes of a text ----------===//

#include "compiler/lsp/Lines.h"

#include <algorithm>

namespace tdsl::lsp {

Lines::Lines(llvm::StringRef text) : text(text) {
  begins.push_back(0);
  for (size_t at = 0; at < text.size(); ++at) {
    bool isEnd = text[at] == '\n' ||
                 (text[at] == '\r' && !text.substr(at + 1).starts_with("\n"));
    if (isEnd)
      begins.push_back(static_cast<uint32_t>(at + 1));
  }
}

llvm::StringRef Lines::line(uint32_t number) const {
  size_t end = number + 1 < begins.size() ? begins[number + 1] : text.size();
  return text.slice(begins[number], end).rtrim("\r\n");
}

/// The bytes of the character that begins with this one.
static unsigned bytesOf(unsigned char first) {
  return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/// What a character of so many bytes counts.
static unsigned unitsOf(unsigned bytes, Encoding encoding) {
  switch (encoding) {
  case Encoding::Utf8:
    return bytes;
  case Encoding::Utf16:
    return bytes == 4 ? 2 : 1;
  case Encoding::Utf32:
    return 1;
  }
  llvm_unreachable("an encoding");
}

uint32_t Lines::offset(Position position, Encoding encoding) const {
  if (position.line >= begins.size())
    return text.size();
  llvm::StringRef line = this->line(position.line);
  size_t at = 0;
  for (uint32_t units = 0; at < line.size();) {
    unsigned bytes = bytesOf(line[at]);
    units += unitsOf(bytes, encoding);
    if (units > position.character)
      break;
    at = std::min<size_t>(at + bytes, line.size());
  }
  return begins[position.line] + static_cast<uint32_t>(at);
}

/// What the characters that begin in a text count; one may end behind it.
static uint32_t unitsBeginningIn(llvm::StringRef text, Encoding encoding) {
  uint32_t units = 0;
  for (char byte : text)
    if ((byte & 0xC0) != 0x80)
      units += unitsOf(bytesOf(byte), encoding);
  return units;
}

/// What the line counts up to a byte of it.
uint32_t Lines::unitsUpTo(uint32_t number, uint32_t size,
                          Encoding encoding) const {
  llvm::StringRef before = line(number).take_front(size);
  if (before.size() <= Stride)
    return unitsBeginningIn(before, encoding);
  bool isKnown =
      !counted.empty() && countedLine == number && countedEncoding == encoding;
  if (!isKnown) {
    counted = {0};
    countedLine = number;
    countedEncoding = encoding;
  }
  for (size_t at = counted.size() * Stride; at <= before.size(); at += Stride)
    counted.push_back(
        counted.back() +
        unitsBeginningIn(before.slice(at - Stride, at), encoding));
  size_t last = before.size() / Stride;
  return counted[last] +
         unitsBeginningIn(before.drop_front(last * Stride), encoding);
}

Position Lines::position(uint32_t offset, Encoding encoding) const {
  offset = std::min<uint32_t>(offset, text.size());
  // What lies inside of a character means its beginning.
  while (offset > 0 && offset < text.size() && (text[offset] & 0xC0) == 0x80)
    --offset;
  auto next = std::upper_bound(begins.begin(), begins.end(), offset);
  auto number = static_cast<uint32_t>(next - begins.begin() - 1);
  uint32_t size = offset - begins[number];
  if (encoding == Encoding::Utf8)
    return {number, std::min<uint32_t>(size, line(number).size())};
  return {number, unitsUpTo(number, size, encoding)};
}

uint32_t lengthIn(llvm::StringRef text, Encoding encoding) {
  if (encoding == Encoding::Utf8)
    return text.size();
  return unitsBeginningIn(text, encoding);
}

} // namespace tdsl::lsp
