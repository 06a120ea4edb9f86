//===- Integers.cpp - Integers, indices, constants and choices ------------===//
//
// All wrap. OpSRem is undefined for negative numbers in Vulkan, so a remainder
// is what a quotient leaves.
//
//===----------------------------------------------------------------------===//

#include "backends/vulkan/lower/Emitter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace tdsl::vulkan {
namespace {

class Integers {
public:
  Integers(Emitter &e, Operation &op)
      : e(e), b(e.b), x(e.valueOf(op.getOperand(0))),
        y(e.valueOf(op.getOperands().back())) {}

  template <typename Op> Value make() { return make<Op>(x, y); }

  /// x where Compare(x, y), else y.
  template <typename Compare> Value choose() {
    return b.create<spirv::SelectOp>(make<Compare>(), x, y);
  }

  template <typename Divide> Value remainder() {
    return rest(make<Divide>(x, y));
  }

  /// Rounds down, or up: one off where something is left and its sign is not
  /// the divisor's, or is.
  Value floorDiv() {
    Value quotient = make<spirv::SDivOp>(), left = rest(quotient);
    Value isOff = make<spirv::LogicalAndOp>(isNotZero(left), signsDiffer(left));
    return b.create<spirv::SelectOp>(
        isOff, make<spirv::ISubOp>(quotient, literal(1)), quotient);
  }
  Value ceilDiv() {
    Value quotient = make<spirv::SDivOp>(), left = rest(quotient);
    Value same = b.create<spirv::LogicalNotOp>(signsDiffer(left));
    Value isOff = make<spirv::LogicalAndOp>(isNotZero(left), same);
    return b.create<spirv::SelectOp>(
        isOff, make<spirv::IAddOp>(quotient, literal(1)), quotient);
  }
  Value ceilDivUnsigned() {
    Value quotient = make<spirv::UDivOp>();
    return b.create<spirv::SelectOp>(isNotZero(rest(quotient)),
                                     make<spirv::IAddOp>(quotient, literal(1)),
                                     quotient);
  }

  Value magnitude() {
    Value isNegative = make<spirv::SLessThanOp>(x, literal(0));
    Value negated = make<spirv::ISubOp>(literal(0), x);
    return b.create<spirv::SelectOp>(isNegative, negated, x);
  }

  Value compare(arith::CmpIPredicate predicate);

private:
  Emitter &e;
  ImplicitLocOpBuilder &b;
  Value x, y;

