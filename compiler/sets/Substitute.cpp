//===- Substitute.cpp - Symbols of an expression and their values ---------===//
//
// Which symbols an expression speaks of, replacing them, and evaluating it.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/Atoms.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>

using namespace tdsl::sets;

//===----------------------------------------------------------------------===//
// Symbols
//===----------------------------------------------------------------------===//

static void collect(const Expr &e, std::vector<llvm::StringRef> &names) {
  for (const Term &term : e.terms())
    for (AtomRef factor : term.factors) {
      if (factor->kind == AtomKind::Symbol)
        names.push_back(factor->name);
      for (const Expr &operand : factor->operands)
        collect(operand, names);
    }
}

llvm::SmallVector<std::string, 4> Expr::symbols() const {
  std::vector<llvm::StringRef> names;
  collect(*this, names);
  llvm::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  llvm::SmallVector<std::string, 4> result;
  for (llvm::StringRef name : names)
    result.push_back(name.str());
  return result;
}

static bool uses(const Atom &atom, llvm::StringRef symbol) {
  if (atom.kind == AtomKind::Symbol)
    return atom.name == symbol;
  return llvm::any_of(atom.operands,
                      [&](const Expr &e) { return e.uses(symbol); });
}

bool Expr::uses(llvm::StringRef symbol) const {
  for (const Term &term : terms_)
    for (AtomRef factor : term.factors)
      if (::uses(*factor, symbol))
        return true;
  return false;
}

std::optional<Expr::Linear> Expr::linearIn(llvm::StringRef symbol) const {
  if (overflowed)
    return std::nullopt;
  std::vector<Term> coefficient, rest;
  for (const Term &term : terms_) {
    Term other{term.coefficient, {}};
    unsigned degree = 0;
    for (AtomRef factor : term.factors) {
      if (!::uses(*factor, symbol))
        other.factors.push_back(factor);
      else if (factor->kind == AtomKind::Symbol)
        ++degree;
      else
        return std::nullopt;
    }
    if (degree > 1)
      return std::nullopt;
    (degree == 1 ? coefficient : rest).push_back(std::move(other));
  }
  return Linear{sum(std::move(coefficient)), sum(std::move(rest))};
}

//===----------------------------------------------------------------------===//
// Substitution
//===----------------------------------------------------------------------===//

/// The atom after substitution; nothing where it stays what it is.
static std::optional<Expr> replaceIn(const Atom &atom,
                                     Expr::Substitution replace) {
  if (atom.kind == AtomKind::Symbol)
    return replace(atom.name);
  std::vector<Expr> operands;
  bool changed = false;
  for (const Expr &operand : atom.operands) {
    operands.push_back(operand.substitute(replace));
    changed |= operands.back() != operand;
  }
  if (!changed)
    return std::nullopt;
  return makeOperation(atom.kind, operands);
}

Expr Expr::substitute(Substitution replace) const {
  if (overflowed)
    return *this;
  std::vector<Term> kept;
  Expr changed;
  for (const Term &term : terms_) {
    Term same{term.coefficient, {}};
    Expr product = 1;
    bool isChanged = false;
    for (AtomRef factor : term.factors)
      if (auto by = replaceIn(*factor, replace)) {
        product *= *by;
        isChanged = true;
      } else {
        same.factors.push_back(factor);
      }
    if (isChanged)
      changed += product * sum({std::move(same)});
    else
      kept.push_back(term);
  }
  if (kept.size() == terms_.size())
    return *this;
  return changed + sum(std::move(kept));
}

Expr Expr::substitute(llvm::StringRef symbol, const Expr &by) const {
  return substitute([&](llvm::StringRef name) -> std::optional<Expr> {
    if (name == symbol)
      return by;
    return std::nullopt;
  });
}

//===----------------------------------------------------------------------===//
// Evaluation
//===----------------------------------------------------------------------===//

static std::optional<int64_t> divide(int64_t a, int64_t b) {
  if (b == 0)
    return 0;
  if (llvm::divideSignedWouldOverflow(a, b))
    return std::nullopt;
  return llvm::divideFloorSigned(a, b);
}

/// Takes the divisor's sign; is smaller than it in magnitude.
static int64_t remainder(int64_t a, int64_t b) {
  if (b == 0 || b == -1)
    return 0;
  int64_t rest = a % b;
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

static std::optional<int64_t> apply(AtomKind kind, int64_t a, int64_t b) {
  switch (kind) {
  case AtomKind::Symbol:
    break;
  case AtomKind::FloorDiv:
    return divide(a, b);
  case AtomKind::Mod:
    return remainder(a, b);
  case AtomKind::Min:
    return std::min(a, b);
  case AtomKind::Max:
    return std::max(a, b);
  }
  llvm_unreachable("a symbol has no operands");
}

static std::optional<int64_t> evaluateAtom(const Atom &atom,
                                           SymbolLookup valueOf) {
  if (atom.kind == AtomKind::Symbol)
    return valueOf(atom);
  std::optional<int64_t> result = evaluate(atom.operands.front(), valueOf);
  for (const Expr &operand : llvm::drop_begin(atom.operands)) {
    std::optional<int64_t> value = evaluate(operand, valueOf);
    if (!result || !value)
      return std::nullopt;
    result = apply(atom.kind, *result, *value);
  }
  return result;
}

std::optional<int64_t> tdsl::sets::evaluate(const Expr &e,
                                            SymbolLookup valueOf) {
  if (e.isOverflow())
    return std::nullopt;
  int64_t total = 0;
  for (const Term &term : e.terms()) {
    int64_t product = term.coefficient;
    for (AtomRef factor : term.factors) {
      auto value = evaluateAtom(*factor, valueOf);
      if (!value || llvm::MulOverflow(product, *value, product))
        return std::nullopt;
    }
    if (llvm::AddOverflow(total, product, total))
      return std::nullopt;
  }
  return total;
}

std::optional<int64_t> Expr::evaluate(Lookup valueOf) const {
  return sets::evaluate(
      *this, [&](const Atom &symbol) { return valueOf(symbol.name); });
}
