//===- Normal.cpp - Normal numbers with the same bits everywhere ----------===//
//
// Compiled without contraction, which would change bits from one machine to
// another.
//
//===----------------------------------------------------------------------===//

#include "compiler/driver/data/Normal.h"

#include <cmath>

namespace tdsl::driver {

/// log(x) for x > 0: with x = m 2^e and s = (m - 1) / (m + 1),
/// log(m) = 2 (s + s^3/3 + s^5/5 + ...), |s| < 0.172.
static double logarithm(double x) {
  int exponent;
  double m = std::frexp(x, &exponent); // exact, as is the doubling
  if (m < 0.70710678118654752) {
    m = m * 2;
    exponent = exponent - 1;
  }
  double s = (m - 1) / (m + 1);
  double square = s * s;
  double series = 0;
  for (int power = 23; power >= 1; power -= 2)
    series = series * square + 1.0 / power;
  return 2 * s * series + exponent * 0.69314718055994531;
}

/// cos(2 pi v) for 0 <= v < 1, by its Taylor series in the nearest quadrant.
static double cosineOfTurn(double v) {
  double quarters = v * 4;
  int quadrant = static_cast<int>(quarters + 0.5);
  double x = (quarters - quadrant) * 1.5707963267948966;
  double cosine = 1, sine = x, term = 1;
  for (int n = 1; n <= 16; ++n) {
    term = term * x / n; // x^n / n!
    double sign = (n / 2) % 2 ? -1 : 1;
    if (n % 2 == 0)
      cosine = cosine + sign * term;
    else if (n > 1)
      sine = sine + sign * term;
  }
  switch (quadrant % 4) {
  case 0:
    return cosine;
  case 1:
    return -sine;
  case 2:
    return -cosine;
  default:
    return sine;
  }
}

double normalFrom(double u, double v) {
  return std::sqrt(-2 * logarithm(1 - u)) * cosineOfTurn(v);
}

} // namespace tdsl::driver
