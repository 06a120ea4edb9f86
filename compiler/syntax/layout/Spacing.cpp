//===- Spacing.cpp - The space between two words of a line ----------------===//

#include "compiler/syntax/layout/Words.h"

namespace tdsl::syntax::layout {

static bool isNameLike(const Word &word) {
  return word.isFreeWord || word.type == Lexer::IDENT ||
         word.type == Lexer::ON || word.type == Lexer::MOST ||
         (word.type >= Lexer::SUM && word.type <= Lexer::ARGMIN);
}

/// `f(`, `fn(`, `max(`, `f<N>(`, but `let (`, `in (`, `import std.nn (`.
static bool touchesParen(const Word &left, const Word &paren,
                         const Word *beforeLeft) {
  if (paren.bracket == Bracket::Imports)
    return false;
  bool isAtMost =
      left.type == Lexer::MOST && beforeLeft && beforeLeft->type == Lexer::AT;
  return (isNameLike(left) && !isAtMost) || left.type == Lexer::FN ||
         (left.type == Lexer::GT && left.bracket == Bracket::Generics);
}

/// `x[`, `f(y)[`, `x[i][`, `sum[`, but `tune [`, `at [`, `sum[k] [`.
static bool touchesBracket(const Word &left) {
  return isNameLike(left) || left.type == Lexer::SCAN ||
         left.type == Lexer::RPAREN ||
         (left.type == Lexer::RBRACKET && left.bracket != Bracket::Binders);
}

/// `0..n`, `..a`, but `x[i, ..a]`.
static bool touchesDots(const Word &left, const Word &right) {
  bool isDots = right.type == Lexer::DOTDOT || right.type == Lexer::DOTDOTEQ;
  return left.type == Lexer::DOTDOT || left.type == Lexer::DOTDOTEQ ||
         (isDots && left.type != Lexer::COMMA);
}

unsigned spaceBetween(const Word &left, const Word &right,
                      const Word *beforeLeft) {
  if (right.start == Start::Statement && left.type != Lexer::LBRACE)
    return 2;
  switch (right.type) {
  case Lexer::COMMA:
  case Lexer::COLON:
  case Lexer::QUESTION:
  case Lexer::RPAREN:
  case Lexer::RBRACKET:
    return 0;
  case Lexer::RBRACE:
    return left.type == Lexer::LBRACE ? 0 : 1;
  case Lexer::DOT:
    // `t.0 .1` is three words more than `t.0.1`.
    return left.type == Lexer::INT && right.spaces > 0 ? 1 : 0;
  case Lexer::LPAREN:
    if (touchesParen(left, right, beforeLeft))
      return 0;
    break;
  case Lexer::LBRACKET:
    if (touchesBracket(left))
      return 0;
    break;
  default:
    break;
  }
  bool opened = left.type == Lexer::LPAREN || left.type == Lexer::LBRACKET;
  bool isAngle = (left.bracket == Bracket::Generics && left.opens()) ||
                 right.bracket == Bracket::Generics;
  if (opened || isAngle || left.isUnary || left.type == Lexer::DOT ||
      left.type == Lexer::ATTRIBUTE || touchesDots(left, right))
    return 0;
  return 1;
}

} // namespace tdsl::syntax::layout
