//===- Digits.cpp - Operations that the facts decide ----------------------===//
//
// Takes an expression apart in mixed radix: for h*D + d with 0 <= d < D, the
// quotient by D is h and the remainder d; by D*E they are h floordiv E and
// (h mod E)*D + d. An operand of a min that another one is provably not above
// is dropped.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/prove/Knowledge.h"
#include "compiler/sets/prove/Methods.h"

#include "llvm/ADT/STLExtras.h"

#include <numeric>

using namespace tdsl::sets;
using namespace tdsl::sets::prove;

static constexpr unsigned SmallBudget = 12;

/// A cheap proof of e >= 0.
bool Knowledge::holds(const Expr &e) const {
  Expr goal = replaceSolved(e);
  if (signsAtModels(goal).negative)
    return false;
  auto holdsToo = [&](const Expr &part) { return holds(part); };
  auto all = conjuncts(*this, goal);
  if (!all.empty())
    return llvm::all_of(all, holdsToo);
  return bySearch(*this, goal, SmallBudget) ||
         llvm::any_of(disjuncts(*this, goal), holdsToo);
}

Expr Knowledge::resolve(const Expr &e) const {
  std::vector<Term> kept;
  Expr changed;
  for (const Term &term : e.terms()) {
    Term same{term.coefficient, {}};
    Expr product = 1;
    bool isChanged = false;
    for (AtomRef factor : term.factors)
      if (auto by = resolveAtom(*factor)) {
        product *= *by;
        isChanged = true;
      } else {
        same.factors.push_back(factor);
      }
    if (isChanged)
      changed += product * Expr::sum({std::move(same)});
    else
      kept.push_back(term);
  }
  if (kept.size() == e.terms().size())
    return e;
  return changed + Expr::sum(std::move(kept));
}

/// What the atom is with resolved operands; nothing where it stays the same.
std::optional<Expr> Knowledge::resolveAtom(const Atom &atom) const {
  if (atom.kind == AtomKind::Symbol)
    return std::nullopt;
  std::vector<Expr> operands;
  for (const Expr &operand : atom.operands)
    operands.push_back(resolve(operand));
  Expr result;
  switch (atom.kind) {
  case AtomKind::Symbol:
    break;
  case AtomKind::FloorDiv:
    result = resolveQuotient(operands[0], operands[1]);
    break;
  case AtomKind::Mod:
    result = resolveRemainder(operands[0], operands[1]);
    break;
  case AtomKind::Min:
  case AtomKind::Max:
    result = resolveExtremum(atom.kind, operands);
    break;
  }
  llvm::ArrayRef<Term> terms = result.terms();
  if (terms.size() == 1 && terms[0].coefficient == 1 &&
      terms[0].factors.size() == 1 &&
      compareAtoms(*terms[0].factors[0], atom) == 0)
    return std::nullopt;
  return result;
}

//===----------------------------------------------------------------------===//
// Quotients and remainders
//===----------------------------------------------------------------------===//

/// 0 <= e < divisor.
bool Knowledge::isDigit(const Expr &e, const Expr &divisor) const {
  return holds(e) && holds(divisor - 1 - e);
}

/// The ways to read a divisor as scale * rest, scale a factor of it.
static llvm::SmallVector<std::pair<Expr, Expr>, 4>
scalesOf(const Expr &divisor) {
  llvm::SmallVector<std::pair<Expr, Expr>, 4> result;
  if (divisor.terms().size() != 1)
    return result;
  const Term &term = divisor.terms().front();
  if (term.coefficient > 1 && !term.factors.empty())
    result.push_back({term.coefficient, Expr::sum({{1, term.factors}})});
  if (term.factors.size() < 2 && term.coefficient == 1)
    return result;
  for (size_t i = 0; i < term.factors.size(); ++i) {
    Term rest = term;
    rest.factors.erase(rest.factors.begin() + i);
    result.push_back({Expr::atom(*term.factors[i]), Expr::sum({rest})});
    // Of three factors or more, the products of all but one are scales too.
    if (term.factors.size() > 2)
      result.push_back({Expr::sum({rest}), Expr::atom(*term.factors[i])});
  }
  return result;
}

