//===- Bounds.cpp - Constant bounds of sums, products and atoms -----------===//
//
// Interval arithmetic in which a missing bound is the end of the numbers.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/Atoms.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <numeric>

using namespace tdsl::sets;

static constexpr int64_t Lowest = std::numeric_limits<int64_t>::min();
static constexpr int64_t Huge = int64_t(1) << 40;
static constexpr int64_t Highest = std::numeric_limits<int64_t>::max();

int64_t tdsl::sets::floorQuotient(int64_t a, int64_t b) {
  return llvm::divideFloorSigned(a, b);
}

int64_t tdsl::sets::floorRemainder(int64_t a, int64_t b) {
  int64_t remainder = a % b;
  return remainder < 0 ? remainder + b : remainder;
}

bool tdsl::sets::addOverflows(int64_t a, int64_t b, int64_t &sum) {
  return llvm::AddOverflow(a, b, sum) || sum == Lowest;
}

bool tdsl::sets::multiplyOverflows(int64_t a, int64_t b, int64_t &product) {
  return llvm::MulOverflow(a, b, product) || product == Lowest;
}

Bound tdsl::sets::add(Bound a, Bound b) {
  int64_t sum;
  if (!a || !b || addOverflows(*a, *b, sum))
    return std::nullopt;
  return sum;
}

Bounds tdsl::sets::add(const Bounds &a, const Bounds &b) {
  return {add(a.lower, b.lower), add(a.upper, b.upper)};
}

/// A product that is too big is the end of the numbers, too.
static int64_t saturatingProduct(int64_t a, int64_t b) {
  int64_t product;
  if (!multiplyOverflows(a, b, product))
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

Bounds tdsl::sets::withoutHuge(Bounds bounds) {
  for (Bound *bound : {&bounds.lower, &bounds.upper})
    if (*bound && std::abs(**bound) > Huge)
      bound->reset();
  return bounds;
}

/// The greater lower and the smaller upper bound.
Bounds tdsl::sets::intersect(const Bounds &a, const Bounds &b) {
  Bounds result = a;
  if (!result.lower || (b.lower && *b.lower > *result.lower))
    result.lower = b.lower;
  if (!result.upper || (b.upper && *b.upper < *result.upper))
    result.upper = b.upper;
  return result;
}

/// A square is not negative.
Bounds tdsl::sets::boundsOf(const Term &term, AtomBounds ofAtom) {
  Bounds product{term.coefficient, term.coefficient};
  for (size_t i = 0; i < term.factors.size(); ++i) {
    Bounds factor = ofAtom(*term.factors[i]);
    if (i + 1 < term.factors.size() && term.factors[i] == term.factors[i + 1]) {
      factor = intersect(multiply(factor, factor), {0, std::nullopt});
      ++i;
    }
    product = multiply(product, factor);
  }
  return product;
}

Bounds tdsl::sets::boundsOf(const Expr &e, AtomBounds ofAtom) {
  if (e.isOverflow())
    return {};
  Bounds total{0, 0};
  for (const Term &term : e.terms())
    total = add(total, boundsOf(term, ofAtom));
  return total;
}

Bounds Expr::bounds() const {
  return boundsOf(*this, [](const Atom &atom) { return atom.bounds; });
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

static bool isNonNegative(const Bounds &a) { return a.lower && *a.lower >= 0; }

static Bounds boundsOfQuotient(const Bounds &a, const Bounds &b) {
  if (b.lower && b.upper && *b.lower == *b.upper && *b.lower > 0) {
    auto divide = [&](Bound bound) -> Bound {
      return bound ? Bound(floorQuotient(*bound, *b.lower)) : std::nullopt;
    };
    return {divide(a.lower), divide(a.upper)};
  }
  if (!isNonNegative(a) || !isNonNegative(b))
    return {};
  if (a.upper && b.lower && *b.lower > 0)
    return {0, *a.upper / *b.lower};
  return {0, a.upper};
}

static Bounds boundsOfRemainder(const Bounds &a, const Bounds &b) {
  if (!isNonNegative(b))
    return {};
  Bounds bounds{0, std::nullopt};
  if (b.upper)
    bounds.upper = std::max<int64_t>(*b.upper - 1, 0);
  if (isNonNegative(a))
    bounds = intersect(bounds, {0, a.upper});
  return bounds;
}

/// Of two lower bounds of a min the smaller one holds, of two upper bounds,
/// too; the result is unknown below where one is.
static Bounds boundsOfMin(const Bounds &a, const Bounds &b) {
  Bounds result = intersect({std::nullopt, a.upper}, {std::nullopt, b.upper});
  if (a.lower && b.lower)
    result.lower = std::min(*a.lower, *b.lower);
  return result;
}

static Bounds boundsOfMax(const Bounds &a, const Bounds &b) {
  Bounds result = intersect({a.lower, std::nullopt}, {b.lower, std::nullopt});
  if (a.upper && b.upper)
    result.upper = std::max(*a.upper, *b.upper);
  return result;
}

Bounds tdsl::sets::boundsOf(AtomKind kind, llvm::ArrayRef<Bounds> operands) {
  switch (kind) {
  case AtomKind::Symbol:
    return {};
  case AtomKind::FloorDiv:
    return boundsOfQuotient(operands[0], operands[1]);
  case AtomKind::Mod:
    return boundsOfRemainder(operands[0], operands[1]);
  case AtomKind::Min:
    return std::accumulate(operands.begin() + 1, operands.end(),
                           operands.front(), boundsOfMin);
  case AtomKind::Max:
    return std::accumulate(operands.begin() + 1, operands.end(),
                           operands.front(), boundsOfMax);
  }
  llvm_unreachable("unknown kind of atom");
}
