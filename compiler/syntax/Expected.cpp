//===- Expected.cpp - Says what could have stood at a place ---------------===//

#include "compiler/syntax/Expected.h"
#include "compiler/syntax/Words.h"
#include "llvm/ADT/StringExtras.h"

namespace tdsl::syntax {

using antlr4::misc::IntervalSet;

static bool has(const IntervalSet &set, size_t type) {
  return set.contains(type);
}

bool isReservedType(size_t type) {
  return type >= Lexer::FN && type <= Lexer::SCATTER;
}

static bool isNameType(size_t type) {
  return type == Lexer::IDENT || type == Lexer::ON || type == Lexer::MOST;
}

bool beginsStatement(size_t type) {
  switch (type) {
  case Lexer::LET:
  case Lexer::NEXT:
  case Lexer::SCAN:
  case Lexer::ITERATE:
  case Lexer::FOR:
  case Lexer::IF:
  case Lexer::EXPECT:
  case Lexer::RETURN:
    return true;
  default:
    return isNameType(type);
  }
}

bool beginsExpression(const IntervalSet &expected) {
  return has(expected, Lexer::INT) && has(expected, Lexer::LPAREN);
}

/// `->` for ARROW; empty for a token that has no fixed spelling.
static std::string spellingOf(antlr4::Parser &parser, size_t type) {
  std::string quoted = parser.getVocabulary().getLiteralName(type);
  return llvm::StringRef(quoted).trim('\'').str();
}

/// What can go on after an operand: so much that it is not worth a word.
static bool continuesOperand(size_t type) {
  return type >= Lexer::EQ || type == Lexer::DOT || type == Lexer::LBRACKET ||
         type == Lexer::LPAREN || type == Lexer::DOTDOT ||
         type == Lexer::DOTDOTEQ;
}

namespace {

/// What was expected, sorted into groups that have a name.
struct Groups {
  std::string group;        // "an expression"; empty if there is none
  std::vector<size_t> rest; // what the group does not cover
};

} // namespace

static Groups classify(const IntervalSet &expected) {
  Groups groups;
  bool expression = beginsExpression(expected);
  bool statement = has(expected, Lexer::LET) && has(expected, Lexer::NEXT);
  bool type = has(expected, Lexer::FN) && has(expected, Lexer::LPAREN);
  bool name = has(expected, Lexer::IDENT);
  bool operand = has(expected, Lexer::PLUS) && has(expected, Lexer::STAR);
  groups.group = statement    ? "a statement"
                 : expression ? "an expression"
                 : type       ? "a type"
                 : name       ? "a name"
                              : "";
  for (ssize_t signedType : expected.toList()) {
    size_t token = static_cast<size_t>(signedType);
    bool covered = name && (isNameType(token) || isReservedType(token));
    if (expression)
      covered |= token == Lexer::UNDERSCORE || token == Lexer::FLOAT ||
                 token == Lexer::INT || token == Lexer::STRING ||
                 token == Lexer::ATTRIBUTE || continuesOperand(token) ||
                 isReservedType(token);
    if (type)
      covered |= token == Lexer::LPAREN;
    if (operand)
      covered |= continuesOperand(token);
    if (has(expected, Lexer::ASSIGN))
      covered |= token == Lexer::DOT || token == Lexer::LBRACKET ||
                 token == Lexer::COLON;
    if (!covered)
      groups.rest.push_back(token);
  }
  if (operand && groups.group.empty() && groups.rest.empty())
    groups.group = "an operator";
  if (statement && has(expected, Lexer::ASSIGN)) {
    groups.group.clear();
    groups.rest = {Lexer::ASSIGN};
  }
  // Name what closes last.
  std::stable_partition(groups.rest.begin(), groups.rest.end(),
                        [](size_t token) {
                          return token < Lexer::LPAREN || token > Lexer::RBRACE;
                        });
  return groups;
}

std::string describeExpected(antlr4::Parser &parser,
                             const IntervalSet &expected) {
  Groups groups = classify(expected);
  std::vector<std::string> parts;
  if (!groups.group.empty())
    parts.push_back(groups.group);
  for (size_t type : groups.rest) {
    if (type == antlr4::Token::EOF)
      parts.push_back("the next item");
    else if (type == Lexer::STRING)
      parts.push_back("a string");
    else if (type == Lexer::INT)
      parts.push_back("a number");
    else if (std::string text = spellingOf(parser, type); !text.empty())
      parts.push_back("`" + text + "`");
  }
  std::string result;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0)
      result += i + 1 == parts.size() ? " or " : ", ";
    result += parts[i];
  }
  return result;
}

std::string describeFound(const antlr4::Token &token,
                          llvm::StringRef spelling) {
  if (token.getType() == antlr4::Token::EOF || spelling.empty())
    return "the end of the item";
  if (token.getType() == Lexer::STRING)
    return "a string";
  return excerpt(spelling);
}

std::vector<std::string> expectedWords(antlr4::Parser &parser,
                                       const IntervalSet &expected) {
  std::vector<std::string> words;
  for (ssize_t type : expected.toList())
    if (isReservedType(static_cast<size_t>(type)))
      words.push_back(spellingOf(parser, type));
  return words;
}

} // namespace tdsl::syntax
