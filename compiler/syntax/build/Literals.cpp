//===- Literals.cpp - Builds numbers, strings, true and false -------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/syntax/Words.h"
#include "compiler/syntax/build/Builder.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Error.h"

namespace tdsl::syntax {

static std::string withoutUnderscores(llvm::StringRef digits) {
  std::string result;
  for (char c : digits)
    if (c != '_')
      result += c;
  return result;
}

const Expr *Builder::literal(Parser::LiteralContext *rule) {
  if (!rule || rule->exception)
    return bad();
  switch (rule->start->getType()) {
  case Parser::STRING:
    return string(rule->STRING());
  case Parser::INT:
    return integer(rule->start);
  case Parser::FLOAT:
    return floating(rule->start);
  default:
    auto *result = tree.make<BoolExpr>(span(rule));
    result->value = rule->start->getType() == Parser::TRUE;
    return result;
  }
}

const Expr *Builder::floating(antlr4::Token *token) {
  auto *result = tree.make<FloatExpr>(span(token));
  result->text = spelling(result->span);
  llvm::APFloat value(llvm::APFloat::IEEEdouble());
  llvm::consumeError(value
                         .convertFromString(withoutUnderscores(result->text),
                                            llvm::APFloat::rmNearestTiesToEven)
                         .takeError());
  if (value.isInfinity())
    sink.emit(diag::NumberTooLarge, result->span, excerpt(result->text));
  result->value = value.convertToDouble();
  return result;
}

const Expr *Builder::integer(antlr4::Token *token) {
  auto *result = tree.make<IntExpr>(span(token));
  llvm::StringRef written = spelling(result->span);
  std::string plain = withoutUnderscores(written);
  llvm::StringRef digits = plain;
  unsigned radix = digits.consume_front("0x")   ? 16
                   : digits.consume_front("0b") ? 2
                                                : 10;
  // What is no number was reported when the token was read.
  bool isNumber = !digits.empty() && llvm::all_of(digits, llvm::isHexDigit) &&
                  (radix == 16 || llvm::all_of(digits, llvm::isDigit));
  if (isNumber && digits.getAsInteger(radix, result->value))
    sink.emit(diag::NumberTooLarge, result->span, excerpt(written));
  return result;
}

/// The character that `\c` stands for; zero if it is no escape.
static char escaped(char c) {
  switch (c) {
  case 'n':
    return '\n';
  case 't':
    return '\t';
  case 'r':
    return '\r';
  case '\\':
  case '"':
    return c;
  default:
    return 0;
  }
}

const StringExpr *Builder::string(antlr4::tree::TerminalNode *node) {
  if (!node)
    return tree.make<StringExpr>(here);
  auto *result = tree.make<StringExpr>(span(node));
  llvm::StringRef inside = spelling(result->span).drop_front();
  inside.consume_back("\"");
  std::string value;
  for (size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] != '\\' || i + 1 == inside.size()) {
      value += inside[i];
      continue;
    }
    ++i;
    if (char c = escaped(inside[i])) {
      value += c;
      continue;
    }
    uint32_t begin = result->span.begin + 1 + static_cast<uint32_t>(i) - 1;
    sink.emit(diag::BadEscape, Span{itemSpan.file, begin, begin + 2},
              inside.substr(i - 1, 2).str())
        .help("the escapes are `\\n`, `\\t`, `\\r`, `\\\\` and `\\\"`");
  }
  result->value = tree.copyText(value);
  return result;
}

} // namespace tdsl::syntax
