//===- Place.cpp - What holds at a place of a body ------------------------===//

#include "compiler/sema/prove/Place.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;

void Place::assumeLive(const sets::Expr &nonNegative) {
  bool isOfSizes = llvm::none_of(nonNegative.symbols(), [&](auto &symbol) {
    return llvm::StringRef(symbol).starts_with("$") ||
           llvm::any_of(variables, [&](const sets::Variable &variable) {
             return variable.name == symbol;
           });
  });
  if (isOfSizes && !nonNegative.constant() &&
      !llvm::is_contained(live, nonNegative))
    live.push_back(nonNegative);
}

void Place::enter(const Index &index, const sets::Interval &range,
                  const Algebra &algebra) {
  algebra.assumeBounds(facts, range.lower);
  algebra.assumeBounds(facts, range.upper);
  facts.assumeIn(index.symbol, range);
  assumeLive(range.extent() - 1);
  variables.push_back({index.symbol, range});
}

Place Place::under(const Expr &condition, bool holds, Algebra &algebra) const {
  Place inside = *this;
  ConditionFacts known = factsOf(condition, holds, algebra);
  inside.isConditional = true;
  inside.hasUnknown |= known.isPartial;
  for (const sets::Expr &e : known.nonNegatives)
    algebra.assumeBounds(inside.facts, e);
  for (const sets::Expr &e : known.zeros)
    algebra.assumeBounds(inside.facts, e);
  known.assumeIn(inside.facts);
  for (const sets::Expr &e : known.nonNegatives)
    inside.assumeLive(e);
  // A bound on one index alone narrows its range, and with it what is read.
  for (sets::Variable &variable : inside.variables)
    for (const sets::Expr &e : known.nonNegatives) {
      auto linear = e.linearIn(variable.name);
      auto factor = linear ? linear->coefficient.constant() : std::nullopt;
      if (!factor || Algebra::readsData(linear->rest) ||
          llvm::any_of(inside.variables, [&](const sets::Variable &other) {
            return linear->rest.uses(other.name);
          }))
        continue;
      if (*factor == 1)
        variable.range.lower = facts.simplify(
            sets::Expr::max(variable.range.lower, -linear->rest));
      else if (*factor == -1)
        variable.range.upper = facts.simplify(
            sets::Expr::min(variable.range.upper, linear->rest + 1));
    }
  return inside;
}
