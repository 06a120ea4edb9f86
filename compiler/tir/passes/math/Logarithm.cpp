//===- Logarithm.cpp - log, log2, log1p -----------------------------------===//
//
//  1. x = 2^e (1 + f) with 1 + f in [sqrt 1/2, sqrt 2): bits.
//  2. log(1 + f) = f + f^2 p(f), and e ln 2 in front of it. What the first sum
//     loses is found exactly (Dekker) and added with the small parts.
//  3. Zero, negative numbers and infinity, which have no such e and f.
//
//===----------------------------------------------------------------------===//

#include "compiler/tir/passes/math/Functions.h"

#include <cmath>

namespace tdsl::tir::math {

namespace {
struct Parts {
  Real e, f;
};
} // namespace

constexpr int64_t RootOfHalf = 0x3f3504f3, Mantissa = 0x007fffff;

/// Of x > 0.
static Parts split(Real x) {
  Truth tiny = less(x, 0x1p-126f);
  Int above = bits(select(tiny, x * 0x1p+23f, x)) - RootOfHalf;
  Real e = toReal(shiftSigned(above, 23)) - select(tiny, x.like(23), 0);
  return {e, asReal((above & Mantissa) + RootOfHalf) - 1.0f};
}

/// y, the logarithm of a positive finite x; what it should be elsewhere.
static Real onDomain(Real x, Real y) {
  y = select(equal(x, INFINITY), x, y);
  Real edge = select(equal(x, 0.0f), x.like(-INFINITY), NAN);
  return select(less(0.0f, x), y, edge);
}

/// a + b + small, where a is zero or the larger one.
static Real sum(Real a, Real b, Real small) {
  Real high = a + b;
  return high + (small + ((a - high) + b));
}

/// e ln 2 + log(1 + f + lost) (fit.sollya: log).
static Real natural(Real e, Real f, std::optional<Real> lost = std::nullopt) {
  Real p = horner(f, {-0x1.fffff8p-2, 0x1.55555p-2, -0x1.000432p-2,
                      0x1.99a41ap-3, -0x1.5425c4p-3, 0x1.226dfcp-3,
                      -0x1.0f3fa6p-3, 0x1.0860cep-3, -0x1.38472ap-4});
  Real small = fma(e, Ln2Low, f * f * p);
  return sum(e * Ln2High, f, lost ? small + *lost : small);
}

Real log(Real x) {
  Parts parts = split(x);
  return onDomain(x, natural(parts.e, parts.f));
}

Real log2(Real x) {
  Parts parts = split(x);
  Real f = parts.f;
  // fit.sollya: log2
  Real p = horner(f, {-0x1.71547p-1, 0x1.ec7094p-2, -0x1.715ac8p-2,
                      0x1.277ef4p-2, -0x1.eab182p-3, 0x1.a2e684p-3,
                      -0x1.877ae4p-3, 0x1.7e0e22p-3, -0x1.c36726p-4});
  constexpr float Log2ELow = 0x1.4ae0cp-26f;
  Real first = f * Log2E;
  Real lost = fma(f, Log2ELow, fma(f, Log2E, -first));
  return onDomain(x, sum(parts.e, first, fma(f * f, p, lost)));
}

/// 1 + x is split, but f is taken from x itself, as 2^-e x + (2^-e - 1), with
/// what that sum loses. (4 * 2^-e is a normal number for every e, 2^-e is not.)
Real log1p(Real x) {
  Real whole = x + 1.0f;
  Int above = bits(whole) - RootOfHalf;
  Real e = toReal(shiftSigned(above, 23));
  Real power = asReal((129 << 23) - (above & ~Mantissa));
  Real scaled = x * 0.25f * power, offset = fma(power, 0.25f, -1.0f);
  Real f = offset + scaled;
  Real y = onDomain(whole, natural(e, f, scaled - (f - offset)));
  return select(less(abs(x), 0x1p-30f), x, y); // -0 too
}

} // namespace tdsl::tir::math
