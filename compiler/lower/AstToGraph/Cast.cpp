//===- Cast.cpp - From one scalar type to another -------------------------===//
//
// Integers keep their low bits; from float to integer truncates, saturates and
// takes NaN to 0; anything to bool asks whether it is not 0.
//
//===----------------------------------------------------------------------===//

#include "compiler/lower/AstToGraph/Body.h"
#include "compiler/lower/AstToGraph/Types.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

#include <cmath>

using namespace mlir;
using tdsl::sema::Scalar;

namespace tdsl::lower {

Value Body::convert(Value value, Scalar from, Scalar to) {
  if (from == to)
    return value;
  if (sema::isFloat(to))
    return toFloat(value, from, to);
  if (to == Scalar::Bool) {
    if (sema::isFloat(from))
      return b.create<arith::CmpFOp>(arith::CmpFPredicate::UNE, value,
                                     floating(from, 0));
    return b.create<arith::CmpIOp>(arith::CmpIPredicate::ne, value,
                                   integer(from, 0));
  }
  if (sema::isFloat(from))
    return floatToInteger(value, to);
  bool isUnsigned = sema::isUnsigned(from) || from == Scalar::Bool;
  Type type = typeFor(to);
  if (to == Scalar::Index || from == Scalar::Index) {
    if (isUnsigned)
      return b.create<arith::IndexCastUIOp>(type, value);
    return b.create<arith::IndexCastOp>(type, value);
  }
  unsigned fromBits = value.getType().getIntOrFloatBitWidth();
  if (fromBits == sema::bitsOf(to))
    return value;
  if (fromBits > sema::bitsOf(to))
    return b.create<arith::TruncIOp>(type, value);
  if (isUnsigned)
    return b.create<arith::ExtUIOp>(type, value);
  return b.create<arith::ExtSIOp>(type, value);
}

Value Body::toFloat(Value value, Scalar from, Scalar to) {
  Type type = typeFor(to);
  if (sema::isFloat(from)) {
    // f16 and bf16 are of one width: between them goes by way of f32.
    if (isNarrowFloat(from) && isNarrowFloat(to))
      value = b.create<arith::ExtFOp>(b.getF32Type(), value);
    if (from == Scalar::F64 && isNarrowFloat(to))
      value = roundedToOdd(value);
    if (sema::bitsOf(widened(from)) > sema::bitsOf(to) || isNarrowFloat(to))
      return b.create<arith::TruncFOp>(type, value);
    return b.create<arith::ExtFOp>(type, value);
  }
  bool isUnsigned = sema::isUnsigned(from) || from == Scalar::Bool;
  if (from == Scalar::Index)
    value = b.create<arith::IndexCastOp>(b.getI64Type(), value);
  // What f32 holds exactly goes to 16 bits from there, what it does not from
  // f64, so that it is rounded once.
  Scalar wide = !isNarrowFloat(to)        ? to
                : sema::bitsOf(from) > 16 ? Scalar::F64
                                          : Scalar::F32;
  Value number =
      isUnsigned ? b.create<arith::UIToFPOp>(typeFor(wide), value).getResult()
                 : b.create<arith::SIToFPOp>(typeFor(wide), value).getResult();
  return wide == to ? number : toFloat(number, wide, to);
}

/// An f64 as f32, but what is lost leaves the last bit set: rounding that to 16
/// bits gives what one rounding would have given.
Value Body::roundedToOdd(Value value) {
  Value near = b.create<arith::TruncFOp>(b.getF32Type(), value);
  Value back = b.create<arith::ExtFOp>(b.getF64Type(), near);
  Value isInexact =
      b.create<arith::CmpFOp>(arith::CmpFPredicate::ONE, back, value);
  Value isFarther = b.create<arith::CmpFOp>(arith::CmpFPredicate::OGT,
                                            b.create<math::AbsFOp>(back),
                                            b.create<math::AbsFOp>(value));
  Value one = integer(Scalar::I32, 1);
  Value bits = b.create<arith::BitcastOp>(b.getI32Type(), near);
  Value cut = b.create<arith::SelectOp>(
      isFarther, b.create<arith::SubIOp>(bits, one), bits);
  Value odd = b.create<arith::OrIOp>(cut, one);
  bits = b.create<arith::SelectOp>(isInexact, odd, bits);
  return b.create<arith::BitcastOp>(b.getF32Type(), bits);
}

/// Of what is in range only: arith leaves the rest undefined.
Value Body::floatToInteger(Value value, Scalar to) {
  Scalar from = value.getType().isF64() ? Scalar::F64 : Scalar::F32;
  if (value.getType().getIntOrFloatBitWidth() == 16)
    value = b.create<arith::ExtFOp>(b.getF32Type(), value);
  bool isUnsigned = sema::isUnsigned(to);
  unsigned bits = sema::bitsOf(to);
  double lowest = isUnsigned ? 0 : -std::ldexp(1.0, bits - 1);
  double beyond = std::ldexp(1.0, isUnsigned ? bits : bits - 1);
  Value isLow = b.create<arith::CmpFOp>(arith::CmpFPredicate::OLT, value,
                                        floating(from, lowest));
  Value isHigh = b.create<arith::CmpFOp>(arith::CmpFPredicate::OGE, value,
                                         floating(from, beyond));
  Value isNan =
      b.create<arith::CmpFOp>(arith::CmpFPredicate::UNO, value, value);
  Value isOutside =
      b.create<arith::OrIOp>(b.create<arith::OrIOp>(isLow, isHigh), isNan);
  Value safe = b.create<arith::SelectOp>(isOutside, floating(from, 0), value);
  // Narrow integers by way of i32, which machines convert in lanes.
  bool isNarrow = bits < 32;
  Type wide = isNarrow ? b.getI32Type() : typeFor(to);
  Value number = isUnsigned && !isNarrow
                     ? b.create<arith::FPToUIOp>(wide, safe).getResult()
                     : b.create<arith::FPToSIOp>(wide, safe).getResult();
  if (isNarrow)
    number = b.create<arith::TruncIOp>(typeFor(to), number);
  int64_t low = isUnsigned ? 0 : llvm::minIntN(bits);
  int64_t high = isUnsigned ? -1 : llvm::maxIntN(bits); // -1: all bits
  number = b.create<arith::SelectOp>(isHigh, integer(to, high), number);
  return b.create<arith::SelectOp>(isLow, integer(to, low), number);
}

/// sat_u8(x): the nearest value that the type has.
Value Body::saturate(Value value, Scalar from, Scalar to) {
  if (sema::isFloat(from) || sema::isFloat(to) || from == Scalar::Bool)
    return convert(value, from, to);
  unsigned toBits = sema::bitsOf(to), fromBits = sema::bitsOf(from);
  bool toUnsigned = sema::isUnsigned(to), fromUnsigned = sema::isUnsigned(from);
  // Magnitude bits: what is above fits in the source only where it has more.
  unsigned toReach = toUnsigned ? toBits : toBits - 1;
  unsigned fromReach = fromUnsigned ? fromBits : fromBits - 1;
  if (!fromUnsigned && (toUnsigned || toBits < fromBits)) {
    int64_t low = toUnsigned ? 0 : llvm::minIntN(toBits);
    value = b.create<arith::MaxSIOp>(value, integer(from, low));
  }
  if (toReach < fromReach) {
    int64_t high =
        static_cast<int64_t>(llvm::maskTrailingOnes<uint64_t>(toReach));
    value =
        fromUnsigned
            ? b.create<arith::MinUIOp>(value, integer(from, high)).getResult()
            : b.create<arith::MinSIOp>(value, integer(from, high)).getResult();
  }
  return convert(value, from, to);
}

} // namespace tdsl::lower
