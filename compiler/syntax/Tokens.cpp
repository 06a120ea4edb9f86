//===- Tokens.cpp - The words of an item, made fit for the parser ---------===//

#include "compiler/syntax/Tokens.h"
#include "compiler/diag/Catalog.h"
#include "compiler/support/Limits.h"
#include "compiler/syntax/Scanner.h"
#include "compiler/syntax/Words.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

namespace tdsl::syntax {

std::vector<AntlrToken> lex(Lexer &lexer) {
  std::vector<AntlrToken> tokens;
  for (;;) {
    AntlrToken token = lexer.nextToken();
    if (token->getType() == antlr4::Token::EOF)
      return tokens;
    tokens.push_back(std::move(token));
  }
}

/// Can a suffix such as `.0` follow?
static bool endsOperand(size_t type) {
  switch (type) {
  case Lexer::IDENT:
  case Lexer::ON:
  case Lexer::MOST:
  case Lexer::RPAREN:
  case Lexer::RBRACKET:
  case Lexer::FLOAT:
    return true;
  default:
    return false;
  }
}

static bool beginsTail(size_t type) {
  return type == Lexer::IF || type == Lexer::ARROW ||
         (type >= Lexer::SUM && type <= Lexer::SCATTER);
}

static bool endsTails(size_t type) {
  switch (type) {
  case Lexer::ASSIGN:
  case Lexer::COMMA:
  case Lexer::LET:
  case Lexer::NEXT:
    return true;
  default:
    return false;
  }
}

namespace {

/// Copies tokens from the lexer to the parser and mends them on the way.
class Mender {
public:
  Mender(Lexer &lexer, llvm::StringRef text, Span item, diag::Sink &sink)
      : lexer(lexer), text(text), item(item), sink(sink) {}

  ItemTokens run();

private:
  void take(AntlrToken token);
  void takeDoc(const antlr4::Token &token);
  void badNumber(antlr4::Token &token);
  void unknown(const antlr4::Token &token);
  bool isDotOfNumber(const antlr4::Token &dot);
  void closeBracket(AntlrToken token);
  void insertCloser(char opener, size_t offset);
  void push(AntlrToken token);
  void countTails(size_t type, const antlr4::Token *token);

  llvm::StringRef spelling(const antlr4::Token &token) const {
    return text.slice(token.getStartIndex(), token.getStopIndex() + 1);
  }
  Span span(const antlr4::Token &token) const {
    return {item.file,
            static_cast<uint32_t>(item.begin + token.getStartIndex()),
            static_cast<uint32_t>(item.begin + token.getStopIndex() + 1)};
  }
  /// The token before the one that is taken now; null at the beginning.
  const antlr4::Token *last() const {
    return out.tokens.empty() ? nullptr : out.tokens.back().get();
  }

