//===- Division.cpp - floordiv and mod in canonical form ------------------===//
//
// With a constant divisor d > 0 both split the dividend the same way: multiples
// of d leave the division, a common factor of all coefficients and d is
// cancelled, and digits are cut: where g divides d and every coefficient of P,
// and R is in 0..g-1, P + R divides like P. Sums put the two parts together
// again: 8*(a floordiv 8) + a mod 8 = a.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/Atoms.h"

#include "llvm/ADT/STLExtras.h"

#include <numeric>

using namespace tdsl::sets;

int64_t tdsl::sets::contentOf(const Expr &e) {
  int64_t content = 0;
  for (const Term &term : e.terms())
    if (!term.factors.empty())
      content = std::gcd(content, term.coefficient);
  return content;
}

/// Of all coefficients, the constants among them.
static int64_t commonFactor(const Expr &a, const Expr &b) {
  return std::gcd(std::gcd(contentOf(a), contentOf(b)),
                  std::gcd(a.constantTerm(), b.constantTerm()));
}

/// Divides coefficient by coefficient. They keep their sign (a remainder of -i
/// stays -i), the constant becomes a residue.
static Division split(const Expr &e, int64_t divisor) {
  std::vector<Term> quotient, remainder;
  for (const Term &term : e.terms()) {
    int64_t q = term.coefficient / divisor, r = term.coefficient % divisor;
    if (term.factors.empty() && r < 0)
      q -= 1, r += divisor;
    if (q != 0)
      quotient.push_back({q, term.factors});
    if (r != 0)
      remainder.push_back({r, term.factors});
  }
  return {Expr::sum(std::move(quotient)), Expr::sum(std::move(remainder))};
}

/// The digit split of e: e = scale * high + low with 0 <= low < scale, where
/// scale > 1 divides `divisor`. Nothing where there is none.
static std::optional<std::pair<int64_t, Division>> splitDigit(const Expr &e,
                                                              int64_t divisor) {
  for (const Term &term : e.terms()) {
    int64_t scale = std::gcd(term.coefficient, divisor);
    if (scale <= 1)
      continue;
    Division parts = split(e, scale);
    Bounds low = parts.remainder.bounds();
    if (low.lower && *low.lower >= 0 && low.upper && *low.upper < scale)
      return {{scale, parts}};
  }
  return std::nullopt;
}

/// The one atom of kind in e = atom + constant with a constant divisor > 0.
static const Atom *onlyAtom(const Expr &e, AtomKind kind) {
  llvm::ArrayRef<Term> terms = e.terms();
  if (terms.empty() || terms.front().factors.size() != 1 ||
      terms.front().coefficient != 1 || terms.size() > 2 ||
      (terms.size() == 2 && !terms.back().factors.empty()))
    return nullptr;
  const Atom &atom = *terms.front().factors.front();
  if (atom.kind != kind || atom.operands[1].constant().value_or(0) <= 0)
    return nullptr;
  return &atom;
}

//===----------------------------------------------------------------------===//
// Constant divisors
//===----------------------------------------------------------------------===//

static Expr floorDivConstant(const Expr &a, int64_t divisor) {
  Division parts = split(a, divisor);
  const Expr &rest = parts.remainder;
  Bounds bounds = rest.bounds();
  if (bounds.lower && bounds.upper) {
    int64_t least = floorQuotient(*bounds.lower, divisor);
    if (least == floorQuotient(*bounds.upper, divisor))
      return parts.quotient + least;
  }
  if (auto digit = splitDigit(rest, divisor))
    return parts.quotient +
           Expr::floorDiv(digit->second.quotient, divisor / digit->first);
  // (x floordiv c + k) floordiv d = (x + k*c) floordiv (c*d)
  if (const Atom *inner = onlyAtom(rest, AtomKind::FloorDiv)) {
    const Expr &by = inner->operands[1];
    Expr product = by * divisor;
    if (!product.isOverflow())
      return parts.quotient +
             Expr::floorDiv(inner->operands[0] + by * rest.constantTerm(),
                            product);
  }
  // (x mod (c*d)) floordiv d = (x floordiv d) mod c
  const Atom *inner = onlyAtom(rest, AtomKind::Mod);
  if (inner && rest.constantTerm() == 0)
    if (auto by = inner->operands[1].dividedBy(divisor))
      return parts.quotient +
             Expr::mod(Expr::floorDiv(inner->operands[0], divisor), *by);
  return parts.quotient + makeAtom(AtomKind::FloorDiv, {rest, divisor});
}

/// Replaces c * (x mod m) by c*x where the divisor divides c*m.
static Expr dropInnerMods(const Expr &e, int64_t divisor) {
  for (const Term &term : e.terms())
    for (AtomRef factor : term.factors) {
      if (factor->kind != AtomKind::Mod)
        continue;
      Expr step = factor->operands[1] * term.coefficient;
      if (auto value = step.constant(); value && *value % divisor == 0) {
        Term rest = term;
        rest.factors.erase(llvm::find(rest.factors, factor));
        Expr multiple = factor->operands[0] - Expr::atom(*factor);
        return dropInnerMods(e + Expr::sum({rest}) * multiple, divisor);
      }
    }
  return e;
}

