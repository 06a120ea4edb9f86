//===- ErrorStrategy.cpp - What the parser does with text it cannot read --===//

#include "compiler/syntax/ErrorStrategy.h"
#include "compiler/diag/Catalog.h"
#include "compiler/support/Similar.h"
#include "compiler/syntax/Expected.h"

namespace tdsl::syntax {

using antlr4::misc::IntervalSet;

static antlr4::Token *tokenBefore(antlr4::Parser &parser,
                                  const antlr4::Token &token) {
  return parser.getTokenStream()->get(token.getTokenIndex() - 1);
}

/// What a list expects behind its comma, and an operator behind itself.
static IntervalSet expectedBehind(size_t before, size_t rule) {
  IntervalSet expected;
  if (before >= Lexer::SUM && before <= Lexer::ARGMIN) {
    expected.add(Lexer::LPAREN);
    expected.add(Lexer::LBRACKET);
    return expected;
  }
  expected.add(Lexer::IDENT);
  switch (rule) {
  case Parser::RuleGenerics:
  case Parser::RuleParams:
  case Parser::RuleImportItem:
    break;
  default:
    expected.add(Lexer::INT);
    expected.add(Lexer::LPAREN);
  }
  return expected;
}

void ErrorStrategy::reportError(antlr4::Parser *parser,
                                const antlr4::RecognitionException &e) {
  if (inErrorRecoveryMode(parser))
    return;
  beginErrorCondition(parser);
  antlr4::Token &found = *e.getOffendingToken();
  // A decision that looked further ahead fails behind its first word.
  const auto *noWay = dynamic_cast<const antlr4::NoViableAltException *>(&e);
  if (noWay && noWay->getStartToken() != &found)
    report(*parser, found,
           expectedBehind(tokenBefore(*parser, found)->getType(),
                          e.getCtx()->getRuleIndex()));
  else
    report(*parser, found, expectedAt(*parser, e.getExpectedTokens()));
}

/// The rules that could have gone on expected more than the one that failed.
IntervalSet ErrorStrategy::expectedAt(antlr4::Parser &parser,
                                      IntervalSet expected) const {
  if (openContext)
    expected.addAll(parser.getATN().getExpectedTokens(openState, openContext));
  return expected;
}

antlr4::Token *ErrorStrategy::recoverInline(antlr4::Parser *parser) {
  throw antlr4::InputMismatchException(parser);
}

void ErrorStrategy::reportMatch(antlr4::Parser *parser) {
  endErrorCondition(parser);
  openContext = nullptr;
}

void ErrorStrategy::recover(antlr4::Parser *parser, std::exception_ptr) {
  skip(*parser);
}

/// Comes before every choice of the grammar.
void ErrorStrategy::sync(antlr4::Parser *parser) {
  if (inErrorRecoveryMode(parser))
    return;
  if (parser->getContext()->getRuleIndex() == Parser::RuleBlock)
    return syncBlock(*parser);
  const antlr4::atn::ATN &atn = parser->getATN();
  IntervalSet next = atn.nextTokens(atn.states[parser->getState()]);
  if (next.contains(parser->getCurrentToken()->getType()))
    return;
  if (!next.contains(antlr4::Token::EPSILON))
    throw antlr4::InputMismatchException(parser);
  if (!openContext) {
    openContext = parser->getContext();
    openState = parser->getState();
  }
}

/// Keeps a block going past what is no statement.
void ErrorStrategy::syncBlock(antlr4::Parser &parser) {
  antlr4::Token *next = parser.getCurrentToken();
  if (beginsStatement(next->getType()) || next->getType() == Lexer::RBRACE)
    return;
  report(parser, *next, expectedAt(parser, parser.getExpectedTokens()));
  beginErrorCondition(&parser);
  skip(parser);
}

/// The `{` of the block that the parser is in; null outside of any.
static const antlr4::Token *enclosingBrace(antlr4::Parser &parser) {
  for (antlr4::ParserRuleContext *context = parser.getContext(); context;
       context = static_cast<antlr4::ParserRuleContext *>(context->parent))
    if (context->getRuleIndex() == Parser::RuleBlock &&
        context->start->getType() == Lexer::LBRACE)
      return context->start;
  return nullptr;
}

/// Consumes until the next statement of that block, or, outside of any, until
/// one opens.
void ErrorStrategy::skip(antlr4::Parser &parser) {
  const antlr4::Token *brace = enclosingBrace(parser);
  size_t inside = brace ? depth[brace->getTokenIndex()] + 1 : 0;
  for (;; parser.consume()) {
    const antlr4::Token &token = *parser.getCurrentToken();
    size_t around = depth[token.getTokenIndex()];
    bool stops = token.getType() == antlr4::Token::EOF;
    if (!brace)
      stops |= token.getType() == Lexer::LBRACE && around == 0;
    else if (token.getType() == Lexer::RBRACE)
      stops |= around + 1 == inside;
    else
      stops |= around == inside && startsLine(token) &&
               beginsStatement(token.getType());
    if (stops)
      return;
  }
}

/// Says the same in the way that helps most.
void ErrorStrategy::report(antlr4::Parser &parser, antlr4::Token &found,
                           const IntervalSet &expected) {
  if (!sink)
    return;
  size_t type = found.getType();
  llvm::StringRef word = spelling(found);
  bool operand = beginsExpression(expected);
  bool statement = expected.contains(size_t(Lexer::LET));
  if (type == Lexer::IF && operand) {
    sink->emit(diag::IfNeedsBrackets, span(found))
        .help("write `(if c then a else b)`");
    return;
  }
  if (type == Lexer::LPAREN && statement) {
    sink->emit(diag::TupleNeedsLet, span(found))
        .fix({"write `let` before it",
              {{{item.file, span(found).begin, span(found).begin}, "let "}},
              diag::Applicability::MaybeIncorrect});
    return;
  }
  if (isReservedType(type) && expected.contains(size_t(Lexer::IDENT)) &&
      !operand && !statement && !startsLine(found)) {
    sink->emit(diag::ReservedWord, span(found), word.str())
        .help("choose another name");
    return;
  }
  auto &diagnostic = sink->emit(diag::UnexpectedText, span(found),
                                describeExpected(parser, expected),
                                describeFound(found, word));
  std::vector<std::string> words = expectedWords(parser, expected);
  std::vector<llvm::StringRef> candidates(words.begin(), words.end());
  if (auto meant = mostSimilar(word, candidates); meant && type == Lexer::IDENT)
    diagnostic.fix({"did you mean `" + meant->str() + "`?",
                    {{span(found), meant->str()}},
                    diag::Applicability::MaybeIncorrect});
  else if (const char *help = helpFor(found, expected))
    diagnostic.help(help);
}

/// A word for those who come from another language.
const char *ErrorStrategy::helpFor(const antlr4::Token &found,
                                   const IntervalSet &expected) const {
  size_t type = found.getType();
  size_t begin = found.getStartIndex();
  llvm::StringRef around = text.substr(begin > 0 ? begin - 1 : 0, 3);
  if (type == Lexer::ASSIGN && expected.contains(size_t(Lexer::EQ)))
    return "equality is written `==`";
  if (expected.contains(size_t(Lexer::ARROW)))
    return "a function names its results: `-> (y: f32[N])`";
  if (around.contains("/*"))
    return "comments begin with `//`";
  if (around.contains("**"))
    return "powers are written `pow(x, y)`";
  return nullptr;
}

bool ErrorStrategy::startsLine(const antlr4::Token &token) const {
  llvm::StringRef before = text.take_front(token.getStartIndex());
  llvm::StringRef blanks =
      before.take_back(before.size() - (before.find_last_not_of(" \t") + 1));
  before = before.drop_back(blanks.size());
  return before.empty() || before.back() == '\n' || before.back() == '\r';
}

Span ErrorStrategy::span(const antlr4::Token &token) const {
  uint32_t begin = item.begin + token.getStartIndex();
  uint32_t end = item.begin + token.getStopIndex() + 1;
  // The end of the item has no text of its own: point at its last character.
  if (begin >= end && begin > item.begin) {
    end = begin--;
    auto isInside = [](char byte) { return (byte & 0xC0) == 0x80; };
    while (begin > item.begin && isInside(text[begin - item.begin]))
      --begin;
  }
  return {item.file, begin, end};
}

llvm::StringRef ErrorStrategy::spelling(const antlr4::Token &token) const {
  return text.slice(token.getStartIndex(), token.getStopIndex() + 1);
}

} // namespace tdsl::syntax
