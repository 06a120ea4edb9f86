//===- Tokens.h - The words of an item, made fit for the parser -----------===//
//
// Internal to this folder. Between ANTLR's lexer and its parser stands a pass
// that reports what can be seen in single tokens (bad characters, numbers,
// strings), mends it so that the parser does not stumble over it again, closes
// brackets that the outline found to be open, and measures the nesting.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_TOKENS_H
#define TDSL_SYNTAX_TOKENS_H

#include "compiler/syntax/ByteStream.h"
#include "compiler/syntax/Generated.h"
#include "compiler/syntax/Parse.h"

namespace tdsl::syntax {

using AntlrToken = std::unique_ptr<antlr4::Token>;

/// Everything of the text, comments too, without the end-of-file token.
std::vector<AntlrToken> lex(Lexer &lexer);

/// What the parser reads of one item.
struct ItemTokens {
  std::vector<AntlrToken> tokens; // no comments; ends with EOF
  std::vector<uint16_t> depth;    // of each token: brackets around it
  std::vector<llvm::StringRef> docs;
  bool isTooDeep = false; // must not be parsed
};

/// `text` is the item's text, which begins at `base` in the file.
ItemTokens prepareTokens(Lexer &lexer, llvm::StringRef text, Span item,
                         diag::Sink &sink);

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_TOKENS_H
