//===- Scanner.h - Brackets, words and comments, nothing more -------------===//
//
// A linear walk over the text that sees just enough to split a file into items
// and to match its brackets. It stands before the parser, so it must survive
// everything.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_SCANNER_H
#define TDSL_SYNTAX_SCANNER_H

#include "llvm/ADT/StringRef.h"

#include <cstdint>

namespace tdsl::syntax {

/// Something of the text that matters to the outline.
struct Mark {
  enum Kind : uint8_t { Word, String, Open, Close, Doc, Other, End };

  Kind kind = End;
  uint32_t begin = 0;
  uint32_t end = 0;
  bool startsLine = false; // first on its line
  bool inColumnOne = false;
  bool isUnclosed = false; // a string that does not end on its line

  uint32_t size() const { return end - begin; }
};

class Scanner {
public:
  Scanner(llvm::StringRef text, uint32_t begin) : text(text), at(begin) {}

  /// The next mark; comments that are no documentation are passed over.
  Mark next();

private:
  void skipBlanks();
  void skipLine();
  void readString(Mark &mark);

  llvm::StringRef text;
  uint32_t at;
  bool startsLine = true;
};

/// `)` for `(`, and so on.
char closerOf(char opener);

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_SCANNER_H
