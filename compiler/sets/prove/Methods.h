//===- Methods.h - The methods of proof -----------------------------------===//
//
// Each proves e >= 0 from what is known, or says false: it found no proof.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SETS_PROVE_METHODS_H
#define TDSL_SETS_PROVE_METHODS_H

#include "compiler/sets/Expr.h"

namespace tdsl::sets::prove {

class Knowledge;

/// By constant bounds, then by subtracting known conditions from e until it is
/// a sum of products that are not negative. The budget counts sums tried.
bool bySearch(const Knowledge &knowledge, const Expr &e, unsigned budget);

/// By Presburger arithmetic: the conditions and e < 0 have no solution. Every
/// product is one variable. Large systems are not tried.
bool byPresburger(const Knowledge &knowledge, const Expr &e);

/// Symbols and their values.
using Assignment = std::vector<std::pair<std::string, int64_t>>;
/// A point that may satisfy the conditions and e < 0: products are variables
/// of their own, so it must be tried. Symbols without a value may be anything.
std::optional<Assignment> sampleByPresburger(const Knowledge &knowledge,
                                             const Expr &e);

/// By all methods, and by cases of each min and max.
bool proveNonNegative(const Knowledge &knowledge, const Expr &e);
bool proveContradiction(const Knowledge &knowledge);

} // namespace tdsl::sets::prove

#endif // TDSL_SETS_PROVE_METHODS_H
