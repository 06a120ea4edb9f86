//===- Knowledge.h - Facts, prepared for proofs ---------------------------===//
//
// What every method of proof starts from. It is made once of a set of facts:
//   1. Equalities and divisibilities are solved for a symbol each, which then
//      stands nowhere: where N mod 8 == 0, N is 8 times a new symbol.
//   2. Conditions are rounded, and those with a min, max or floordiv give what
//      follows without one: io < N floordiv 6 gives 6*io <= N - 6.
//   3. Operations get the inequalities that define them (axioms).
//   4. Every atom gets constant bounds, from the conditions, by intervals.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SETS_PROVE_KNOWLEDGE_H
#define TDSL_SETS_PROVE_KNOWLEDGE_H

#include "compiler/sets/Atoms.h"
#include "compiler/sets/Facts.h"
#include "compiler/sets/prove/Models.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace tdsl::sets::prove {

class Knowledge {
public:
  /// Conditions are e >= 0, zeros e == 0.
  Knowledge(llvm::ArrayRef<Expr> conditions, llvm::ArrayRef<Expr> zeros,
            llvm::ArrayRef<Divisibility> divisibilities);

  /// Adds e >= 0, and what follows from it.
  void assume(const Expr &e);
  /// Adds the axioms of the operations in e.
  void explain(const Expr &e);
  bool explains(const Expr &e) const;
  /// Resolves the operations of the conditions again, after new assumptions.
  void reconsider();

  /// As far as intervals and the solving of equalities tell.
  bool isContradictory() const { return contradiction; }

  /// An equal expression without the symbols that were solved for, in which
  /// the operations that the facts decide are resolved.
  Expr normalize(const Expr &e) const;
  /// The same, but with all its symbols.
  Expr simplify(const Expr &e) const;

  Bounds boundsOf(const Expr &e) const;
  Bounds boundsOf(const Term &term) const;
  Bounds boundsOf(const Atom &atom) const;
  bool isPositive(const Expr &e) const;
  /// The factors of a product are not negative, each.
  bool areNonNegative(llvm::ArrayRef<AtomRef> factors) const;

  /// The signs that e has at some points where the facts hold: e >= 0 will not
  /// be proven where it is negative at one.
  struct Signs {
    bool negative = false, zero = false, positive = false;
  };
  Signs signsAtModels(const Expr &e) const;

  /// What is known to be >= 0, axioms included, in normal form.
  llvm::ArrayRef<Expr> conditions() const { return known; }

private:
  llvm::ArrayRef<Model> someModels() const;

  // Equalities.cpp
  void solve(const Expr &zero);
  bool solveStep(Expr &zero);
  Expr expandRemainders(const Expr &zero);
  void replaceEverywhere(llvm::StringRef symbol, const Expr &by);
  Expr replaceSolved(const Expr &e) const;
  Expr fresh();

  // Conditions.cpp
  void add(const Expr &condition);
  void addPlain(const Expr &condition);
  bool addAlternatives(const Expr &condition);
  void addWithoutQuotients(const Expr &condition);
  void explain(AtomRef atom);
  void explainQuotient(AtomRef atom);
  void explainRemainder(AtomRef atom);
  void compareQuotients(AtomRef atom);
  void addApart(AtomRef above, AtomRef below);
  void relate(const Expr &a, const Expr &divisor);
  bool isExplained(AtomRef atom) const { return explained.contains(atom); }

  // Intervals.cpp
  void propagate();
  bool learnFrom(const Expr &condition);
  bool refine(const Term &term, const Bounds &bounds);
  bool refine(AtomRef atom, const Bounds &bounds);
  void learnFromBounds(const Atom &atom, const Bounds &bounds);

  // Digits.cpp
  Expr resolve(const Expr &e) const;
  std::optional<Expr> resolveAtom(const Atom &atom) const;
  Expr resolveQuotient(const Expr &a, const Expr &divisor) const;
  Expr resolveRemainder(const Expr &a, const Expr &divisor) const;
  Expr resolveExtremum(AtomKind kind, llvm::ArrayRef<Expr> operands) const;
  bool isDigit(const Expr &e, const Expr &divisor) const;
  bool holds(const Expr &e) const;

  std::vector<std::pair<std::string, Expr>> solved;
  std::vector<Expr> known;
  llvm::SmallDenseMap<AtomRef, Bounds, 16> intervals;
  llvm::SmallPtrSet<AtomRef, 16> explained;
  std::vector<AtomRef> quotients; // the explained ones
  std::vector<Expr> modelled;     // the conditions as models satisfy them
  /// Found when asked for, so two threads may not share facts.
  mutable std::optional<std::vector<Model>> models;
  unsigned numFresh = 0;
  bool contradiction = false;
};

/// e >= 0 divided by what divides all coefficients but the constant, which is
/// rounded down: 2*i - 1 >= 0 is i - 1 >= 0.
Expr tighten(const Expr &e);

/// e = multiplier * atom + rest, one way of reading a sum.
struct Occurrence {
  const Atom *atom;
  Expr multiplier; // one product
  Expr rest;
};
/// The operations of one kind that are factors of e's products.
llvm::SmallVector<Occurrence, 2> occurrences(const Expr &e, AtomKind kind);
/// e >= 0 follows from each being >= 0, and says no more than that: rest +
/// m*min(a, b) with m >= 0. Empty where e has no such term.
llvm::SmallVector<Expr, 2> conjuncts(const Knowledge &knowledge, const Expr &e);
/// e >= 0 follows from one of them being >= 0: rest + m*max(a, b) with m >= 0.
llvm::SmallVector<Expr, 2> disjuncts(const Knowledge &knowledge, const Expr &e);

} // namespace tdsl::sets::prove

#endif // TDSL_SETS_PROVE_KNOWLEDGE_H
