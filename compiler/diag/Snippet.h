//===- Snippet.h - The lines of one file with marks under them ------------===//
//
// Draws what a diagnostic points at in one file: its lines, numbered, and
// under each the marks with their words.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DIAG_SNIPPET_H
#define TDSL_DIAG_SNIPPET_H

#include "compiler/support/Source.h"
#include "llvm/ADT/SmallVector.h"

namespace llvm {
class raw_ostream;
}

namespace tdsl::diag {

class Snippet {
public:
  explicit Snippet(const SourceFile &source) : source(&source) {}

  const SourceFile &file() const { return *source; }
  /// The byte offset of what was marked first.
  uint32_t begin() const { return source->lineBegin(first.line) + first.begin; }

  /// Marks a span. A span over several lines is marked where it begins and
  /// where it ends, with its words at the end.
  void mark(Span span, llvm::StringRef words, bool isPrimary);

  uint32_t lastLine() const;
  /// `gutter` is the number of columns that line numbers take.
  void print(llvm::raw_ostream &os, unsigned gutter);

private:
  struct Mark {
    uint32_t line = 0;
    uint32_t begin = 0, end = 0; // bytes within the line
    llvm::StringRef words;
    bool isPrimary = false;
  };
  struct Placed; // a Mark in columns

  void printLine(llvm::raw_ostream &os, unsigned gutter,
                 llvm::ArrayRef<Mark> marks);

  const SourceFile *source;
  Mark first;
  llvm::SmallVector<Mark, 4> marks;
};

/// Prints `   | `, with the number of a line where one is given.
llvm::raw_ostream &printGutter(llvm::raw_ostream &os, unsigned gutter,
                               uint32_t line = 0);

} // namespace tdsl::diag

#endif // TDSL_DIAG_SNIPPET_H
