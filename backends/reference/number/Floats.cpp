//===- Floats.cpp - Floating-point arithmetic as the language has it ------===//

#include "backends/reference/number/Floats.h"

#include "llvm/Support/ErrorHandling.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace tdsl::reference::number {

namespace {
/// What tells one binary format from another.
struct Traits {
  int digits;      // of the significand, the hidden one too
  int minExponent; // of the smallest normal number
  int maxExponent; // of the largest number
};
} // namespace

static Traits traitsOf(Format format) {
  switch (format) {
  case Format::F16:
    return {11, -14, 15};
  case Format::BF16:
    return {8, -126, 127};
  case Format::F32:
    return {24, -126, 127};
  case Format::F64:
    return {53, -1022, 1023};
  }
  llvm_unreachable("not a format");
}

Format formatOf(sema::Scalar scalar) {
  switch (scalar) {
  case sema::Scalar::F16:
    return Format::F16;
  case sema::Scalar::BF16:
    return Format::BF16;
  case sema::Scalar::F32:
    return Format::F32;
  case sema::Scalar::F64:
    return Format::F64;
  default:
    llvm_unreachable("not a float type");
  }
}

double highestFinite(Format format) {
  Traits traits = traitsOf(format);
  return std::ldexp(2.0 - std::ldexp(1.0, 1 - traits.digits),
                    traits.maxExponent);
}

double ulp(double x, Format format) {
  Traits traits = traitsOf(format);
  int exponent = traits.minExponent;
  if (std::isfinite(x) && x != 0)
    exponent = std::max(exponent, std::ilogb(x));
  return std::ldexp(1.0, exponent - traits.digits + 1);
}

double roundToHalf(double x) {
  return static_cast<double>(static_cast<_Float16>(x));
}

double roundToBFloat(double x) {
  if (!std::isfinite(x))
    return x;
  double quantum = ulp(x, Format::BF16);
  double rounded = std::nearbyint(x / quantum) * quantum;
  bool overflows = std::fabs(rounded) > highestFinite(Format::BF16);
  return overflows ? std::copysign(HUGE_VAL, x) : rounded;
}

double modulo(double a, double b) {
  double remainder = std::fmod(a, b);
  if (remainder == 0)
    return std::copysign(0.0, b);
  return (remainder < 0) != (b < 0) ? remainder + b : remainder;
}

bool isAbove(double a, double best) {
  return !std::isnan(best) && (std::isnan(a) || a > best);
}

bool isBelow(double a, double best) {
  return !std::isnan(best) && (std::isnan(a) || a < best);
}

double minimum(double a, double b) {
  if (a == 0 && b == 0)
    return std::signbit(a) ? a : b;
  return isBelow(b, a) ? b : a;
}

double maximum(double a, double b) {
  if (a == 0 && b == 0)
    return std::signbit(a) ? b : a;
  return isAbove(b, a) ? b : a;
}

double fma(double a, double b, double c, Format format) {
  if (format == Format::F64)
    return std::fma(a, b, c);
  // The product is exact. Where the sum is not, its last digit is made odd:
  // then rounding it again to fewer digits gives what rounding once would.
  double product = a * b;
  double sum = product + c;
  double part = sum - product;
  double error = (product - (sum - part)) + (c - part);
  uint64_t digits;
  std::memcpy(&digits, &sum, sizeof digits);
  if (!std::isfinite(sum) || error == 0 || (digits & 1))
    return sum;
  return std::nextafter(sum, error > 0 ? HUGE_VAL : -HUGE_VAL);
}

} // namespace tdsl::reference::number
