//===- Floats.h - Floating-point arithmetic as the language has it --------===//
//
// A value of any float type is held in a double. An operation is done in
// double and rounded once to its type: for +, -, *, / and sqrt of f32 and
// smaller types that is the correctly rounded result, as a double has more
// than twice their digits.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_REFERENCE_NUMBER_FLOATS_H
#define TDSL_REFERENCE_NUMBER_FLOATS_H

#include "compiler/sema/Types.h"

#include <cmath>

namespace tdsl::reference::number {

/// A float type.
enum class Format : uint8_t { F16, BF16, F32, F64 };
Format formatOf(sema::Scalar scalar);

double roundToHalf(double x);
double roundToBFloat(double x);

/// To the nearest value of the format, to the even one of two.
inline double round(double x, Format format) {
  switch (format) {
  case Format::F64:
    return x;
  case Format::F32:
    return static_cast<float>(x);
  case Format::F16:
    return roundToHalf(x);
  case Format::BF16:
    return roundToBFloat(x);
  }
  return x;
}

double highestFinite(Format format);
/// The distance from |x| to the next value of the format away from zero.
double ulp(double x, Format format);

inline double add(double a, double b) { return a + b; }
inline double subtract(double a, double b) { return a - b; }
inline double multiply(double a, double b) { return a * b; }
inline double divide(double a, double b) { return a / b; } // x / 0 as IEEE
/// Has the sign of the divisor, as for integers; NaN where b is 0.
double modulo(double a, double b);

/// NaN if either is; -0 < +0.
double minimum(double a, double b);
double maximum(double a, double b);
/// Whether argmax takes `a` instead of an earlier `best`: the first NaN wins,
/// then the first of the largest; zeros of both signs are equal, as in `==`.
bool isAbove(double a, double best);
bool isBelow(double a, double best);

/// a * b + c, for one rounding by round().
double fma(double a, double b, double c, Format format);

} // namespace tdsl::reference::number

#endif // TDSL_REFERENCE_NUMBER_FLOATS_H