static Expr modConstant(const Expr &a, int64_t divisor) {
  Expr rest = split(dropInnerMods(a, divisor), divisor).remainder;
  Bounds bounds = rest.bounds();
  if (bounds.lower && *bounds.lower >= 0 && bounds.upper &&
      *bounds.upper < divisor)
    return rest;
  if (auto digit = splitDigit(rest, divisor))
    return digit->second.remainder +
           Expr::mod(digit->second.quotient, divisor / digit->first) *
               digit->first;
  return makeAtom(AtomKind::Mod, {rest, divisor});
}

//===----------------------------------------------------------------------===//
// Symbolic divisors
//===----------------------------------------------------------------------===//

std::optional<Factors>
tdsl::sets::divideFactors(llvm::ArrayRef<AtomRef> product,
                          llvm::ArrayRef<AtomRef> divisor) {
  if (divisor.size() > product.size())
    return std::nullopt;
  Factors rest;
  for (AtomRef factor : product)
    if (!divisor.empty() && factor == divisor.front())
      divisor = divisor.drop_front();
    else
      rest.push_back(factor);
  if (!divisor.empty())
    return std::nullopt;
  return rest;
}

static std::optional<Term> divide(const Term &term, const Term &divisor) {
  if (divisor.coefficient < 1 || term.coefficient % divisor.coefficient != 0)
    return std::nullopt;
  auto factors = divideFactors(term.factors, divisor.factors);
  if (!factors)
    return std::nullopt;
  return Term{term.coefficient / divisor.coefficient, *factors};
}

/// Term by term in the canonical order, in which products keep their order
/// when multiplied: what is subtracted stands behind what it cancels.
Division tdsl::sets::longDivision(const Expr &e, const Expr &divisor) {
  if (e.isOverflow() || divisor.terms().empty())
    return {0, e};
  Division result;
  Expr rest = e;
  std::vector<Term> remainder;
  while (!rest.isZero()) {
    Term first = rest.terms().front();
    if (auto quotient = divide(first, divisor.terms().front())) {
      Expr part = Expr::sum({*quotient});
      result.quotient += part;
      rest -= part * divisor;
    } else {
      remainder.push_back(first);
      rest -= Expr::sum({first});
    }
    if (rest.isOverflow() || result.quotient.isOverflow())
      return {0, e};
  }
  result.remainder = Expr::sum(std::move(remainder));
  return result;
}

/// Drops multiples of the divisor: (i*K + k) mod K = k mod K, for K = 0 too.
/// By a sum only where nothing is left, as the rest might be no simpler.
static Expr dropMultiples(const Expr &e, const Expr &divisor) {
  Expr rest = longDivision(e, divisor).remainder;
  return rest.isZero() || divisor.terms().size() == 1 ? rest : e;
}

static bool isNegated(const Expr &divisor) {
  return divisor.terms().front().coefficient < 0;
}

static int64_t cancelCommonFactor(Expr &a, Expr &b) {
  int64_t common = commonFactor(a, b);
  if (common > 1) {
    a = *a.dividedBy(common);
    b = *b.dividedBy(common);
  }
  return common > 1 ? common : 1;
}

//===----------------------------------------------------------------------===//
// Entry points
//===----------------------------------------------------------------------===//

Expr Expr::floorDiv(const Expr &a, const Expr &b) {
  if (a.isOverflow() || b.isOverflow())
    return overflow();
  if (a.isZero() || b.isZero())
    return 0;
  if (isNegated(b))
    return floorDiv(-a, -b);
  if (auto divisor = b.constant())
    return floorDivConstant(a, *divisor);
  Expr dividend = a, divisor = b;
  cancelCommonFactor(dividend, divisor);
  return makeAtom(AtomKind::FloorDiv, {dividend, divisor});
}

Expr Expr::ceilDiv(const Expr &a, const Expr &b) { return -floorDiv(-a, b); }

Expr Expr::mod(const Expr &a, const Expr &b) {
  if (a.isOverflow() || b.isOverflow())
    return overflow();
  if (a.isZero() || b.isZero())
    return 0;
  if (isNegated(b))
    return -mod(-a, -b);
  if (auto divisor = b.constant())
    return modConstant(a, *divisor);
  Expr rest = dropMultiples(a, b), divisor = b;
  if (rest.isZero())
    return 0;
  int64_t scale = cancelCommonFactor(rest, divisor);
  return makeAtom(AtomKind::Mod, {rest, divisor}) * scale;
}

/// c * (x mod m) + c*m * (x floordiv m) = c*x, for the mods of a sum.
Expr tdsl::sets::joinDigits(const Expr &e) {
  for (const Term &low : e.terms())
    for (AtomRef factor : low.factors) {
      if (factor->kind != AtomKind::Mod || !factor->operands[1].constant())
        continue;
      Expr high = Expr::floorDiv(factor->operands[0], factor->operands[1]);
      Term rest = low;
      rest.factors.erase(llvm::find(rest.factors, factor));
      Expr wanted = Expr::sum({rest}) * high * factor->operands[1];
      if (wanted.terms().size() != 1)
        continue;
      bool found = llvm::any_of(e.terms(), [&](const Term &term) {
        return term.coefficient == wanted.terms().front().coefficient &&
               compareFactors(term.factors, wanted.terms().front().factors) ==
                   0;
      });
      if (found)
        return e - wanted - Expr::sum({low}) +
               Expr::sum({rest}) * factor->operands[0];
    }
  return e;
}
