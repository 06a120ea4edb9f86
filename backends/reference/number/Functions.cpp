//===- Functions.cpp - Scalar functions of floats -------------------------===//

#include "backends/reference/number/Functions.h"

namespace tdsl::reference::number {

static double rsqrt(double x) { return 1.0 / std::sqrt(x); }

// Of two equally near integers the even one, as the nearest number is taken
// everywhere else.
static double roundHalfEven(double x) { return std::nearbyint(x); }

Function1 function1(sema::Builtin function) {
  switch (function) {
  case sema::Builtin::Abs: return std::fabs;
  case sema::Builtin::Acos: return std::acos;
  case sema::Builtin::Asin: return std::asin;
  case sema::Builtin::Atan: return std::atan;
  case sema::Builtin::Ceil: return std::ceil;
  case sema::Builtin::Cos: return std::cos;
  case sema::Builtin::Cosh: return std::cosh;
  case sema::Builtin::Erf: return std::erf;
  case sema::Builtin::Exp: return std::exp;
  case sema::Builtin::Exp2: return std::exp2;
  case sema::Builtin::Expm1: return std::expm1;
  case sema::Builtin::Floor: return std::floor;
  case sema::Builtin::Log: return std::log;
  case sema::Builtin::Log1p: return std::log1p;
  case sema::Builtin::Log2: return std::log2;
  case sema::Builtin::Round: return roundHalfEven;
  case sema::Builtin::Rsqrt: return rsqrt;
  case sema::Builtin::Sin: return std::sin;
  case sema::Builtin::Sinh: return std::sinh;
  case sema::Builtin::Sqrt: return std::sqrt;
  case sema::Builtin::Tan: return std::tan;
  case sema::Builtin::Tanh: return std::tanh;
  case sema::Builtin::Trunc: return std::trunc;
  case sema::Builtin::Atan2:
  case sema::Builtin::Fma:
  case sema::Builtin::IsInf:
  case sema::Builtin::IsNan:
  case sema::Builtin::Max:
  case sema::Builtin::Min:
  case sema::Builtin::Pow:
    return nullptr;
  }
  return nullptr;
}

Function2 function2(sema::Builtin function) {
  if (function == sema::Builtin::Atan2)
    return std::atan2;
  if (function == sema::Builtin::Pow)
    return std::pow;
  return nullptr;
}

double ulpBound(sema::Builtin function, Format format) {
  bool isSmall = format == Format::F16 || format == Format::BF16;
  switch (function) {
#define TDSL_ULP_BOUND(Name, OfF32, OfF64)                                     \
  case sema::Builtin::Name:                                                    \
    return isSmall ? 1.0 : format == Format::F32 ? OfF32 : OfF64;
#include "compiler/target/UlpBounds.def"
#undef TDSL_ULP_BOUND
  default:
    return 0;
  }
}

} // namespace tdsl::reference::number
