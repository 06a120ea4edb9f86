//===- Sigmoidal.cpp - tanh, erf ------------------------------------------===//
//
// Odd functions that end at 1: a polynomial near zero, and one less something
// that decays further out.
//
//===----------------------------------------------------------------------===//

#include "compiler/tir/passes/math/Functions.h"

namespace tdsl::tir::math {

// Both take a bounded |x| everywhere, so that x itself is needed for its sign
// only: registers are few where two vectors are on their way.

/// 1 - 2 / (exp(2a) + 1)
Real tanh(Real x) {
  Real a = atMost(abs(x), 10);
  // fit.sollya: tanh
  Real square = a * a;
  Real p = horner(square, {-0x1.555554p-2, 0x1.11107cp-3, -0x1.b9f218p-5,
                           0x1.63ac7p-6, -0x1.0c84eep-7, 0x1.1abac8p-9});
  Real near = fma(square * p, a, a);
  Real far = 1.0f - 2.0f / (expNormal(a + a) + 1.0f);
  return withSign(select(less(a, 0.625f), near, far), x);
}

/// 1 - erfc(a), where log erfc(a) = a q(a) - a is a polynomial.
Real erf(Real x) {
  Real a = atMost(abs(x), 4);
  // fit.sollya: erf
  Real p = horner(a * a,
                  {0x1.06eba8p-3, -0x1.81273ep-2, 0x1.ce2cf2p-4, -0x1.b7f88cp-6,
                   0x1.540172p-8, -0x1.a3d812p-11, 0x1.4917a4p-14});
  Real near = fma(a, p, a);
  // fit.sollya: log erfc
  Real q = horner(a, {-0x1.072092p-3, -0x1.458baep-1, -0x1.ae8e84p-4,
                      0x1.75885ap-6, -0x1.a1b9e8p-9, 0x1.b9c3b4p-13});
  Real g = fma(a, q, -a);
  Real lost = fma(a, q, -(a + g));
  Real far = 1.0f - expNormal(g, lost);
  return withSign(select(less(a, 1.0f), near, far), x);
}

} // namespace tdsl::tir::math
