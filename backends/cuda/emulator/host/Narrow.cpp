//===- Narrow.cpp - Halves and bfloats as bits ----------------------------===//

#include "backends/cuda/emulator/host/Narrow.h"

#include "llvm/ADT/APFloat.h"

#include <cmath>
#include <limits>

using namespace llvm;

namespace tdsl::cuda::emulator::host {
namespace {

uint16_t narrow(double value, const fltSemantics &semantics) {
  APFloat number(value);
  bool losesInfo = false;
  number.convert(semantics, APFloat::rmNearestTiesToEven, &losesInfo);
  return static_cast<uint16_t>(number.bitcastToAPInt().getZExtValue());
}

} // namespace

// A float is a double without loss, so one rounding happens in each.

uint16_t toHalf(double value) { return narrow(value, APFloat::IEEEhalf()); }

uint16_t toBfloat(double value) { return narrow(value, APFloat::BFloat()); }

float fromHalf(uint16_t bits) {
  uint32_t exponent = bits >> 10 & 31, fraction = bits & 1023;
  float size = exponent == 0 ? std::ldexp(static_cast<float>(fraction), -24)
               : exponent != 31
                   ? std::ldexp(static_cast<float>(fraction + 1024),
                                static_cast<int>(exponent) - 25)
               : fraction == 0 ? std::numeric_limits<float>::infinity()
                               : std::numeric_limits<float>::quiet_NaN();
  return bits >> 15 ? -size : size;
}

} // namespace tdsl::cuda::emulator::host
