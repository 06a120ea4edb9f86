//===- Trigonometric.cpp - sin, cos ---------------------------------------===//
//
//  1. x = n pi/2 + r, r in two parts. Up to 2^17 by three parts of pi/2 (Cody
//     and Waite); lanes with larger numbers take a branch (ExactAngle.cpp).
//  2. The polynomials of sin and cos on [-pi/4, pi/4]; n says which, and the
//     sign.
//
//===----------------------------------------------------------------------===//

#include "compiler/tir/passes/math/Functions.h"

#include <cmath>

namespace tdsl::tir::math {

/// Of |x| < 2^17; NaN where x is.
static Angle reduceSmall(Real x) {
  constexpr float TwoOverPi = 0x1.45f306p-1f;
  constexpr float High = 0x1.921fb6p+0f, Middle = -0x1.777a5cp-25f,
                  Low = -0x1.ee59dap-50f;
  Real shifted = fma(x, TwoOverPi, Shifter), n = shifted - Shifter;
  Real rest = fma(n, -High, x); // exact: what is left has few enough bits
  Real product = n * -Middle, lost = fma(n, -Middle, -product);
  Real r = rest + product;
  Real low = lost + ((rest - r) + product);
  return {r, fma(n, -Low, low), bits(shifted)};
}

/// Of x >= 0.
static Angle reduce(Real x) {
  Angle small = reduceSmall(x);
  Truth large = less(x.like(0x1p+17f), x) & less(x, INFINITY);
  auto exact = [&]() -> llvm::SmallVector<mlir::Value> {
    Angle angle = reduceExactly(x);
    return {select(large, angle.high, small.high).value,
            select(large, angle.low, small.low).value,
            select(large, angle.quadrant, small.quadrant).value};
  };
  llvm::SmallVector<mlir::Value> parts = whereAny(
      large, {small.high.value, small.low.value, small.quadrant.value}, exact);
  return {{{parts[0], x.builder}},
          {{parts[1], x.builder}},
          {{parts[2], x.builder}}};
}

/// sin(angle + turns pi/2)
static Real sine(Angle angle, int64_t turns) {
  Real r = angle.high, square = r * r;
  // fit.sollya: sin
  Real p = horner(
      square, {-0x1.555556p-3, 0x1.11116p-7, -0x1.a0439cp-13, 0x1.76878cp-19});
  Real sin = r + fma(square * r, p, angle.low);
  // fit.sollya: cos. 1 - r^2/2 is rounded; what it loses is added back.
  Real q = horner(square, {0x1.555548p-5, -0x1.6c0b08p-10, 0x1.999a6cp-16});
  Real half = square * 0.5f, most = 1.0f - half;
  Real lost = (1.0f - most) - half;
  Real cos = most + (lost + fma(square * square, q, -(r * angle.low)));
  Int quadrant = angle.quadrant + turns;
  Real y = select(equal(quadrant & 1, 0), sin, cos);
  return asReal(bits(y) ^ ((quadrant & 2) << 30));
}

Real sin(Real x) {
  Real y = sine(reduce(abs(x)), 0);
  return asReal(bits(y) ^ (bits(x) & 0x80000000)); // odd: -0 too
}

Real cos(Real x) { return sine(reduce(abs(x)), 1); }

} // namespace tdsl::tir::math
