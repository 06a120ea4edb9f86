//===- Integers.h - Integer arithmetic as the language has it -------------===//
//
// A value of any integer type is held in an int64_t, sign- or zero-extended
// (of u64: the same 64 bits). bool is an unsigned integer of one bit. Every
// operation takes values of one type and gives one of that type: it wraps.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_REFERENCE_NUMBER_INTEGERS_H
#define TDSL_REFERENCE_NUMBER_INTEGERS_H

#include "compiler/sema/Types.h"

namespace tdsl::reference::number {

/// An integer type.
struct Integer {
  unsigned bits = 64;
  bool isSigned = true;

  static Integer of(sema::Scalar scalar) {
    if (scalar == sema::Scalar::Bool)
      return {1, false};
    return {sema::bitsOf(scalar),
            sema::kindOf(scalar) == sema::ScalarKind::Signed};
  }
};

/// The low bits of x, extended again.
inline int64_t wrap(uint64_t x, Integer type) {
  unsigned unused = 64 - type.bits;
  return type.isSigned ? static_cast<int64_t>(x << unused) >> unused
                       : static_cast<int64_t>((x << unused) >> unused);
}

inline int64_t add(int64_t a, int64_t b, Integer type) {
  return wrap(static_cast<uint64_t>(a) + static_cast<uint64_t>(b), type);
}
inline int64_t subtract(int64_t a, int64_t b, Integer type) {
  return wrap(static_cast<uint64_t>(a) - static_cast<uint64_t>(b), type);
}
inline int64_t multiply(int64_t a, int64_t b, Integer type) {
  return wrap(static_cast<uint64_t>(a) * static_cast<uint64_t>(b), type);
}

int64_t lowest(Integer type);
int64_t highest(Integer type); // of u64: the bits of 2^64 - 1
bool less(int64_t a, int64_t b, Integer type);

/// Rounds down; x / 0 is 0; lowest / -1 wraps to lowest.
int64_t divide(int64_t a, int64_t b, Integer type);
/// Has the sign of the divisor; x % 0 is 0.
int64_t modulo(int64_t a, int64_t b, Integer type);

inline int64_t bitAnd(int64_t a, int64_t b, Integer) { return a & b; }
inline int64_t bitOr(int64_t a, int64_t b, Integer) { return a | b; }
inline int64_t bitXor(int64_t a, int64_t b, Integer) { return a ^ b; }
/// A count outside of 0..bits shifts everything out: to 0, or to the sign.
int64_t shiftLeft(int64_t a, int64_t count, Integer type);
int64_t shiftRight(int64_t a, int64_t count, Integer type);

inline int64_t negate(int64_t a, Integer type) {
  return wrap(-static_cast<uint64_t>(a), type);
}
inline int64_t bitNot(int64_t a, Integer type) {
  return wrap(~static_cast<uint64_t>(a), type);
}
/// abs(lowest) wraps to lowest.
inline int64_t absolute(int64_t a, Integer type) {
  return type.isSigned && a < 0 ? negate(a, type) : a;
}
inline int64_t minimum(int64_t a, int64_t b, Integer type) {
  return less(b, a, type) ? b : a;
}
inline int64_t maximum(int64_t a, int64_t b, Integer type) {
  return less(a, b, type) ? b : a;
}

} // namespace tdsl::reference::number

#endif // TDSL_REFERENCE_NUMBER_INTEGERS_H
