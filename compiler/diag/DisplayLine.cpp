//===- DisplayLine.cpp - A source line as a terminal shows it -------------===//
//
// Walks the line one character at a time and counts the columns it takes.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/DisplayLine.h"

#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Unicode.h"

#include <algorithm>

using namespace tdsl::diag;

constexpr const char *Ellipsis = "...";
constexpr const char *Replacement = "\xEF\xBF\xBD"; // U+FFFD

static bool startsCharacter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

/// The first character of `text`, or one byte where that is not UTF-8.
static llvm::StringRef firstCharacter(llvm::StringRef text) {
  auto *begin = reinterpret_cast<const llvm::UTF8 *>(text.data());
  unsigned length = llvm::getNumBytesForUTF8(*begin);
  bool isText =
      length <= text.size() && llvm::isLegalUTF8Sequence(begin, begin + length);
  return text.take_front(isText ? length : 1);
}

DisplayLine::DisplayLine(llvm::StringRef line, size_t focus) {
  // Keep a third of the room before the focus.
  if (line.size() > MaxColumns && focus > MaxColumns / 3) {
    firstByte = std::min(focus, line.size()) - MaxColumns / 3;
    while (firstByte < line.size() && !startsCharacter(line[firstByte]))
      ++firstByte;
    append(Ellipsis);
  }
  for (llvm::StringRef rest = line.drop_front(firstByte); !rest.empty();) {
    llvm::StringRef character = firstCharacter(rest);
    columns.insert(columns.end(), character.size(), width);
    if (width >= MaxColumns) {
      append(Ellipsis);
      return;
    }
    append(character);
    rest = rest.drop_front(character.size());
  }
}

void DisplayLine::append(llvm::StringRef character) {
  if (character == "\t") {
    unsigned spaces = TabWidth - width % TabWidth;
    shown.append(spaces, ' ');
    width += spaces;
    return;
  }
  int taken = llvm::sys::unicode::columnWidthUTF8(character);
  shown += taken < 0 ? llvm::StringRef(Replacement) : character;
  width += taken < 0 ? 1 : taken;
}

unsigned DisplayLine::column(size_t byte) const {
  if (byte < firstByte)
    return 0;
  size_t index = byte - firstByte;
  return index < columns.size() ? columns[index] : width;
}
