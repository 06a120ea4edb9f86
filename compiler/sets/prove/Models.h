//===- Models.h - A few points at which the facts hold --------------------===//
//
// A question that has one answer at one point and another at another needs no
// proof: nothing will be proven. Nor is e >= 0 where e is negative at a point.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SETS_PROVE_MODELS_H
#define TDSL_SETS_PROVE_MODELS_H

#include "compiler/sets/Atoms.h"

namespace tdsl::sets::prove {

/// Values of some symbols; the others get arbitrary ones.
struct Model {
  llvm::SmallVector<std::pair<AtomRef, int64_t>, 8> values;
  int64_t otherwise = 0;

  std::optional<int64_t> evaluate(const Expr &e) const;
};

/// Points at which all conditions are >= 0: small ones, ones with the indices
/// at their ends, mixed ones. A few or none, within a budget.
std::vector<Model> findModels(llvm::ArrayRef<Expr> conditions,
                              AtomBounds boundsOf);

} // namespace tdsl::sets::prove

#endif // TDSL_SETS_PROVE_MODELS_H
