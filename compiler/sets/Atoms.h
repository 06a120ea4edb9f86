//===- Atoms.h - Making atoms and bounding them ---------------------------===//
//
// What Expr.cpp, Division.cpp and MinMax.cpp share. The last two decide when an
// operation needs an atom at all.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SETS_ATOMS_H
#define TDSL_SETS_ATOMS_H

#include "compiler/sets/Expr.h"

namespace tdsl::sets {

/// The operation as one atom, with its bounds; overflowed where an operand is
/// or where the atom would be too large.
Expr makeAtom(AtomKind kind, std::vector<Expr> operands);

/// Puts the digits of a sum together: 8*(a floordiv 8) + a mod 8 = a.
Expr joinDigits(const Expr &e);

Bounds add(const Bounds &a, const Bounds &b);
Bounds multiply(const Bounds &a, const Bounds &b);

/// floor(a / b) and what it leaves, b > 0.
int64_t floorQuotient(int64_t a, int64_t b);
int64_t floorRemainder(int64_t a, int64_t b);

} // namespace tdsl::sets

#endif // TDSL_SETS_ATOMS_H
