//===- ErrorStrategy.h - What the parser does with text it cannot read ----===//
//
// Internal to this folder. Replaces ANTLR's strategy, whose messages are not
// for users and whose repairs cost quadratic time:
//   1. The first word that does not fit is reported, in our own words.
//   2. The parser skips to where the next statement begins: a word that can
//      begin one, first on its line, in the same block; or the block's end.
//   3. The rules that were left open end one by one, saying nothing.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_ERRORSTRATEGY_H
#define TDSL_SYNTAX_ERRORSTRATEGY_H

#include "compiler/syntax/Tokens.h"

namespace tdsl::syntax {

class ErrorStrategy final : public antlr4::DefaultErrorStrategy {
public:
  /// `sink` is null where the errors of the item were reported already.
  ErrorStrategy(llvm::StringRef text, Span item, llvm::ArrayRef<uint16_t> depth,
                diag::Sink *sink)
      : text(text), item(item), depth(depth), sink(sink) {}

  void reportError(antlr4::Parser *parser,
                   const antlr4::RecognitionException &e) override;
  void recover(antlr4::Parser *parser, std::exception_ptr e) override;
  antlr4::Token *recoverInline(antlr4::Parser *parser) override;
  void sync(antlr4::Parser *parser) override;
  void reportMatch(antlr4::Parser *parser) override;

private:
  void report(antlr4::Parser &parser, antlr4::Token &found,
              const antlr4::misc::IntervalSet &expected);
  antlr4::misc::IntervalSet
  expectedAt(antlr4::Parser &parser, antlr4::misc::IntervalSet expected) const;
  void syncBlock(antlr4::Parser &parser);
  const char *helpFor(const antlr4::Token &found,
                      const antlr4::misc::IntervalSet &expected) const;
  void skip(antlr4::Parser &parser);
  bool startsLine(const antlr4::Token &token) const;
  Span span(const antlr4::Token &token) const;
  llvm::StringRef spelling(const antlr4::Token &token) const;

  llvm::StringRef text;
  Span item;
  llvm::ArrayRef<uint16_t> depth;
  diag::Sink *sink;

  // The first place since the last word where a rule could have gone on, and
  // did not: what was expected there belongs into the message.
  antlr4::ParserRuleContext *openContext = nullptr;
  size_t openState = 0;
};

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_ERRORSTRATEGY_H