  template <typename Op> Value make(Value left, Value right) {
    return b.create<Op>(left, right);
  }
  Value literal(int64_t value) { return e.constant(x.getType(), value); }
  Value rest(Value quotient) {
    return make<spirv::ISubOp>(x, make<spirv::IMulOp>(quotient, y));
  }
  Value isNotZero(Value value) {
    return make<spirv::INotEqualOp>(value, literal(0));
  }
  Value signsDiffer(Value value) {
    Value signs = make<spirv::BitwiseXorOp>(value, y);
    return make<spirv::SLessThanOp>(signs, literal(0));
  }
};

Value Integers::compare(arith::CmpIPredicate predicate) {
  using Predicate = arith::CmpIPredicate;
  switch (predicate) {
  case Predicate::eq:
    return make<spirv::IEqualOp>();
  case Predicate::ne:
    return make<spirv::INotEqualOp>();
  case Predicate::slt:
    return make<spirv::SLessThanOp>();
  case Predicate::sle:
    return make<spirv::SLessThanEqualOp>();
  case Predicate::sgt:
    return make<spirv::SGreaterThanOp>();
  case Predicate::sge:
    return make<spirv::SGreaterThanEqualOp>();
  case Predicate::ult:
    return make<spirv::ULessThanOp>();
  case Predicate::ule:
    return make<spirv::ULessThanEqualOp>();
  case Predicate::ugt:
    return make<spirv::UGreaterThanOp>();
  case Predicate::uge:
    return make<spirv::UGreaterThanEqualOp>();
  }
  llvm_unreachable("every order is above");
}

/// An index beyond 32 bits becomes the nearest one, like in a cast.
Value literal(Emitter &e, arith::ConstantOp op) {
  Attribute value = op.getValue();
  Type type = op.getType();
  if (auto number = dyn_cast<IntegerAttr>(value)) {
    if (type.isInteger(1))
      return e.truth(!number.getValue().isZero());
    if (type.isIndex())
      return e.word(std::clamp<int64_t>(number.getInt(), INT32_MIN, INT32_MAX));
    return e.constant(type, number.getValue().getSExtValue());
  }
  auto number = dyn_cast<FloatAttr>(value);
  if (!number)
    return {};
  if (type.isBF16())
    return e.word(number.getValue().bitcastToAPInt().getZExtValue());
  return e.b.create<spirv::ConstantOp>(type, number);
}

Value emitBinary(Emitter &e, Operation &op) {
  Integers on(e, op);
  return llvm::TypeSwitch<Operation *, Value>(&op)
#define BINARY(Op, Made)                                                       \
  .Case([&](arith::Op) { return on.make<spirv::Made>(); })
      BINARY(AddIOp, IAddOp) BINARY(SubIOp, ISubOp) BINARY(
             MulIOp, IMulOp) BINARY(DivSIOp, SDivOp) BINARY(DivUIOp, UDivOp)
          BINARY(AndIOp, BitwiseAndOp) BINARY(OrIOp, BitwiseOrOp) BINARY(
              XOrIOp, BitwiseXorOp) BINARY(ShLIOp, ShiftLeftLogicalOp)
              BINARY(ShRSIOp, ShiftRightArithmeticOp) BINARY(
                  ShRUIOp, ShiftRightLogicalOp)
#undef BINARY
#define CHOICE(Op, Compare)                                                    \
  .Case([&](arith::Op) { return on.choose<spirv::Compare>(); })
                  CHOICE(MaxSIOp, SGreaterThanOp) CHOICE(MaxUIOp,
                                                         UGreaterThanOp)
                      CHOICE(MinSIOp, SLessThanOp) CHOICE(MinUIOp, ULessThanOp)
#undef CHOICE
                          .Case([&](arith::RemSIOp) {
                            return on.remainder<spirv::SDivOp>();
                          })
                          .Case([&](arith::RemUIOp) {
                            return on.make<spirv::UModOp>();
                          })
                          .Case([&](arith::FloorDivSIOp) {
                            return on.floorDiv();
                          })
                          .Case(
                              [&](arith::CeilDivSIOp) { return on.ceilDiv(); })
                          .Case([&](arith::CeilDivUIOp) {
                            return on.ceilDivUnsigned();
                          })
                          .Case([&](math::AbsIOp) { return on.magnitude(); })
                          .Case([&](arith::CmpIOp cmp) {
                            return on.compare(cmp.getPredicate());
                          })
                          .Default([](Operation *) { return Value(); });
}

} // namespace

bool emitInteger(Emitter &e, Operation &op) {
  if (op.getNumResults() != 1 || isa<VectorType>(op.getResult(0).getType()))
    return false;
  Value made;
  if (auto constant = dyn_cast<arith::ConstantOp>(op))
    made = literal(e, constant);
  else if (auto select = dyn_cast<arith::SelectOp>(op))
    made = e.b.create<spirv::SelectOp>(e.valueOf(select.getCondition()),
                                       e.valueOf(select.getTrueValue()),
                                       e.valueOf(select.getFalseValue()));
  else if (op.getNumOperands() != 0 &&
           op.getOperand(0).getType().isIntOrIndex())
    made = emitBinary(e, op);
  if (!made)
    return false;
  e.define(op.getResult(0), made);
  return true;
}

} // namespace tdsl::vulkan
