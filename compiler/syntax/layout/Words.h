//===- Words.h - The words of a file and the parts they play --------------===//
//
// Internal to the formatter.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_LAYOUT_WORDS_H
#define TDSL_SYNTAX_LAYOUT_WORDS_H

#include "compiler/syntax/Tokens.h"

namespace tdsl::syntax::layout {

/// What a bracket holds.
enum class Bracket : uint8_t {
  None,
  Block,    // { ... }
  Generics, // <T, N>
  Binders,  // sum[k], scan[t]
  Imports,  // import std.nn (softmax)
  Plain
};

/// What begins at a word.
enum class Start : uint8_t { None, Part, Statement, Item };

struct Word {
  size_t type = 0; // of Lexer
  llvm::StringRef text;
  uint32_t begin = 0;
  unsigned newlines = 0;           // between the word before and this one
  unsigned column = 0;             // in the source, from zero
  unsigned spaces = 0;             // bytes between the word before and this one
  Bracket bracket = Bracket::None; // of an opening or closing bracket
  size_t partner = 0;              // the index of the other bracket
  Start start = Start::None;
  bool isUnary = false;    // - x
  bool isFreeWord = false; // after a dot or `@`, where no word is reserved

  size_t index = 0; // of itself

  bool isComment() const {
    return type == Lexer::COMMENT || type == Lexer::DOC;
  }
  bool opens() const { return bracket != Bracket::None && partner > index; }
  bool closes() const { return bracket != Bracket::None && partner < index; }
};

/// The words of a text that parses into these items.
std::vector<Word> readWords(llvm::StringRef text, uint32_t begin,
                            llvm::ArrayRef<const Item *> items);

/// Can an operand end here, so that an operator or a suffix may follow?
bool endsOperand(const Word &word);

/// Space between two words of one line: 0, 1, or 2 between statements.
unsigned spaceBetween(const Word &left, const Word &right,
                      const Word *beforeLeft);

} // namespace tdsl::syntax::layout

#endif // TDSL_SYNTAX_LAYOUT_WORDS_H
