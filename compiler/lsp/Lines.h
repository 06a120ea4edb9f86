//===- Lines.h - Positions of the protocol and bytes of a text ------------===//
//
// The one place where positions are converted. A line ends with \n, \r\n or
// \r. What lies outside of a line or of the text means its end; what lies
// inside of a character, its beginning.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_LSP_LINES_H
#define TDSL_LSP_LINES_H

#include "compiler/lsp/Protocol.h"

namespace tdsl::lsp {

class Lines {
public:
  /// The text must outlive this.
  explicit Lines(llvm::StringRef text);

  uint32_t offset(Position position, Encoding encoding) const;
  /// Going forward along a line takes only what is new of it, so that a long
  /// line costs no more than many short ones. Not for several threads.
  Position position(uint32_t offset, Encoding encoding) const;
  Range range(uint32_t begin, uint32_t end, Encoding encoding) const {
    return {position(begin, encoding), position(end, encoding)};
  }
  uint32_t count() const { return static_cast<uint32_t>(begins.size()); }

private:
  /// The line without its end.
  llvm::StringRef line(uint32_t number) const;

  llvm::StringRef text;
  std::vector<uint32_t> begins;
  mutable Encoding lastEncoding = Encoding::Utf16;
  mutable uint32_t lastOffset = 0; // of `last`
  mutable Position last;
};

/// How much a text counts in an encoding.
uint32_t lengthIn(llvm::StringRef text, Encoding encoding);

} // namespace tdsl::lsp

#endif // TDSL_LSP_LINES_H
