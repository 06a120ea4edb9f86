//===- Intervals.cpp - Constant bounds of atoms ---------------------------===//
//
// Each condition bounds each of its products by the bounds of the others; a
// few rounds carry that from condition to condition. From 0 <= c < H*D and
// H, D >= 0 follows H*D >= 1, and so H >= 1 and D >= 1.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/prove/Knowledge.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl::sets;
using namespace tdsl::sets::prove;

static constexpr unsigned MaxRounds = 4;

//===----------------------------------------------------------------------===//
// Questions
//===----------------------------------------------------------------------===//

Bounds Knowledge::boundsOf(const Expr &e) const {
  return sets::boundsOf(e, [&](const Atom &atom) { return boundsOf(atom); });
}

Bounds Knowledge::boundsOf(const Term &term) const {
  return sets::boundsOf(term, [&](const Atom &atom) { return boundsOf(atom); });
}

Bounds Knowledge::boundsOf(const Atom &atom) const {
  Bounds result = atom.bounds;
  auto place = intervals.find(&atom);
  if (place != intervals.end())
    result = intersect(result, place->second);
  if (atom.kind == AtomKind::Symbol)
    return result;
  llvm::SmallVector<Bounds, 2> operands;
  for (const Expr &operand : atom.operands)
    operands.push_back(boundsOf(operand));
  return intersect(result, sets::boundsOf(atom.kind, operands));
}

bool Knowledge::isPositive(const Expr &e) const {
  if (auto constant = e.constant())
    return *constant > 0;
  Bounds bounds = boundsOf(replaceSolved(e));
  return bounds.lower && *bounds.lower >= 1;
}

bool Knowledge::areNonNegative(llvm::ArrayRef<AtomRef> factors) const {
  return llvm::all_of(factors, [&](AtomRef factor) {
    Bounds bounds = boundsOf(*factor);
    return bounds.lower && *bounds.lower >= 0;
  });
}

//===----------------------------------------------------------------------===//
// Learning
//===----------------------------------------------------------------------===//

void Knowledge::propagate() {
  for (unsigned round = 0; round < MaxRounds && !contradiction; ++round) {
    bool changed = false;
    for (const Expr &condition : known)
      changed |= learnFrom(condition);
    if (!changed)
      return;
  }
}

/// c*p + rest >= 0 gives p >= -rest/c for c > 0, p <= rest/-c for c < 0, with
/// the greatest value that the rest can have.
bool Knowledge::learnFrom(const Expr &condition) {
  llvm::ArrayRef<Term> terms = condition.terms();
  llvm::SmallVector<Bound, 8> uppers;
  unsigned numMissing = 0;
  for (const Term &term : terms) {
    uppers.push_back(boundsOf(term).upper);
    numMissing += !uppers.back();
  }
  bool changed = false;
  for (size_t i = 0; i < terms.size() && numMissing <= 1; ++i) {
    int64_t coefficient = terms[i].coefficient;
    if (terms[i].factors.empty() || (numMissing == 1 && uppers[i]))
      continue;
    Bound rest = 0;
    for (size_t j = 0; j < terms.size(); ++j)
      if (j != i)
        rest = sets::add(rest, uppers[j]);
    if (!rest)
      continue;
    Bounds learned;
    if (coefficient > 0)
      learned.lower = -floorQuotient(*rest, coefficient);
    else
      learned.upper = floorQuotient(*rest, -coefficient);
    changed |= refine(terms[i], learned);
  }
  return changed;
}

/// What a product's bounds say of one factor, from the least value of the
/// others' product: the factor has the product's sign where that is positive,
/// and is no further from zero.
static Bounds boundsOfFactor(const Bounds &product, Bound others) {
  Bounds factor;
  if (!others || *others < 0)
    return factor;
  if (product.lower && (*product.lower >= 1 || *others >= 1))
    factor.lower = std::min<int64_t>(*product.lower, *product.lower >= 1);
  if (product.upper && (*product.upper <= -1 || *others >= 1))
    factor.upper = std::max<int64_t>(*product.upper, -(*product.upper <= -1));
  return factor;
}

bool Knowledge::refine(const Term &term, const Bounds &bounds) {
  if (term.factors.size() == 1)
    return refine(term.factors.front(), bounds);
  bool changed = false;
  for (size_t i = 0; i < term.factors.size(); ++i) {
    Term others{1, term.factors};
    others.factors.erase(others.factors.begin() + i);
    changed |=
        refine(term.factors[i], boundsOfFactor(bounds, boundsOf(others).lower));
  }
  return changed;
}

bool Knowledge::refine(AtomRef atom, const Bounds &bounds) {
  Bounds &known = intervals.try_emplace(atom, atom->bounds).first->second;
  Bounds refined = intersect(known, bounds);
  if (refined.lower == known.lower && refined.upper == known.upper)
    return false;
  known = refined;
  if (refined.lower && refined.upper && *refined.lower > *refined.upper)
    contradiction = true;
  if (atom->kind != AtomKind::Symbol)
    learnFromBounds(*atom, bounds);
  return true;
}

/// What the bounds of an operation say of its operands: where a floordiv 64 is
/// at least 1, a is at least 64; where a min is, each operand is.
void Knowledge::learnFromBounds(const Atom &atom, const Bounds &bounds) {
  switch (atom.kind) {
  case AtomKind::Symbol:
  case AtomKind::Mod:
    return;
  case AtomKind::FloorDiv: {
    const Expr &a = atom.operands[0], &divisor = atom.operands[1];
    if (!divisor.constant() || !isPositive(divisor))
      return;
    if (bounds.lower)
      learnFrom(a - divisor * *bounds.lower);
    if (bounds.upper)
      learnFrom(divisor * *bounds.upper + divisor - 1 - a);
    return;
  }
  case AtomKind::Min:
    for (const Expr &operand : atom.operands)
      if (bounds.lower)
        learnFrom(operand - *bounds.lower);
    return;
  case AtomKind::Max:
    for (const Expr &operand : atom.operands)
      if (bounds.upper)
        learnFrom(Expr(*bounds.upper) - operand);
    return;
  }
}
