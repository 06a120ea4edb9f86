//===- MinMax.cpp - min and max in canonical form -------------------------===//
//
// Operands are flattened, those that another one beats by constant bounds are
// dropped (min(N, N + 3) = N), and what all share is pulled out:
// min(2*i + 1, 2*j + 3) = 2*min(i, j + 1) + 1.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/Atoms.h"

#include "llvm/ADT/STLExtras.h"

#include <numeric>

using namespace tdsl::sets;

static constexpr size_t MaxOperands = 32;

static AtomKind dual(AtomKind kind) {
  return kind == AtomKind::Min ? AtomKind::Max : AtomKind::Min;
}

/// The terms of e that are an extremum of this kind alone: a min times a
/// positive number or a max times a negative one.
static llvm::SmallVector<const Term *, 2> findExtrema(const Expr &e,
                                                      AtomKind kind) {
  llvm::SmallVector<const Term *, 2> found;
  for (const Term &term : e.terms()) {
    AtomKind wanted = term.coefficient > 0 ? kind : dual(kind);
    if (term.factors.size() == 1 && term.factors.front()->kind == wanted)
      found.push_back(&term);
  }
  return found;
}

/// c*min(a, b) + rest = min(c*a + rest, c*b + rest), where e is such a sum
/// with one min; e alone otherwise.
static llvm::SmallVector<Expr, 4> alternatives(const Expr &e, AtomKind kind) {
  auto extrema = findExtrema(e, kind);
  if (extrema.size() != 1)
    return {e};
  Expr rest = e - Expr::sum({*extrema.front()});
  llvm::SmallVector<Expr, 4> result;
  for (const Expr &operand : extrema.front()->factors.front()->operands)
    result.push_back(operand * extrema.front()->coefficient + rest);
  return result;
}

static void flatten(const Expr &e, AtomKind kind, std::vector<Expr> &into) {
  llvm::SmallVector<Expr, 4> parts = alternatives(e, kind);
  if (parts.size() == 1) {
    into.push_back(parts.front());
    return;
  }
  for (const Expr &part : parts)
    flatten(part, kind, into);
}

/// a is never better than b: a >= b for min, a <= b for max. A max is at least
/// each of its operands, so min(x, max(x, y)) = x.
static bool isBeaten(const Expr &a, const Expr &b, AtomKind kind) {
  for (const Expr &part : alternatives(a, dual(kind))) {
    Bounds difference = (kind == AtomKind::Min ? part - b : b - part).bounds();
    if (difference.lower && *difference.lower >= 0)
      return true;
  }
  return false;
}

static std::vector<Expr> dropBeaten(llvm::ArrayRef<Expr> operands,
                                    AtomKind kind) {
  std::vector<Expr> kept;
  for (const Expr &operand : operands) {
    auto beaten = [&](const Expr &other) {
      return isBeaten(operand, other, kind);
    };
    if (llvm::any_of(kept, beaten))
      continue;
    llvm::erase_if(kept, [&](const Expr &other) {
      return isBeaten(other, operand, kind);
    });
    kept.push_back(operand);
  }
  return kept;
}

//===----------------------------------------------------------------------===//
// What the operands share
//===----------------------------------------------------------------------===//

static int64_t coefficientOf(const Expr &e, llvm::ArrayRef<AtomRef> factors) {
  for (const Term &term : e.terms())
    if (compareFactors(term.factors, factors) == 0)
      return term.coefficient;
  return 0;
}

/// The part of all operands: of each product the coefficient of least
/// magnitude, where all have the same sign.
static Expr commonPart(llvm::ArrayRef<Expr> operands) {
  std::vector<Term> common;
  for (const Term &term : operands.front().terms()) {
    int64_t least = term.coefficient;
    for (const Expr &operand : operands.drop_front()) {
      int64_t other = coefficientOf(operand, term.factors);
      if ((other > 0) != (least > 0) || other == 0)
        least = 0;
      else if (least > 0 ? other < least : other > least)
        least = other;
      if (least == 0)
        break;
    }
    if (least != 0)
      common.push_back({least, term.factors});
  }
  return Expr::sum(std::move(common));
}

static int64_t commonFactor(llvm::ArrayRef<Expr> operands) {
  int64_t common = 0;
  for (const Expr &operand : operands)
    for (const Term &term : operand.terms())
      common = std::gcd(common, term.coefficient);
  return common;
}

static bool allNegated(llvm::ArrayRef<Expr> operands) {
  return llvm::all_of(operands, [](const Expr &operand) {
    return operand.isZero() || operand.terms().front().coefficient < 0;
  });
}

static bool anyOverflow(llvm::ArrayRef<Expr> operands) {
  return llvm::any_of(operands,
                      [](const Expr &operand) { return operand.isOverflow(); });
}

static Expr extremum(AtomKind kind, llvm::ArrayRef<Expr> operands) {
  std::vector<Expr> flat;
  for (const Expr &operand : operands) {
    flatten(operand, kind, flat);
    if (anyOverflow(flat) || flat.size() > MaxOperands)
      return Expr::overflow();
  }
  flat = dropBeaten(flat, kind);
  if (flat.size() == 1)
    return flat.front();

  Expr common = commonPart(flat);
  for (Expr &operand : flat)
    operand -= common;
  if (anyOverflow(flat))
    return Expr::overflow();
  int64_t scale = commonFactor(flat);
  if (allNegated(flat)) {
    scale = -scale;
    kind = dual(kind);
  }
  for (Expr &operand : flat) {
    if (scale < 0)
      operand = -operand;
    if (auto divided = operand.dividedBy(std::abs(scale)))
      operand = *divided;
  }
  llvm::sort(flat, [](const Expr &a, const Expr &b) {
    return Expr::compare(a, b) < 0;
  });
  return makeAtom(kind, std::move(flat)) * scale + common;
}

Expr Expr::min(llvm::ArrayRef<Expr> operands) {
  return extremum(AtomKind::Min, operands);
}
Expr Expr::max(llvm::ArrayRef<Expr> operands) {
  return extremum(AtomKind::Max, operands);
}
Expr Expr::min(const Expr &a, const Expr &b) { return min({a, b}); }
Expr Expr::max(const Expr &a, const Expr &b) { return max({a, b}); }
