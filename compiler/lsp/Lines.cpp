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

Position Lines::position(uint32_t offset, Encoding encoding) const {
  offset = std::min<uint32_t>(offset, text.size());
  auto next = std::upper_bound(begins.begin(), begins.end(), offset);
  Position result{static_cast<uint32_t>(next - begins.begin() - 1), 0};
  uint32_t from = begins[result.line];
  // Not beyond the end of the line, where \r\n is.
  uint32_t to =
      from + std::min<uint32_t>(offset - from, line(result.line).size());
  // Nor inside of a character.
  while (to > from && to < text.size() && (text[to] & 0xC0) == 0x80)
    --to;
  bool goesOn = last.line == result.line && lastEncoding == encoding &&
                from <= lastOffset && lastOffset <= to;
  if (goesOn) {
    result.character = last.character;
    from = lastOffset;
  }
  result.character += lengthIn(text.slice(from, to), encoding);
  last = result;
  lastOffset = to;
  lastEncoding = encoding;
  return result;
}

uint32_t lengthIn(llvm::StringRef text, Encoding encoding) {
  if (encoding == Encoding::Utf8)
    return text.size();
  uint32_t units = 0;
  for (size_t at = 0; at < text.size(); at += bytesOf(text[at]))
    units += unitsOf(bytesOf(text[at]), encoding);
  return units;
}

} // namespace tdsl::lsp
