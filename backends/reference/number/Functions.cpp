//===- Functions.cpp - Scalar functions of floats -------------------------===//

#include "backends/reference/number/Functions.h"

namespace tdsl::reference::number {

static double rsqrt(double x) { return 1.0 / std::sqrt(x); }

// Of two equally near integers the even one, as the nearest number is taken
// everywhere else.
static double roundHalfEven(double x) { return std::nearbyint(x); }

namespace {
struct Row {
  sema::Builtin name;
  Function1 function;
};
} // namespace

static const Row Rows[] = {
    {sema::Builtin::Abs, std::fabs},    {sema::Builtin::Acos, std::acos},
    {sema::Builtin::Asin, std::asin},   {sema::Builtin::Atan, std::atan},
    {sema::Builtin::Ceil, std::ceil},   {sema::Builtin::Cos, std::cos},
    {sema::Builtin::Cosh, std::cosh},   {sema::Builtin::Erf, std::erf},
    {sema::Builtin::Exp, std::exp},     {sema::Builtin::Exp2, std::exp2},
    {sema::Builtin::Expm1, std::expm1}, {sema::Builtin::Floor, std::floor},
    {sema::Builtin::Log, std::log},     {sema::Builtin::Log1p, std::log1p},
    {sema::Builtin::Log2, std::log2},   {sema::Builtin::Round, roundHalfEven},
    {sema::Builtin::Rsqrt, rsqrt},      {sema::Builtin::Sin, std::sin},
    {sema::Builtin::Sinh, std::sinh},   {sema::Builtin::Sqrt, std::sqrt},
    {sema::Builtin::Tan, std::tan},     {sema::Builtin::Tanh, std::tanh},
    {sema::Builtin::Trunc, std::trunc},
};

Function1 function1(sema::Builtin function) {
  for (const Row &row : Rows)
    if (row.name == function)
      return row.function;
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
    return isSmall                 ? TDSL_ULP_BOUND_NARROW                     \
           : format == Format::F32 ? OfF32                                     \
                                   : OfF64;
#include "compiler/target/UlpBounds.def"
#undef TDSL_ULP_BOUND
  default:
    return 0;
  }
}

} // namespace tdsl::reference::number
