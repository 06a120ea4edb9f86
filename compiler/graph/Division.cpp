//===- Division.cpp - The language's division in arith operations ---------===//

#include "compiler/graph/Division.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace tdsl::graph {

namespace {
/// One division: the operands, and the values that both results need.
class Division {
public:
  Division(OpBuilder &builder, Location loc, Value left, Value right,
           bool isUnsigned)
      : b(loc, builder), left(left), right(right), isUnsigned(isUnsigned) {
    llvm::APInt value;
    if (matchPattern(right, m_ConstantInt(&value)) && !value.isZero() &&
        (isUnsigned || value.isStrictlyPositive()))
      constant = value;
  }

  Value quotient() {
    if (constant && constant->isPowerOf2())
      return shift();
    Value truncated = divide();
    if (!isUnsigned)
      truncated = b.create<arith::SubIOp>(truncated, toInteger(isRoundedUp()));
    return zeroUnlessDefined(truncated);
  }

  Value remainder() {
    if (constant && constant->isPowerOf2())
      return b.create<arith::AndIOp>(left, literal(*constant - 1));
    Value result = truncatedRemainder();
    if (!isUnsigned)
      result = b.create<arith::SelectOp>(
          isRoundedUp(), b.create<arith::AddIOp>(result, divisor()), result);
    return zeroUnlessDefined(result);
  }

private:
  ImplicitLocOpBuilder b;
  Value left, right;
  bool isUnsigned;
  std::optional<llvm::APInt> constant; // a divisor that is safe
  Value zeroTest, safeDivisor, quotientValue, remainderValue; // made once

  Value literal(const llvm::APInt &value) {
    Type type = left.getType();
    TypedAttr attr = b.getIntegerAttr(getElementTypeOrSelf(type), value);
    if (auto shaped = dyn_cast<ShapedType>(type))
      attr = DenseElementsAttr::get(shaped, Attribute(attr));
    return b.create<arith::ConstantOp>(attr);
  }
  unsigned width() {
    Type element = getElementTypeOrSelf(left.getType());
    return element.isIndex() ? 64 : element.getIntOrFloatBitWidth();
  }
  Value literal(int64_t value) {
    return literal(llvm::APInt(width(), value, /*isSigned=*/true));
  }
  Value compare(arith::CmpIPredicate how, Value x, Value y) {
    return b.create<arith::CmpIOp>(how, x, y);
  }
  Value toInteger(Value truth) {
    return b.create<arith::SelectOp>(truth, literal(1), literal(0));
  }

  Value shift() {
    Value count = literal(constant->logBase2());
    if (isUnsigned)
      return b.create<arith::ShRUIOp>(left, count);
    return b.create<arith::ShRSIOp>(left, count);
  }

  Value isZero() {
    if (!zeroTest)
      zeroTest = compare(arith::CmpIPredicate::eq, right, literal(0));
    return zeroTest;
  }

  /// The divisor where dividing by it is defined, else 1. So lowest / -1
  /// becomes lowest / 1, which is what it wraps to.
  Value divisor() {
    if (constant)
      return right;
    if (safeDivisor)
      return safeDivisor;
    Value isBad = isZero();
    if (!isUnsigned) {
      Value lowest = literal(llvm::APInt::getSignedMinValue(width()));
      Value wraps = b.create<arith::AndIOp>(
          compare(arith::CmpIPredicate::eq, left, lowest),
          compare(arith::CmpIPredicate::eq, right, literal(-1)));
      isBad = b.create<arith::OrIOp>(isBad, wraps);
    }
    return safeDivisor = b.create<arith::SelectOp>(isBad, literal(1), right);
  }

  Value divide() {
    if (quotientValue)
      return quotientValue;
    if (isUnsigned)
      return quotientValue = b.create<arith::DivUIOp>(left, divisor());
    return quotientValue = b.create<arith::DivSIOp>(left, divisor());
  }

  Value truncatedRemainder() {
    if (!remainderValue)
      remainderValue = b.create<arith::SubIOp>(
          left, b.create<arith::MulIOp>(divide(), divisor()));
    return remainderValue;
  }

  /// Something was left, and its sign is not the divisor's.
  Value isRoundedUp() {
    Value rest = truncatedRemainder();
    if (constant)
      return compare(arith::CmpIPredicate::slt, rest, literal(0));
    Value isInexact = compare(arith::CmpIPredicate::ne, rest, literal(0));
    Value signs = b.create<arith::XOrIOp>(rest, divisor());
    Value differ = compare(arith::CmpIPredicate::slt, signs, literal(0));
    return b.create<arith::AndIOp>(isInexact, differ);
  }

  Value zeroUnlessDefined(Value result) {
    if (constant)
      return result;
    return b.create<arith::SelectOp>(isZero(), literal(0), result);
  }
};
} // namespace

Value floorDiv(OpBuilder &builder, Location loc, Value left, Value right,
               bool isUnsigned) {
  return Division(builder, loc, left, right, isUnsigned).quotient();
}

Value floorMod(OpBuilder &builder, Location loc, Value left, Value right,
               bool isUnsigned) {
  return Division(builder, loc, left, right, isUnsigned).remainder();
}

} // namespace tdsl::graph
