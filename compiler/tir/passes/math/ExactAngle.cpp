//===- ExactAngle.cpp - A large number less its multiple of pi/2 ----------===//
//
// After Payne and Hanek. x = m 2^E with an integer m of 24 bits. Of
// x * 2/pi, modulo 4, those bits of 2/pi count whose weight is below 2^(2-E):
//  1. take the 96 bits of 2/pi that begin there;
//  2. multiply by m modulo 2^96, of which 64 bits are kept: two of the
//     quadrant, 62 of the fraction; a float's fraction has 32 leading zeros at
//     most;
//  3. the fraction, rounded to the nearest quadrant, times pi/2 in two parts.
//
//===----------------------------------------------------------------------===//

#include "compiler/tir/passes/math/Functions.h"

namespace tdsl::tir::math {

/// 32 zeros, then the fraction of 2/pi.
static constexpr int64_t TwoOverPi[] = {0,          0xa2f9836e, 0x4e441529,
                                        0xfc2757d1, 0xf534ddc0, 0xdb629599,
                                        0x3c439041, 0xfe5163ab};
static constexpr unsigned NumPlaces = 5; // where four words can begin

/// TwoOverPi[place + offset] as i64, by selection.
static Int word(Int place, unsigned offset) {
  Int found = widen(place).like(TwoOverPi[NumPlaces - 1 + offset]);
  for (unsigned at = NumPlaces - 1; at-- > 0;)
    found = select(equal(place, at), found.like(TwoOverPi[at + offset]), found);
  return found;
}

Angle reduceExactly(Real x) {
  Int raw = bits(x);
  Int m = widen((raw & 0x007fffff) | 0x00800000);
  Int begin = (raw >> 23) - 120; // of the bits, in TwoOverPi
  Int place = begin >> 5, shift = widen(begin & 31);
  auto window = [&](unsigned offset) {
    Int pair = (word(place, offset) << 32) | word(place, offset + 1);
    return (pair << shift) >> 32;
  };
  Int product =
      ((m * window(0)) << 32) + m * window(1) + ((m * window(2)) >> 32);
  Int quadrant = (product + (int64_t(1) << 61)) >> 62;
  Int fraction = product - (quadrant << 62);
  Real high = toReal(fraction), low = toReal(fraction - toLong(high));
  constexpr float HalfPi = 0x1.921fb6p-62f, HalfPiLow = -0x1.777a5cp-87f;
  Real main = high * HalfPi;
  Real lost = fma(high, HalfPi, -main);
  Real rest = lost + fma(high, HalfPiLow, low * HalfPi);
  Real r = main + rest; // so that the second part is small
  return {r, (main - r) + rest, narrow(quadrant)};
}

} // namespace tdsl::tir::math
