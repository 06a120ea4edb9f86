//===- Atoms.cpp - Making atoms and bounding them -------------------------===//
//
// An atom knows constant bounds of its value that hold whatever the symbols
// are. They resolve digits without any facts: (8*a + b mod 8) floordiv 8 = a.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/Atoms.h"

#include "llvm/Support/MathExtras.h"

#include <algorithm>

using namespace tdsl::sets;
using Bound = std::optional<int64_t>;

static constexpr int64_t Lowest = std::numeric_limits<int64_t>::min();
static constexpr int64_t Highest = std::numeric_limits<int64_t>::max();

int64_t tdsl::sets::floorQuotient(int64_t a, int64_t b) {
  return llvm::divideFloorSigned(a, b);
}

int64_t tdsl::sets::floorRemainder(int64_t a, int64_t b) {
  int64_t remainder = a % b;
  return remainder < 0 ? remainder + b : remainder;
}

static Bound add(Bound a, Bound b) {
  int64_t sum;
  if (!a || !b || llvm::AddOverflow(*a, *b, sum))
    return std::nullopt;
  return sum;
}

Bounds tdsl::sets::add(const Bounds &a, const Bounds &b) {
  return {::add(a.lower, b.lower), ::add(a.upper, b.upper)};
}

static bool isNonNegative(const Bounds &a) { return a.lower && *a.lower >= 0; }

/// A missing bound is the end of the numbers; so is a product that is too big.
static int64_t saturatingProduct(int64_t a, int64_t b) {
  int64_t product;
  if (!llvm::MulOverflow(a, b, product))
    return product;
  return (a < 0) == (b < 0) ? Highest : Lowest;
}

Bounds tdsl::sets::multiply(const Bounds &a, const Bounds &b) {
  int64_t corners[4];
  int64_t *next = corners;
  for (int64_t x : {a.lower.value_or(Lowest), a.upper.value_or(Highest)})
    for (int64_t y : {b.lower.value_or(Lowest), b.upper.value_or(Highest)})
      *next++ = saturatingProduct(x, y);
  auto finite = [](int64_t corner) -> Bound {
    if (corner == Lowest || corner == Highest)
      return std::nullopt;
    return corner;
  };
  return {finite(*std::min_element(corners, corners + 4)),
          finite(*std::max_element(corners, corners + 4))};
}

/// A product of sorted factors; a square is not negative.
static Bounds boundsOf(const Term &term) {
  Bounds product{term.coefficient, term.coefficient};
  for (size_t i = 0; i < term.factors.size(); ++i) {
    Bounds factor = term.factors[i]->bounds;
    if (i + 1 < term.factors.size() &&
        compareAtoms(*term.factors[i], *term.factors[i + 1]) == 0) {
      factor = multiply(factor, factor);
      if (!factor.lower || *factor.lower < 0)
        factor.lower = 0;
      ++i;
    }
    product = multiply(product, factor);
  }
  return product;
}

Bounds Expr::bounds() const {
  if (overflowed)
    return {};
  Bounds total{0, 0};
  for (const Term &term : terms_)
    total = add(total, boundsOf(term));
  return total;
}

//===----------------------------------------------------------------------===//
// Bounds of atoms
//===----------------------------------------------------------------------===//

static Bounds boundsOfQuotient(const Bounds &a, const Bounds &b) {
  if (b.lower && b.upper && *b.lower == *b.upper && *b.lower > 0) {
    auto divide = [&](Bound bound) -> Bound {
      return bound ? Bound(floorQuotient(*bound, *b.lower)) : std::nullopt;
    };
    return {divide(a.lower), divide(a.upper)};
  }
  if (isNonNegative(a) && isNonNegative(b))
    return {0, a.upper};
  return {};
}

static Bounds boundsOfRemainder(const Bounds &a, const Bounds &b) {
  Bounds bounds;
  if (!isNonNegative(b))
    return bounds;
  bounds.lower = 0;
  if (b.upper)
    bounds.upper = std::max<int64_t>(*b.upper - 1, 0);
  if (isNonNegative(a) && a.upper)
    bounds.upper = bounds.upper ? std::min(*bounds.upper, *a.upper) : *a.upper;
  return bounds;
}

static Bounds boundsOfMin(llvm::ArrayRef<Expr> operands) {
  Bounds result = operands.front().bounds();
  for (const Expr &operand : operands.drop_front()) {
    Bounds bounds = operand.bounds();
    result.lower = result.lower && bounds.lower
                       ? Bound(std::min(*result.lower, *bounds.lower))
                       : std::nullopt;
    if (!result.upper || (bounds.upper && *bounds.upper < *result.upper))
      result.upper = bounds.upper;
  }
  return result;
}

static Bounds boundsOfMax(llvm::ArrayRef<Expr> operands) {
  Bounds result = operands.front().bounds();
  for (const Expr &operand : operands.drop_front()) {
    Bounds bounds = operand.bounds();
    result.upper = result.upper && bounds.upper
                       ? Bound(std::max(*result.upper, *bounds.upper))
                       : std::nullopt;
    if (!result.lower || (bounds.lower && *bounds.lower > *result.lower))
      result.lower = bounds.lower;
  }
  return result;
}

static Bounds boundsOf(AtomKind kind, llvm::ArrayRef<Expr> operands) {
  switch (kind) {
  case AtomKind::Symbol:
    return {};
  case AtomKind::FloorDiv:
    return boundsOfQuotient(operands[0].bounds(), operands[1].bounds());
  case AtomKind::Mod:
    return boundsOfRemainder(operands[0].bounds(), operands[1].bounds());
  case AtomKind::Min:
    return boundsOfMin(operands);
  case AtomKind::Max:
    return boundsOfMax(operands);
  }
  llvm_unreachable("unknown kind of atom");
}

Expr tdsl::sets::makeAtom(AtomKind kind, std::vector<Expr> operands) {
  auto atom = std::make_shared<Atom>();
  for (const Expr &operand : operands) {
    if (operand.isOverflow())
      return Expr::overflow();
    atom->size += operand.size();
  }
  if (atom->size > Expr::MaxSize)
    return Expr::overflow();
  atom->kind = kind;
  atom->bounds = boundsOf(kind, operands);
  atom->operands = std::move(operands);
  return Expr::atom(std::move(atom));
}
