//===- Narrow.cpp - bf16, which SPIR-V does not have ----------------------===//

#include "backends/vulkan/lower/Emitter.h"

using namespace mlir;

namespace tdsl::vulkan {

Value widenBrain(Emitter &e, Value bits) {
  Value high = e.b.create<spirv::ShiftLeftLogicalOp>(bits, e.word(16));
  return e.b.create<spirv::BitcastOp>(e.b.getF32Type(), high);
}

/// Nearest, ties to even: adding half of the last place that is kept, less one
/// bit where that place is even, carries where it must. NaN stays NaN.
Value narrowToBrain(Emitter &e, Value real) {
  ImplicitLocOpBuilder &b = e.b;
  Value bits = b.create<spirv::BitcastOp>(b.getI32Type(), real);
  Value high = b.create<spirv::ShiftRightLogicalOp>(bits, e.word(16));
  Value last = b.create<spirv::BitwiseAndOp>(high, e.word(1));
  Value half = b.create<spirv::IAddOp>(last, e.word(0x7fff));
  Value rounded = b.create<spirv::ShiftRightLogicalOp>(
      b.create<spirv::IAddOp>(bits, half), e.word(16));
  // By the bits: a driver may believe that no number is NaN.
  Value size = b.create<spirv::BitwiseAndOp>(bits, e.word(0x7fffffff));
  Value isNan = b.create<spirv::UGreaterThanOp>(size, e.word(0x7f800000));
  return b.create<spirv::SelectOp>(isNan, e.word(0x7fc0), rounded);
}

} // namespace tdsl::vulkan
