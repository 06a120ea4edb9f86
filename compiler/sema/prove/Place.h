//===- Place.h - What holds at a place of a body --------------------------===//

#ifndef TDSL_SEMA_PROVE_PLACE_H
#define TDSL_SEMA_PROVE_PLACE_H

#include "compiler/sema/Conditions.h"
#include "compiler/sema/Context.h"

namespace tdsl::sema {

/// A place in the body of a stage, somewhere in its box, below conditions and
/// reductions.
struct Place {
  const Stage *stage = nullptr;
  sets::Facts facts;
  /// The indices that run here, outermost first.
  std::vector<sets::Variable> variables;
  /// Conditions on sizes alone that hold when this place is reached at all:
  /// that the domains around it are not empty, mostly.
  std::vector<sets::Expr> live;
  bool isConditional = false; // below some condition
  bool hasUnknown = false;    // below one that the algebra does not understand

  /// This place, with an index more.
  void enter(const Index &index, const sets::Interval &range,
             const Algebra &algebra);
  /// This place, where the condition holds or does not.
  Place under(const Expr &condition, bool holds, Algebra &algebra) const;
  void assumeLive(const sets::Expr &nonNegative);
};

} // namespace tdsl::sema

#endif // TDSL_SEMA_PROVE_PLACE_H
