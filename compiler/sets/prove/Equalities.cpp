//===- Equalities.cpp - Solving equalities for symbols --------------------===//
//
// Gaussian elimination over the integers. An equality with a unit coefficient
// replaces that symbol; one without is brought nearer to it by the step of the
// Omega test: 3*x = 8*y becomes x = t + 3*y with 3*t = -y for a new t.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/prove/Knowledge.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace tdsl::sets;
using namespace tdsl::sets::prove;

static constexpr unsigned MaxSteps = 16;

/// A name that no program can have, as no text begins so.
Expr Knowledge::fresh() {
  return Expr::symbol("\x01" + llvm::utostr(numFresh++));
}

Expr Knowledge::replaceSolved(const Expr &e) const {
  if (solved.empty())
    return e;
  return e.substitute([&](llvm::StringRef name) -> std::optional<Expr> {
    for (const auto &[symbol, by] : solved)
      if (symbol == name)
        return by;
    return std::nullopt;
  });
}

void Knowledge::replaceEverywhere(llvm::StringRef symbol, const Expr &by) {
  for (auto &[name, value] : solved)
    value = value.substitute(symbol, by);
  solved.emplace_back(symbol.str(), by);
}

/// a mod d is a - d*q for some q, where d is not zero.
Expr Knowledge::expandRemainders(const Expr &zero) {
  Expr result = zero;
  for (const Occurrence &found : occurrences(zero, AtomKind::Mod)) {
    const Expr &divisor = found.atom->operands[1];
    if (!isPositive(divisor))
      continue;
    Expr remainder = zero - found.rest;
    result += found.multiplier * (found.atom->operands[0] - divisor * fresh()) -
              remainder;
  }
  return result;
}

void Knowledge::solve(const Expr &zero) {
  Expr rest = expandRemainders(replaceSolved(zero));
  for (unsigned step = 0; step < MaxSteps; ++step)
    if (rest.isOverflow() || rest.isZero() || !solveStep(rest))
      break;
  if (rest.isZero() || rest.isOverflow())
    return;
  if (rest.constant()) {
    contradiction = true;
    return;
  }
  known.push_back(rest);
  known.push_back(-rest);
}

/// The symbol with the smallest coefficient that stands in no other term.
static const Term *easiestSymbol(const Expr &zero) {
  const Term *best = nullptr;
  for (const Term &term : zero.terms()) {
    if (term.factors.size() != 1 ||
        term.factors.front()->kind != AtomKind::Symbol)
      continue;
    if (best && std::abs(best->coefficient) <= std::abs(term.coefficient))
      continue;
    if (!(zero - Expr::sum({term})).uses(term.factors.front()->name))
      best = &term;
  }
  return best;
}

/// Replaces one symbol and leaves in `zero` what is still to be solved. False
/// where nothing could be done.
bool Knowledge::solveStep(Expr &zero) {
  int64_t content = contentOf(zero);
  if (content == 0)
    return false;
  if (floorRemainder(zero.constantTerm(), content) != 0) {
    zero = 1; // no integers solve it
    return false;
  }
  zero = zero.dividedBy(content).value_or(zero);
  const Term *term = easiestSymbol(zero);
  if (!term)
    return false;
  if (term->coefficient < 0) {
    zero = -zero;
    return !zero.isOverflow();
  }

  int64_t divisor = term->coefficient;
  std::string symbol = term->factors.front()->name;
  std::vector<Term> quotient, remainder;
  for (const Term &other : zero.terms()) {
    if (&other == term)
      continue;
    int64_t q = floorQuotient(other.coefficient, divisor);
    if (q != 0)
      quotient.push_back({-q, other.factors});
    int64_t r = floorRemainder(other.coefficient, divisor);
    if (r != 0)
      remainder.push_back({r, other.factors});
  }
  Expr by = Expr::sum(std::move(quotient));
  if (divisor == 1) {
    zero = 0;
  } else if (by.isZero()) {
    return false;
  } else {
    Expr next = fresh();
    by += next;
    zero = next * divisor + Expr::sum(std::move(remainder));
  }
  if (by.isOverflow())
    return false;
  replaceEverywhere(symbol, by);
  return true;
}
