//===- Exact.h - What a function is, in a wider type ----------------------===//
//
// glibc's functions of double are exact to one unit in the last place, which
// is 2^-29 units of an f32; those of long double to 2^-11 units of an f64.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TEST_ULP_EXACT_H
#define TDSL_TEST_ULP_EXACT_H

#include "compiler/sema/Program.h"

#include <cmath>

namespace tdsl::ulp {

/// `y` counts for functions of two arguments only.
template <typename Wide> Wide exact(sema::Builtin function, Wide x, Wide y) {
  switch (function) {
#define UNARY(Name, name)                                                      \
  case sema::Builtin::Name:                                                    \
    return std::name(x);
    UNARY(Acos, acos)
    UNARY(Asin, asin)
    UNARY(Atan, atan)
    UNARY(Cos, cos)
    UNARY(Cosh, cosh)
    UNARY(Erf, erf)
    UNARY(Exp, exp)
    UNARY(Exp2, exp2)
    UNARY(Expm1, expm1)
    UNARY(Log, log)
    UNARY(Log1p, log1p)
    UNARY(Log2, log2)
    UNARY(Sin, sin)
    UNARY(Sinh, sinh)
    UNARY(Tan, tan)
    UNARY(Tanh, tanh)
#undef UNARY
  case sema::Builtin::Atan2:
    return std::atan2(x, y);
  case sema::Builtin::Pow:
    return std::pow(x, y);
  case sema::Builtin::Rsqrt:
    return 1 / std::sqrt(x);
  default:
    return NAN; // no bound in UlpBounds.def
  }
}

} // namespace tdsl::ulp

#endif // TDSL_TEST_ULP_EXACT_H