  Lexer &lexer;
  llvm::StringRef text;
  Span item;
  diag::Sink &sink;
  ItemTokens out;
  llvm::SmallVector<char, 32> openers;
  llvm::SmallVector<unsigned, 32> tails{0}; // open ones, for each bracket
  unsigned numTails = 0;
  size_t unknownEnd = 0; // of the last character without a meaning
  std::vector<AntlrToken> all;
  size_t at = 0;
};

} // namespace

ItemTokens prepareTokens(Lexer &lexer, llvm::StringRef text, Span item,
                         diag::Sink &sink) {
  return Mender(lexer, text, item, sink).run();
}

ItemTokens Mender::run() {
  all = lex(lexer);
  out.tokens.reserve(all.size() + 1);
  for (; at < all.size(); ++at)
    take(std::move(all[at]));
  while (!openers.empty())
    insertCloser(openers.back(), text.size());
  push(lexer.getTokenFactory()->create(
      {&lexer, lexer.getInputStream()}, antlr4::Token::EOF, "<EOF>",
      antlr4::Token::DEFAULT_CHANNEL, text.size(), text.size() - 1, 0, 0));
  return std::move(out);
}

void Mender::take(AntlrToken token) {
  switch (token->getType()) {
  case Lexer::DOC:
    return takeDoc(*token);
  case Lexer::COMMENT:
    return;
  case Lexer::UNKNOWN:
    return unknown(*token);
  case Lexer::BAD_NUMBER:
    badNumber(*token);
    break;
  case Lexer::BAD_STRING: // the outline reported it
    static_cast<antlr4::CommonToken &>(*token).setType(Lexer::STRING);
    break;
  case Lexer::DOT:
    if (isDotOfNumber(*token))
      return;
    break;
  case Lexer::RPAREN:
  case Lexer::RBRACKET:
  case Lexer::RBRACE:
    return closeBracket(std::move(token));
  }
  push(std::move(token));
}

/// Documentation stands before the first word; elsewhere it is a comment.
void Mender::takeDoc(const antlr4::Token &token) {
  if (out.tokens.empty())
    out.docs.push_back(spelling(token).drop_front(3).trim(" \t"));
}

void Mender::badNumber(antlr4::Token &token) {
  llvm::StringRef word = spelling(token);
  auto &report = sink.emit(diag::BadNumber, span(token), excerpt(word));
  llvm::StringRef digits = word.take_while(llvm::isDigit);
  llvm::StringRef suffix = word.drop_front(digits.size());
  if (suffix.starts_with("f") || suffix.starts_with("i") ||
      suffix.starts_with("u"))
    report.help("write the type as a cast: `" + suffix.str() + "(" +
                digits.str() + ")`");
  else
    report.help("names begin with a letter or `_`");
  static_cast<antlr4::CommonToken &>(token).setType(Lexer::INT);
}

/// Reports the first of a run of characters that mean nothing; drops all.
void Mender::unknown(const antlr4::Token &token) {
  size_t begin = token.getStartIndex();
  if (begin < unknownEnd)
    return; // a later byte of the same character
  bool continues = begin == unknownEnd && begin > 0;
  unknownEnd = begin + llvm::getNumBytesForUTF8(text[begin]);
  if (continues)
    return;
  llvm::StringRef character = text.slice(begin, unknownEnd);
  Span at = span(token);
  at.end = at.begin + character.size();
  std::string shown =
      llvm::isPrint(character[0]) || character.size() > 1
          ? excerpt(character)
          : llvm::formatv("character {0:x2}", static_cast<int>(character[0]))
                .str();
  auto &report = sink.emit(diag::UnknownCharacter, at, shown);
  if (character == ";")
    report.fix({"statements need no separator",
                {{at, ""}},
                diag::Applicability::MachineApplicable});
  else if (character == "#")
    report.help("comments begin with `//`");
  else if (character == "'")
    report.help("strings are written `\"like this\"`");
}

/// Reports `1.` and `.5`, which are no numbers; `t.0.1` is two steps into a
/// tuple.
bool Mender::isDotOfNumber(const antlr4::Token &dot) {
  const antlr4::Token *before = last();
  const antlr4::Token *beforeThat =
      out.tokens.size() < 2 ? nullptr : out.tokens[out.tokens.size() - 2].get();
  bool afterStep = beforeThat && beforeThat->getType() == Lexer::DOT;
  if (before && before->getType() == Lexer::INT && !afterStep &&
      before->getStopIndex() + 1 == dot.getStartIndex()) {
    std::string number = spelling(*before).str();
    Span at = join(span(*before), span(dot));
    sink.emit(diag::BadNumber, at, excerpt(number + "."))
        .fix({"write a digit behind the point",
              {{at, number + ".0"}},
              diag::Applicability::MachineApplicable});
    return true;
  }
  const antlr4::Token *next = at + 1 < all.size() ? all[at + 1].get() : nullptr;
  if (!next || next->getType() != Lexer::INT ||
      dot.getStopIndex() + 1 != next->getStartIndex())
    return false;
  if (before && (afterStep || endsOperand(before->getType())))
    return false;
  std::string number = "." + spelling(*next).str();
  Span at = join(span(dot), span(*next));
  sink.emit(diag::BadNumber, at, excerpt(number))
      .fix({"write a digit before the point",
            {{at, "0" + number}},
            diag::Applicability::MachineApplicable});
  return true;
}

void Mender::closeBracket(AntlrToken token) {
  char closer = spelling(*token).front();
  auto matches = [&](char opener) { return closerOf(opener) == closer; };
  if (llvm::none_of(openers, matches))
    return; // the outline reported it
  while (!matches(openers.back()))
    insertCloser(openers.back(), token->getStartIndex());
  push(std::move(token));
}

void Mender::insertCloser(char opener, size_t offset) {
  size_t type = opener == '('   ? Lexer::RPAREN
                : opener == '[' ? Lexer::RBRACKET
                                : Lexer::RBRACE;
  push(std::make_unique<antlr4::CommonToken>(
      std::make_pair<antlr4::TokenSource *, antlr4::CharStream *>(
          &lexer, lexer.getInputStream()),
      type, antlr4::Token::DEFAULT_CHANNEL, offset, offset - 1));
}

/// Hands a token to the parser and keeps count of what is open around it.
void Mender::push(AntlrToken token) {
  size_t type = token->getType();
  if (type == Lexer::RPAREN || type == Lexer::RBRACKET ||
      type == Lexer::RBRACE) {
    openers.pop_back();
    numTails -= tails.pop_back_val();
  }
  out.depth.push_back(static_cast<uint16_t>(openers.size()));
  if (type == Lexer::LPAREN || type == Lexer::LBRACKET ||
      type == Lexer::LBRACE) {
    openers.push_back(text[token->getStartIndex()]);
    tails.push_back(0);
    // The outline reported this.
    out.isTooDeep |= openers.size() > limits::Nesting;
  }
  countTails(type, token.get());
  out.tokens.push_back(std::move(token));
}

/// Reductions, `if` and the arrows of types nest without brackets.
void Mender::countTails(size_t type, const antlr4::Token *token) {
  bool afterBlock = last() && last()->getType() == Lexer::RBRACE;
  if (endsTails(type) || (afterBlock && type != Lexer::ELSE)) {
    numTails -= tails.back();
    tails.back() = 0;
  }
  if (!beginsTail(type))
    return;
  ++tails.back();
  ++numTails;
  if (numTails + openers.size() <= limits::Nesting || out.isTooDeep)
    return;
  out.isTooDeep = true;
  sink.emit(diag::TooDeep, span(*token), limits::Nesting)
      .help("give an inner part a name with `let`");
}

} // namespace tdsl::syntax
