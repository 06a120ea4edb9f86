//===- Casts.cpp - From one scalar type to another ------------------------===//

#include "backends/reference/number/Casts.h"

#include <algorithm>

namespace tdsl::reference::number {

int64_t saturate(int64_t x, Integer from, Integer to) {
  bool isNegative = from.isSigned && x < 0;
  if (isNegative)
    return to.isSigned ? std::max(x, lowest(to)) : 0;
  // Both are not negative, so they compare as unsigned numbers.
  uint64_t most = static_cast<uint64_t>(highest(to));
  return static_cast<int64_t>(std::min(static_cast<uint64_t>(x), most));
}

int64_t toInteger(double x, Integer to) {
  if (std::isnan(x))
    return 0;
  double whole = std::trunc(x);
  // 2^(digits) is exact in a double, also where the highest value is not.
  int digits = static_cast<int>(to.bits) - to.isSigned;
  double beyond = std::ldexp(1.0, digits);
  if (whole >= beyond)
    return highest(to);
  if (whole < (to.isSigned ? -beyond : 0.0))
    return lowest(to);
  return to.isSigned ? static_cast<int64_t>(whole)
                     : static_cast<int64_t>(static_cast<uint64_t>(whole));
}

double toFloat(int64_t x, Integer from, Format to) {
  bool isNegative = from.isSigned && x < 0;
  uint64_t magnitude =
      isNegative ? -static_cast<uint64_t>(x) : static_cast<uint64_t>(x);
  // More digits than a double has: fold the lowest into one, so that they
  // still decide ties but the conversion to double is exact.
  if (to != Format::F64 && magnitude >> 53) {
    uint64_t low = magnitude & 0xffff;
    magnitude = (magnitude - low) | (low ? 0x8000 : 0);
  }
  double value = static_cast<double>(magnitude);
  return isNegative ? -value : value;
}

} // namespace tdsl::reference::number
