//===- ExprParse.cpp - Expressions from text ------------------------------===//
//
//   sum     := ['-'] product {('+' | '-') product}
//   product := operand {('*' | 'floordiv' | 'ceildiv' | 'mod') operand}
//   operand := number | name | '(' sum ')' | '-' operand
//            | ('min' | 'max') '(' sum {',' sum} ')'
//
// The operator words are names where an operand is expected, so that an index
// may be called `mod`.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/Expr.h"

#include "compiler/support/Limits.h"

#include "llvm/ADT/StringExtras.h"

using namespace tdsl::sets;

namespace {

class Parser {
public:
  explicit Parser(llvm::StringRef text) : rest(text) {}

  std::optional<Expr> parseAll() {
    auto result = parseSum();
    skipSpace();
    if (!result || !rest.empty())
      return std::nullopt;
    return result;
  }

private:
  void skipSpace() { rest = rest.ltrim(); }

  bool take(llvm::StringRef token) {
    skipSpace();
    return rest.consume_front(token);
  }

  static bool isNameChar(char c) {
    return llvm::isAlnum(c) || llvm::StringRef("_.$#@'").contains(c);
  }

  llvm::StringRef peekName() {
    skipSpace();
    if (rest.empty() || llvm::isDigit(rest.front()))
      return {};
    return rest.take_while(isNameChar);
  }

  bool takeWord(llvm::StringRef word) {
    if (peekName() != word)
      return false;
    rest = rest.drop_front(word.size());
    return true;
  }

  std::optional<Expr> parseSum() {
    auto result = parseProduct();
    while (result) {
      bool minus = false;
      if (take("-"))
        minus = true;
      else if (!take("+"))
        break;
      auto next = parseProduct();
      if (!next)
        return std::nullopt;
      result = minus ? *result - *next : *result + *next;
    }
    return result;
  }

  std::optional<Expr> parseProduct() {
    using Operation = Expr (*)(const Expr &, const Expr &);
    auto result = parseOperand();
    while (result) {
      Operation apply;
      if (take("*"))
        apply = [](const Expr &a, const Expr &b) { return a * b; };
      else if (takeWord("floordiv"))
        apply = Expr::floorDiv;
      else if (takeWord("ceildiv"))
        apply = Expr::ceilDiv;
      else if (takeWord("mod"))
        apply = Expr::mod;
      else
        break;
      auto next = parseOperand();
      if (!next)
        return std::nullopt;
      result = apply(*result, *next);
    }
    return result;
  }

  std::optional<Expr> parseOperand() {
    if (depth == tdsl::limits::Nesting)
      return std::nullopt;
    ++depth;
    auto result = parseNested();
    --depth;
    return result;
  }

  std::optional<Expr> parseNested() {
    skipSpace();
    if (take("-")) {
      auto operand = parseOperand();
      return operand ? std::optional<Expr>(-*operand) : std::nullopt;
    }
    if (take("("))
      return closed(parseSum());
    if (!rest.empty() && llvm::isDigit(rest.front()))
      return parseNumber();
    llvm::StringRef name = peekName();
    if (name.empty())
      return std::nullopt;
    rest = rest.drop_front(name.size());
    if ((name == "min" || name == "max") && take("("))
      return parseExtremum(name == "min");
    return Expr::symbol(name);
  }

  std::optional<Expr> parseNumber() {
    int64_t number;
    if (rest.consumeInteger(10, number))
      return std::nullopt;
    return Expr(number);
  }

  std::optional<Expr> parseExtremum(bool isMin) {
    std::vector<Expr> operands;
    do {
      auto operand = parseSum();
      if (!operand)
        return std::nullopt;
      operands.push_back(*operand);
    } while (take(","));
    return closed(isMin ? Expr::min(operands) : Expr::max(operands));
  }

  std::optional<Expr> closed(std::optional<Expr> inner) {
    return take(")") ? inner : std::nullopt;
  }

  llvm::StringRef rest;
  unsigned depth = 0;
};

} // namespace

std::optional<Expr> Expr::parse(llvm::StringRef text) {
  return Parser(text).parseAll();
}
