//===- Narrow.cpp - Halves and bfloats as bits ----------------------------===//

#include "backends/cuda/emulator/host/Narrow.h"

#include "llvm/ADT/APFloat.h"

using namespace llvm;

namespace tdsl::cuda::host {
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
  APFloat number(APFloat::IEEEhalf(), APInt(16, bits));
  bool losesInfo = false;
  number.convert(APFloat::IEEEsingle(), APFloat::rmNearestTiesToEven,
                 &losesInfo);
  return number.convertToFloat();
}

} // namespace tdsl::cuda::host
