//===- Truths.cpp - Bools, which are no integers in SPIR-V ----------------===//
//
// As one bit: true is 1 without a sign, -1 with one.
//
//===----------------------------------------------------------------------===//

#include "backends/vulkan/lower/Emitter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;

namespace tdsl::vulkan {
namespace {

class Truths {
public:
  Truths(Emitter &e, Operation &op)
      : b(e.b), x(e.valueOf(op.getOperand(0))),
        y(op.getNumOperands() > 1 ? e.valueOf(op.getOperand(1)) : Value()) {}

  Value both() { return b.create<spirv::LogicalAndOp>(x, y); }
  Value either() { return b.create<spirv::LogicalOrOp>(x, y); }
  Value differ() { return b.create<spirv::LogicalNotEqualOp>(x, y); }
  Value equal() { return b.create<spirv::LogicalEqualOp>(x, y); }
  Value onlyX() { return b.create<spirv::LogicalAndOp>(x, no(y)); }
  Value onlyY() { return b.create<spirv::LogicalAndOp>(no(x), y); }
  Value xOrNotY() { return b.create<spirv::LogicalOrOp>(x, no(y)); }
  Value yOrNotX() { return b.create<spirv::LogicalOrOp>(no(x), y); }

private:
  ImplicitLocOpBuilder &b;
  Value x, y;

  Value no(Value truth) { return b.create<spirv::LogicalNotOp>(truth); }
};

Value compare(Truths truths, arith::CmpIPredicate predicate) {
  using Predicate = arith::CmpIPredicate;
  switch (predicate) {
  case Predicate::eq:
    return truths.equal();
  case Predicate::ne:
    return truths.differ();
  case Predicate::slt:
  case Predicate::ugt:
    return truths.onlyX();
  case Predicate::sgt:
  case Predicate::ult:
    return truths.onlyY();
  case Predicate::sle:
  case Predicate::uge:
    return truths.xOrNotY();
  case Predicate::sge:
  case Predicate::ule:
    return truths.yOrNotX();
  }
  llvm_unreachable("every order is above");
}

} // namespace

bool emitTruth(Emitter &e, Operation &op) {
  if (op.getNumOperands() != 2 || !op.getOperand(0).getType().isInteger(1))
    return false;
  Truths truths(e, op);
  Value made;
  if (isa<arith::AndIOp, arith::MulIOp, arith::MinUIOp, arith::MaxSIOp>(op))
    made = truths.both();
  else if (isa<arith::OrIOp, arith::MaxUIOp, arith::MinSIOp>(op))
    made = truths.either();
  else if (isa<arith::XOrIOp, arith::AddIOp, arith::SubIOp>(op))
    made = truths.differ();
  else if (auto cmp = dyn_cast<arith::CmpIOp>(op))
    made = compare(truths, cmp.getPredicate());
  else
    return false;
  e.define(op.getResult(0), made);
  return true;
}

} // namespace tdsl::vulkan
