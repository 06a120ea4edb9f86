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
  /// Of a long line it is remembered how much its beginning counts, so that it
  /// costs no more than many short ones. Not for several threads.
  Position position(uint32_t offset, Encoding encoding) const;
  Range range(uint32_t begin, uint32_t end, Encoding encoding) const {
    return {position(begin, encoding), position(end, encoding)};
  }
  uint32_t count() const { return static_cast<uint32_t>(begins.size()); }

private:
  /// The line without its end.
  llvm::StringRef line(uint32_t number) const;
  uint32_t unitsUpTo(uint32_t number, uint32_t size, Encoding encoding) const;

  llvm::StringRef text;
  std::vector<uint32_t> begins;

  static constexpr uint32_t Stride = 512;
  mutable std::vector<uint32_t> counted; // up to each multiple of Stride bytes
  mutable uint32_t countedLine = 0;
  mutable Encoding countedEncoding = Encoding::Utf16;
};

/// How much a text counts in an encoding.
uint32_t lengthIn(llvm::StringRef text, Encoding encoding);

} // namespace tdsl::lsp

#endif // TDSL_LSP_LINES_H
