//===- Lines.h - The lines that a file will have --------------------------===//
//
// Internal to the formatter.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_LAYOUT_LINES_H
#define TDSL_SYNTAX_LAYOUT_LINES_H

#include "compiler/syntax/layout/Words.h"

namespace tdsl::syntax::layout {

/// Words [first, last) on one line.
struct Line {
  size_t first = 0;
  size_t last = 0;
  bool blankBefore = false;
  unsigned indent = 0;
  std::string text; // without indent and trailing comment
  std::string comment;
  unsigned commentColumn = 0; // where it stood in the source

  // The `=` of a statement that stands on this line alone; for alignment.
  size_t assign = std::string::npos; // offset in `text`
  size_t assignKind = 0;             // first word's type
  bool isSpread = false; // the source has more than one space before the `=`
};

/// Decides where lines end.
std::vector<Line> breakLines(llvm::ArrayRef<Word> words);

/// Fills in indentation and text, top to bottom.
void layOut(llvm::ArrayRef<Word> words, std::vector<Line> &lines);

/// Brings the `=` of neighbouring statements under each other, where the
/// source did so.
void alignAssignments(llvm::ArrayRef<Word> words, std::vector<Line> &lines);

} // namespace tdsl::syntax::layout

#endif // TDSL_SYNTAX_LAYOUT_LINES_H
