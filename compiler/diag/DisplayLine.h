//===- DisplayLine.h - A source line as a terminal shows it ---------------===//
//
// Tabs become spaces, bytes that are no text become U+FFFD, a very long line
// is cut. Byte offsets map to the columns in which things then stand.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DIAG_DISPLAYLINE_H
#define TDSL_DIAG_DISPLAYLINE_H

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace tdsl::diag {

class DisplayLine {
public:
  /// Shows `line`; where it is too long, the part around byte `focus`.
  explicit DisplayLine(llvm::StringRef line, size_t focus = 0);

  const std::string &text() const { return shown; }
  /// The column, counted from zero, of a byte of the line. The end of the line
  /// and what was cut away map to the nearest column that is shown.
  unsigned column(size_t byte) const;

private:
  static constexpr unsigned TabWidth = 4;
  static constexpr unsigned MaxColumns = 160;

  void append(llvm::StringRef character);

  std::string shown;
  size_t firstByte = 0;
  unsigned width = 0;
  std::vector<unsigned> columns; // of each byte from firstByte on
};

} // namespace tdsl::diag

#endif // TDSL_DIAG_DISPLAYLINE_H