/// The scales of a number are the common factors with e's coefficients.
static llvm::SmallVector<std::pair<Expr, Expr>, 4> scalesOf(const Expr &divisor,
                                                            const Expr &e) {
  auto number = divisor.constant();
  if (!number)
    return scalesOf(divisor);
  llvm::SmallVector<std::pair<Expr, Expr>, 4> result;
  for (const Term &term : e.terms()) {
    int64_t scale = std::gcd(term.coefficient, *number);
    Expr candidate = scale;
    if (scale > 1 && scale < *number &&
        llvm::none_of(
            result,
            [&](const auto &entry) { return entry.first == candidate; }))
      result.push_back({candidate, *number / scale});
  }
  return result;
}

/// Constant bounds inside one period of a constant divisor give the quotient.
static Bound quotientByBounds(const Bounds &bounds, const Expr &divisor) {
  auto number = divisor.constant();
  if (!number || *number <= 0 || !bounds.lower || !bounds.upper)
    return std::nullopt;
  int64_t least = floorQuotient(*bounds.lower, *number);
  if (least != floorQuotient(*bounds.upper, *number))
    return std::nullopt;
  return least;
}

Expr Knowledge::resolveQuotient(const Expr &a, const Expr &divisor) const {
  if (!isPositive(divisor))
    return Expr::floorDiv(a, divisor);
  Division whole = longDivision(a, divisor);
  const Expr &rest = whole.remainder;
  if (auto known = quotientByBounds(boundsOf(replaceSolved(rest)), divisor))
    return whole.quotient + *known;
  if (isDigit(rest, divisor))
    return whole.quotient;
  if (isDigit(-rest - 1, divisor))
    return whole.quotient - 1;
  for (const auto &[scale, other] : scalesOf(divisor, rest)) {
    Division parts = longDivision(rest, scale);
    if (!parts.quotient.isZero() && isPositive(scale) && isPositive(other) &&
        isDigit(parts.remainder, scale))
      return whole.quotient + resolveQuotient(parts.quotient, other);
  }
  // By a sum, the rest may be no simpler than what it was.
  if (divisor.terms().size() != 1)
    return Expr::floorDiv(a, divisor);
  return whole.quotient + Expr::floorDiv(rest, divisor);
}

Expr Knowledge::resolveRemainder(const Expr &a, const Expr &divisor) const {
  if (auto known = Expr::mod(replaceSolved(a), divisor).constant())
    return *known;
  if (!isPositive(divisor))
    return Expr::mod(a, divisor);
  Expr rest = longDivision(a, divisor).remainder;
  if (auto known = quotientByBounds(boundsOf(replaceSolved(rest)), divisor))
    return rest - divisor * *known;
  if (isDigit(rest, divisor))
    return rest;
  if (isDigit(-rest - 1, divisor))
    return rest + divisor;
  for (const auto &[scale, other] : scalesOf(divisor, rest)) {
    Division parts = longDivision(rest, scale);
    if (!parts.quotient.isZero() && isPositive(scale) && isPositive(other) &&
        isDigit(parts.remainder, scale))
      return scale * resolveRemainder(parts.quotient, other) + parts.remainder;
  }
  return Expr::mod(a, divisor);
}

//===----------------------------------------------------------------------===//
// Min and max
//===----------------------------------------------------------------------===//

Expr Knowledge::resolveExtremum(AtomKind kind,
                                llvm::ArrayRef<Expr> operands) const {
  llvm::SmallVector<Expr, 4> kept;
  for (const Expr &operand : operands) {
    auto isBetter = [&](const Expr &a, const Expr &b) {
      return holds(kind == AtomKind::Min ? b - a : a - b);
    };
    if (llvm::any_of(kept, [&](const Expr &e) { return isBetter(e, operand); }))
      continue;
    llvm::erase_if(kept, [&](const Expr &e) { return isBetter(operand, e); });
    kept.push_back(operand);
  }
  return makeOperation(kind, kept);
}
