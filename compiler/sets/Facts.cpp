//===- Facts.cpp - Collecting facts and asking what follows ---------------===//

#include "compiler/sets/Facts.h"

#include "compiler/sets/prove/Knowledge.h"
#include "compiler/sets/prove/Methods.h"

using namespace tdsl::sets;
using prove::Knowledge;

//===----------------------------------------------------------------------===//
// Assumptions
//===----------------------------------------------------------------------===//

void Facts::assumeNonNegative(const Expr &e) {
  nonNegatives.push_back(e);
  prepared = nullptr;
}

void Facts::assumeZero(const Expr &e) {
  zeros.push_back(e);
  prepared = nullptr;
}

void Facts::assumeIn(llvm::StringRef symbol, const Interval &range) {
  assumeNonNegative(Expr::symbol(symbol) - range.lower);
  assumeLess(Expr::symbol(symbol), range.upper);
}

void Facts::assumeVariables(llvm::ArrayRef<Variable> variables) {
  for (const Variable &variable : variables)
    assumeIn(variable.name, variable.range);
}

void Facts::assumeDivisible(const Expr &e, int64_t divisor) {
  divisibilities.push_back({e, divisor});
  prepared = nullptr;
}

const Knowledge &Facts::knowledge() const {
  if (!prepared)
    prepared =
        std::make_shared<const Knowledge>(nonNegatives, zeros, divisibilities);
  return *prepared;
}

//===----------------------------------------------------------------------===//
// Questions
//===----------------------------------------------------------------------===//

/// What constant bounds say of e >= 0.
static Answer signOf(const Bounds &bounds) {
  if (bounds.lower && *bounds.lower >= 0)
    return Answer::Proven;
  if (bounds.upper && *bounds.upper < 0)
    return Answer::Disproven;
  return Answer::Unknown;
}

Answer Facts::nonNegative(const Expr &e) const {
  if (e.isOverflow())
    return Answer::Unknown;
  const Knowledge &known = knowledge();
  Expr normal = known.normalize(e);
  Answer answer = signOf(known.boundsOf(normal));
  if (answer != Answer::Unknown)
    return answer;
  Knowledge::Signs signs = known.signsAtModels(normal);
  if (!signs.negative && prove::proveNonNegative(known, normal))
    return Answer::Proven;
  if (!signs.zero && !signs.positive &&
      prove::proveNonNegative(known, -normal - 1))
    return Answer::Disproven;
  return Answer::Unknown;
}

Answer Facts::equal(const Expr &a, const Expr &b) const {
  const Knowledge &known = knowledge();
  Expr difference = known.normalize(a - b);
  if (difference.isOverflow())
    return Answer::Unknown;
  if (difference.isZero())
    return Answer::Proven;
  int64_t content = contentOf(difference);
  if (content == 0 || floorRemainder(difference.constantTerm(), content) != 0)
    return Answer::Disproven;
  Knowledge::Signs signs = known.signsAtModels(difference);
  bool maybeEqual = !signs.negative && !signs.positive;
  if (maybeEqual && prove::proveNonNegative(known, difference) &&
      prove::proveNonNegative(known, -difference))
    return Answer::Proven;
  if (signs.zero)
    return Answer::Unknown;
  if ((!signs.negative && prove::proveNonNegative(known, difference - 1)) ||
      (!signs.positive && prove::proveNonNegative(known, -difference - 1)))
    return Answer::Disproven;
  return Answer::Unknown;
}

Answer Facts::contains(const Interval &range, const Expr &e) const {
  Answer above = nonNegative(e - range.lower);
  if (above == Answer::Disproven)
    return Answer::Disproven;
  Answer below = less(e, range.upper);
  return above == Answer::Proven      ? below
         : below == Answer::Disproven ? below
                                      : Answer::Unknown;
}

Answer Facts::divisible(const Expr &e, int64_t divisor) const {
  return equal(divisor == 0 ? e : Expr::mod(e, divisor), 0);
}

bool Facts::contradictory() const {
  return prove::proveContradiction(knowledge());
}

Expr Facts::simplify(const Expr &e) const { return knowledge().simplify(e); }
