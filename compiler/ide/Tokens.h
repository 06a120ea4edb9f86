//===- Tokens.h - The words of an item by what they are -------------------===//

#ifndef TDSL_IDE_TOKENS_H
#define TDSL_IDE_TOKENS_H

#include "compiler/ide/View.h"

namespace tdsl::ide {

/// In the order of the names that lsp/features/SemanticTokens.cpp announces.
enum class TokenKind : uint8_t {
  Comment,
  String,
  Number,
  Keyword,
  Function, // also built in
  Directive,
  Parameter, // and result
  Stage,
  Size,
  Type,
  Index, // and loop
};

struct Token {
  uint32_t begin = 0; // in the file
  uint32_t end = 0;
  TokenKind kind = TokenKind::Comment;
};

/// The tokens of a range of bytes, in order, none across lines. What has no
/// meaning, and punctuation, has no token.
std::vector<Token> tokensOf(const Analysis &analysis, const Place &range);

} // namespace tdsl::ide

#endif // TDSL_IDE_TOKENS_H
