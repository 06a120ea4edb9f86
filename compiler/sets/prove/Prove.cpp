//===- Prove.cpp - All methods in order -----------------------------------===//
//
// Cheap steps that lose nothing come first, then those that try something, and
// last the case distinction of each min and max.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/prove/Knowledge.h"
#include "compiler/sets/prove/Methods.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl::sets;
using namespace tdsl::sets::prove;

static constexpr unsigned SmallBudget = 8;
static constexpr unsigned SearchBudget = 48;
static constexpr unsigned RefutationBudget = 8;
static constexpr unsigned MaxSteps = 24; // goals of one proof
static constexpr unsigned MaxCases = 3;  // extrema distinguished at once

namespace {

class Proof {
public:
  bool prove(const Knowledge &knowledge, const Expr &goal, unsigned cases) {
    Expr e = tighten(knowledge.normalize(goal));
    if (e.isOverflow() || steps == 0)
      return false;
    --steps;
    Bounds bounds = knowledge.boundsOf(e);
    if (knowledge.isContradictory() || (bounds.lower && *bounds.lower >= 0))
      return true;
    if (bounds.upper && *bounds.upper < 0 && !e.constant())
      return false;
    if (knowledge.signsAtModels(e).negative)
      return false;

    auto all = conjuncts(knowledge, e);
    if (!all.empty())
      return llvm::all_of(
          all, [&](const Expr &part) { return prove(knowledge, part, cases); });
    if (knowledge.explains(e))
      return tryMethods(knowledge, e, cases);
    Knowledge local = knowledge;
    local.explain(e);
    return tryMethods(local, e, cases);
  }

private:
  bool tryMethods(const Knowledge &knowledge, const Expr &e, unsigned cases) {
    if (bySearch(knowledge, e, SmallBudget))
      return true;
    if (auto goal = withoutQuotient(knowledge, e))
      return prove(knowledge, *goal, cases);
    auto any = disjuncts(knowledge, e);
    return anySearched(knowledge, any) ||
           bySearch(knowledge, e, SearchBudget) || anyProven(knowledge, any) ||
           byCases(knowledge, e, cases) || byPresburger(knowledge, e);
  }

  bool anySearched(const Knowledge &knowledge, llvm::ArrayRef<Expr> goals) {
    return llvm::any_of(goals, [&](const Expr &goal) {
      return bySearch(knowledge, goal, SmallBudget);
    });
  }

  bool anyProven(const Knowledge &knowledge, llvm::ArrayRef<Expr> goals) {
    return llvm::any_of(goals, [&](const Expr &goal) {
      return prove(knowledge, goal, /*cases=*/0);
    });
  }

  /// For q = a floordiv d and d > 0, e = q + rest >= 0 is a + d*rest >= 0, and
  /// rest - q >= 0 is d*rest + d - 1 - a >= 0.
  static std::optional<Expr> withoutQuotient(const Knowledge &knowledge,
                                             const Expr &e) {
    for (const Occurrence &found : occurrences(e, AtomKind::FloorDiv)) {
      const Expr &a = found.atom->operands[0];
      const Expr &divisor = found.atom->operands[1];
      auto coefficient = found.multiplier.constant();
      if (!coefficient || std::abs(*coefficient) != 1 ||
          !knowledge.isPositive(divisor))
        continue;
      Expr scaled = found.rest * divisor;
      return *coefficient == 1 ? scaled + a : scaled + divisor - 1 - a;
    }
    return std::nullopt;
  }

  /// Assumes each operand of a min or max to be it, in turn.
  bool byCases(const Knowledge &knowledge, const Expr &e, unsigned cases) {
    const Atom *atom = cases == 0 ? nullptr : findExtremum(knowledge, e);
    if (!atom)
      return false;
    return llvm::all_of(atom->operands, [&](const Expr &chosen) {
      Knowledge local = knowledge;
      for (const Expr &other : atom->operands)
        if (other != chosen)
          local.assume(atom->kind == AtomKind::Min ? other - chosen
                                                   : chosen - other);
      local.reconsider();
      return prove(local, e, cases - 1);
    });
  }

  static const Atom *findExtremum(const Knowledge &knowledge, const Expr &e) {
    if (const Atom *atom = findExtremum(e))
      return atom;
    for (const Expr &condition : knowledge.conditions())
      if (const Atom *atom = findExtremum(condition))
        return atom;
    return nullptr;
  }

  /// An innermost min or max.
  static const Atom *findExtremum(const Expr &e) {
    for (const Term &term : e.terms())
      for (AtomRef factor : term.factors) {
        for (const Expr &operand : factor->operands)
          if (const Atom *inner = findExtremum(operand))
            return inner;
        if (factor->kind == AtomKind::Min || factor->kind == AtomKind::Max)
          return factor;
      }
    return nullptr;
  }

  unsigned steps = MaxSteps;
};

} // namespace

bool tdsl::sets::prove::proveNonNegative(const Knowledge &knowledge,
                                         const Expr &e) {
  return Proof().prove(knowledge, e, MaxCases);
}

/// Beyond what all methods find, a condition may be refuted by the others.
bool tdsl::sets::prove::proveContradiction(const Knowledge &knowledge) {
  auto isRefuted = [&](const Expr &condition) {
    return bySearch(knowledge, -condition - 1, RefutationBudget);
  };
  return proveNonNegative(knowledge, -1) ||
         llvm::any_of(knowledge.conditions(), isRefuted);
}
