//===- Casts.cpp - From one type to another -------------------------------===//
//
// A device may have 8- and 16-bit elements without arithmetic on them, so that
// between them and a bool it goes by way of 32 bits. An index has 32 bits here:
// a wider integer becomes the nearest index, so that a number from data that no
// buffer has is outside of each one, and not wrapped to something inside.
//
//===----------------------------------------------------------------------===//

#include "backends/vulkan/lower/Emitter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;

namespace tdsl::vulkan {
namespace {

template <typename Op> void convert(Emitter &e, Operation &op) {
  Type type = registerType(op.getResult(0).getType());
  Value value = e.valueOf(op.getOperand(0));
  e.define(op.getResult(0), e.b.create<Op>(type, value));
}

/// A bool as 0 and `one` in 32 bits.
Value truthAsWord(Emitter &e, Value truth, int64_t one) {
  return e.b.create<spirv::SelectOp>(truth, e.word(one), e.word(0));
}

/// To another width; zeros or the sign come in.
Value resize(Emitter &e, Value value, Type type, bool isSigned) {
  if (value.getType().isInteger(1))
    value = truthAsWord(e, value, isSigned ? -1 : 1);
  if (value.getType() == type)
    return value;
  if (isSigned)
    return e.b.create<spirv::SConvertOp>(type, value);
  return e.b.create<spirv::UConvertOp>(type, value);
}

void extend(Emitter &e, Operation &op, bool isSigned) {
  e.define(op.getResult(0), resize(e, e.valueOf(op.getOperand(0)),
                                   op.getResult(0).getType(), isSigned));
}

void truncate(Emitter &e, arith::TruncIOp op) {
  Value value = e.valueOf(op.getIn());
  if (!op.getType().isInteger(1))
    return e.define(op, resize(e, value, op.getType(), false));
  Value word = resize(e, value, e.b.getI32Type(), false);
  Value bit = e.b.create<spirv::BitwiseAndOp>(word, e.word(1));
  e.define(op, e.b.create<spirv::INotEqualOp>(bit, e.word(0)));
}

Value smaller(Emitter &e, Value a, Value b, bool isSigned) {
  Value less = isSigned ? e.b.create<spirv::SLessThanOp>(a, b).getResult()
                        : e.b.create<spirv::ULessThanOp>(a, b).getResult();
  return e.b.create<spirv::SelectOp>(less, a, b);
}

void castIndex(Emitter &e, Operation &op, bool isSigned) {
  Value value = e.valueOf(op.getOperand(0));
  Type from = op.getOperand(0).getType(), to = op.getResult(0).getType();
  bool isNarrowing = to.isIndex() && !from.isInteger(1) &&
                     (from.isInteger(64) || (from.isInteger(32) && !isSigned));
  if (isNarrowing) {
    value = smaller(e, value, e.constant(from, INT32_MAX), isSigned);
    if (isSigned) {
      Value least = e.constant(from, INT32_MIN);
      Value less = e.b.create<spirv::SLessThanOp>(value, least);
      value = e.b.create<spirv::SelectOp>(less, least, value);
    }
  }
  // What an index is, its sign says also where it is cast as unsigned.
  bool widensSign = from.isIndex() || isSigned;
  e.define(op.getResult(0), resize(e, value, registerType(to), widensSign));
}

bool castFloat(Emitter &e, Operation &op) {
  Type from = op.getOperand(0).getType(), to = op.getResult(0).getType();
  if (from.isBF16() && !to.isF32())
    return false; // nothing makes these
  if (to.isBF16() && !from.isF32())
    return false;
  Value value = e.valueOf(op.getOperand(0));
  if (from.isBF16())
    e.define(op.getResult(0), widenBrain(e, value));
  else if (to.isBF16())
    e.define(op.getResult(0), narrowToBrain(e, value));
  else
    convert<spirv::FConvertOp>(e, op);
  return true;
}

template <typename Op> bool toFloat(Emitter &e, Operation &op, bool isSigned) {
  Type from = op.getOperand(0).getType();
  if (op.getResult(0).getType().isBF16())
    return false;
  if (!from.isInteger(1)) {
    convert<Op>(e, op);
    return true;
  }
  Value word = truthAsWord(e, e.valueOf(op.getOperand(0)), isSigned ? -1 : 1);
  e.define(op.getResult(0), e.b.create<Op>(op.getResult(0).getType(), word));
  return true;
}

template <typename Op> bool toInteger(Emitter &e, Operation &op) {
  if (op.getOperand(0).getType().isBF16() ||
      op.getResult(0).getType().isInteger(1))
    return false;
  convert<Op>(e, op);
  return true;
}

/// The bits of a bf16 are in 32 already.
void castBits(Emitter &e, arith::BitcastOp op) {
  Value value = e.valueOf(op.getIn());
  Type from = op.getIn().getType(), to = op.getType();
  if (from == to)
    e.define(op, value);
  else if (from.isBF16() || to.isBF16())
    e.define(op, from.isF16() || to.isF16()
                     ? Value()
                     : resize(e, value, registerType(to), false));
  else
    e.define(op, e.b.create<spirv::BitcastOp>(to, value));
}

} // namespace

bool emitCast(Emitter &e, Operation &op) {
  if (isa<arith::ExtFOp, arith::TruncFOp>(op))
    return castFloat(e, op);
  if (isa<arith::SIToFPOp>(op))
    return toFloat<spirv::ConvertSToFOp>(e, op, true);
  if (isa<arith::UIToFPOp>(op))
    return toFloat<spirv::ConvertUToFOp>(e, op, false);
  if (isa<arith::FPToSIOp>(op))
    return toInteger<spirv::ConvertFToSOp>(e, op);
  if (isa<arith::FPToUIOp>(op))
    return toInteger<spirv::ConvertFToUOp>(e, op);
  if (isa<arith::ExtSIOp, arith::ExtUIOp>(op))
    extend(e, op, isa<arith::ExtSIOp>(op));
  else if (isa<arith::IndexCastOp, arith::IndexCastUIOp>(op))
    castIndex(e, op, isa<arith::IndexCastOp>(op));
  else if (auto cut = dyn_cast<arith::TruncIOp>(op))
    truncate(e, cut);
  else if (auto bits = dyn_cast<arith::BitcastOp>(op))
    castBits(e, bits);
  else
    return false;
  return true;
}

} // namespace tdsl::vulkan
