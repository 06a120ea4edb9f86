//===- Atoms.h - Making atoms and bounding them ---------------------------===//
//
// What the files of this folder share beneath Expr.h. Division.cpp and
// MinMax.cpp decide when an operation needs an atom at all.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SETS_ATOMS_H
#define TDSL_SETS_ATOMS_H

#include "compiler/sets/Expr.h"

namespace tdsl::sets {

/// The one atom with this structure.
const Atom &intern(Atom atom);

/// The operation as one atom, with its bounds; overflowed where an operand is
/// or where the atom would be too large.
Expr makeAtom(AtomKind kind, std::vector<Expr> operands);
/// The operation in canonical form.
Expr makeOperation(AtomKind kind, llvm::ArrayRef<Expr> operands);

/// Puts the digits of a sum together: 8*(a floordiv 8) + a mod 8 = a.
Expr joinDigits(const Expr &e);

/// The factors left of a product when those of another are taken out.
using Factors = llvm::SmallVector<AtomRef, 2>;
std::optional<Factors> divideFactors(llvm::ArrayRef<AtomRef> product,
                                     llvm::ArrayRef<AtomRef> divisor);

/// e = quotient * divisor + remainder, where no term of the remainder is a
/// multiple of the divisor's first term.
struct Division {
  Expr quotient;
  Expr remainder;
};
Division longDivision(const Expr &e, const Expr &divisor);

/// The greatest number that divides every coefficient but the constant's;
/// zero for a constant.
int64_t contentOf(const Expr &e);

/// Expr::evaluate, by symbol instead of name.
using SymbolLookup =
    llvm::function_ref<std::optional<int64_t>(const Atom &symbol)>;
std::optional<int64_t> evaluate(const Expr &e, SymbolLookup valueOf);

/// floor(a / b) and what it leaves, b > 0.
int64_t floorQuotient(int64_t a, int64_t b);
int64_t floorRemainder(int64_t a, int64_t b);

/// Whether a + b or a * b is no number of ours (see Expr.h).
bool addOverflows(int64_t a, int64_t b, int64_t &sum);
bool multiplyOverflows(int64_t a, int64_t b, int64_t &product);

using Bound = std::optional<int64_t>;
Bound add(Bound a, Bound b);
Bounds add(const Bounds &a, const Bounds &b);
Bounds multiply(const Bounds &a, const Bounds &b);
/// Only those that small numbers can be added to without a second thought.
Bounds withoutHuge(Bounds bounds);
Bounds intersect(const Bounds &a, const Bounds &b);

using AtomBounds = llvm::function_ref<Bounds(const Atom &)>;
/// A product of sorted factors and a sum of such, from what is known of atoms.
Bounds boundsOf(const Term &term, AtomBounds ofAtom);
Bounds boundsOf(const Expr &e, AtomBounds ofAtom);
/// An operation, from what is known of its operands.
Bounds boundsOf(AtomKind kind, llvm::ArrayRef<Bounds> operands);

} // namespace tdsl::sets

#endif // TDSL_SETS_ATOMS_H
