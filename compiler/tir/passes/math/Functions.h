//===- Functions.h - Elementary functions of f32 --------------------------===//
//
// Each makes straight code out of arithmetic and `math.fma`, without tables
// and without calls, for a number or a vector. compiler/target/UlpBounds.def
// says how exact they are; `./dev ulp` measures it.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TIR_PASSES_MATH_FUNCTIONS_H
#define TDSL_TIR_PASSES_MATH_FUNCTIONS_H

#include "compiler/tir/passes/math/Values.h"

namespace tdsl::tir::math {

Real cos(Real x);
Real erf(Real x);
Real exp(Real x);
Real exp2(Real x);
Real expm1(Real x);
Real log(Real x);
Real log1p(Real x);
Real log2(Real x);
Real sin(Real x);
Real tanh(Real x);

// What several of them share.

constexpr float Log2E = 0x1.715476p+0f;
/// ln 2 in two parts, the first of 16 bits: its product with an exponent is
/// exact.
constexpr float Ln2High = 0x1.62e4p-1f, Ln2Low = 0x1.7f7d1cp-20f;
/// Numbers of this size have no fraction: adding it rounds to an integer, which
/// then stands in the low bits.
constexpr float Shifter = 0x1.8p+23f;

/// exp(x + low) for x in [-87, 88] and a tiny `low`.
Real expNormal(Real x, std::optional<Real> low = std::nullopt);

/// x = quadrant * pi/2 + high + low, the quadrant in the low bits.
struct Angle {
  Real high, low;
  Int quadrant;
};
/// For any finite x >= 2^-7, slowly.
Angle reduceExactly(Real x);

} // namespace tdsl::tir::math

#endif // TDSL_TIR_PASSES_MATH_FUNCTIONS_H
