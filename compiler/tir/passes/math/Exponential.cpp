//===- Exponential.cpp - exp, exp2, expm1 ---------------------------------===//
//
//  1. x = n ln 2 + r with |r| <= ln 2 / 2. The rounded n comes out of an
//     addition (Shifter), its bits out of that sum.
//  2. exp(r) by a polynomial.
//  3. times 2^n, by two factors: 2^n itself need not be a number, and where the
//     result is subnormal only the second product rounds.
//
//===----------------------------------------------------------------------===//

#include "compiler/tir/passes/math/Functions.h"

namespace tdsl::tir::math {

/// Where x is split: n is `shifted` without the shifter.
namespace {
struct Parts {
  Real shifted, n, r;
};
} // namespace

/// `bias` is added to the integer in the bits of `shifted`.
static Parts split(Real x, float bias) {
  Real shifted = fma(x, Log2E, Shifter + bias);
  Real n = shifted - (Shifter + bias);
  return {shifted, n, fma(n, -Ln2Low, fma(n, -Ln2High, x))};
}

/// exp(r), |r| <= 0.347 (fit.sollya: exp).
static Real nearOne(Real r) {
  return horner(r, {1, 1, 0x1.fffffcp-2, 0x1.55549p-3, 0x1.5558a2p-5,
                    0x1.123adp-7, 0x1.6a5e34p-10});
}

/// p * 2^n, for `biased` = n + 254 in its low bits.
static Real scale(Real p, Int biased) {
  Int half = biased >> 1;
  return p * asReal(half << 23) * asReal((biased - half) << 23);
}

Real expNormal(Real x, std::optional<Real> low) {
  Parts parts = split(x, 127);
  Real r = low ? parts.r + *low : parts.r;
  return nearOne(r) * asReal(bits(parts.shifted) << 23);
}

Real exp(Real x) {
  x = atLeast(atMost(x, 89), -104);
  Parts parts = split(x, 254);
  return scale(nearOne(parts.r), bits(parts.shifted));
}

Real exp2(Real x) {
  x = atLeast(atMost(x, 129), -151);
  Real shifted = x + (Shifter + 254);
  Real r = x - (shifted - (Shifter + 254));
  // fit.sollya: exp2
  Real p = horner(r, {1, 0x1.62e43p-1, 0x1.ebfbd8p-3, 0x1.c6af76p-5,
                      0x1.3b30ap-7, 0x1.5f0b82p-10, 0x1.3fa206p-13});
  return scale(p, bits(shifted));
}

/// 2^n (expm1(r) + 1) - 1, at half of its size so that 2^128 can be said.
Real expm1(Real x) {
  Parts parts = split(atLeast(atMost(x, 89), -18), 126);
  Real r = parts.r;
  // fit.sollya: expm1
  Real p = horner(r, {0.5, 0x1.555554p-3, 0x1.5554fp-5, 0x1.111306p-7,
                      0x1.6d439p-10, 0x1.9e0cdp-13});
  Real q = fma(r * r, p, r);
  Real power = asReal(bits(parts.shifted) << 23);
  Real half = fma(power, q, power - 0.5f);
  Real y = select(equal(parts.n, 0.0f), q, half + half);
  return select(equal(x, 0.0f), x, y); // -0 too
}

} // namespace tdsl::tir::math
