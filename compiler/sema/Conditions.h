//===- Conditions.h - Conditions as facts ---------------------------------===//

#ifndef TDSL_SEMA_CONDITIONS_H
#define TDSL_SEMA_CONDITIONS_H

#include "compiler/sema/Algebra.h"

namespace tdsl::sema {

/// What a condition says in the algebra: all of these hold where it does.
struct ConditionFacts {
  std::vector<sets::Expr> nonNegatives;
  std::vector<sets::Expr> zeros;
  std::vector<std::pair<sets::Expr, int64_t>> divisible;
  /// A part of the condition says nothing in the algebra.
  bool isPartial = false;

  void assumeIn(sets::Facts &facts) const;
};

/// What holds where the condition has this value.
ConditionFacts factsOf(const Expr &condition, bool holds, Algebra &algebra);

/// Whether a condition on sizes holds wherever the facts do; `replace` gives
/// the sizes their values.
sets::Answer prove(const Expr &condition, const sets::Facts &facts,
                   sets::Expr::Substitution replace);

} // namespace tdsl::sema

#endif // TDSL_SEMA_CONDITIONS_H
