//===- Integers.cpp - Integer arithmetic as the language has it -----------===//

#include "backends/reference/number/Integers.h"

#include <limits>

namespace tdsl::reference::number {

int64_t lowest(Integer type) {
  return type.isSigned ? std::numeric_limits<int64_t>::min() >> (64 - type.bits)
                       : 0;
}

int64_t highest(Integer type) {
  return type.isSigned ? ~lowest(type) : wrap(~uint64_t(0), type);
}

bool less(int64_t a, int64_t b, Integer type) {
  return type.isSigned ? a < b
                       : static_cast<uint64_t>(a) < static_cast<uint64_t>(b);
}

int64_t divide(int64_t a, int64_t b, Integer type) {
  if (b == 0)
    return 0;
  if (!type.isSigned)
    return static_cast<uint64_t>(a) / static_cast<uint64_t>(b);
  if (b == -1) // C++ has no lowest / -1
    return negate(a, type);
  int64_t quotient = a / b;
  bool isTooHigh = a % b != 0 && (a < 0) != (b < 0);
  return quotient - isTooHigh;
}

int64_t modulo(int64_t a, int64_t b, Integer type) {
  if (b == 0)
    return 0;
  if (!type.isSigned)
    return static_cast<uint64_t>(a) % static_cast<uint64_t>(b);
  if (b == -1)
    return 0;
  int64_t remainder = a % b;
  bool hasWrongSign = remainder != 0 && (remainder < 0) != (b < 0);
  return hasWrongSign ? remainder + b : remainder;
}

static bool isInWidth(int64_t count, Integer type) {
  return static_cast<uint64_t>(count) < type.bits;
}

int64_t shiftLeft(int64_t a, int64_t count, Integer type) {
  return isInWidth(count, type) ? wrap(static_cast<uint64_t>(a) << count, type)
                                : 0;
}

int64_t shiftRight(int64_t a, int64_t count, Integer type) {
  if (!isInWidth(count, type))
    return type.isSigned && a < 0 ? -1 : 0;
  return type.isSigned
             ? a >> count
             : static_cast<int64_t>(static_cast<uint64_t>(a) >> count);
}

} // namespace tdsl::reference::number
