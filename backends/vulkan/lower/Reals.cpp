//===- Reals.cpp - Arithmetic on floats -----------------------------------===//
//
// No operation may be fused with another or be replaced by one that is only
// near: each carries NoContraction. A bf16 is computed with as f32 and rounded.
//
//===----------------------------------------------------------------------===//

#include "backends/vulkan/lower/Emitter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace tdsl::vulkan {
namespace {

/// The operands as f32 where they are narrower and no bits are looked at.
class Reals {
public:
  Reals(Emitter &e, Operation &op) : e(e), b(e.b), op(op) {}

  Value operand(unsigned place) {
    Value value = e.valueOf(op.getOperand(place));
    return type().isBF16() ? widenBrain(e, value) : value;
  }
  void define(Value made) {
    bool isBrain = op.getResult(0).getType().isBF16();
    e.define(op.getResult(0), isBrain ? narrowToBrain(e, made) : made);
  }

  template <typename Op> void binary() {
    define(exact(b.create<Op>(operand(0), operand(1))));
  }
  void negate() { define(b.create<spirv::FNegateOp>(operand(0))); }
  void compare(arith::CmpFPredicate predicate);
  template <typename Wins, typename Join> void extreme();

private:
  Emitter &e;
  ImplicitLocOpBuilder &b;
  Operation &op;

  Type type() { return op.getOperand(0).getType(); }
  Value isNumber(Value x) { return b.create<spirv::FOrdEqualOp>(x, x); }
  Value isNan(Value x) { return b.create<spirv::FUnordNotEqualOp>(x, x); }

  /// Bits that every device can compute with.
  Value bits(Value real) {
    Type word = b.getI32Type();
    if (real.getType().isF64())
      word = VectorType::get({2}, word);
    return b.create<spirv::BitcastOp>(word, real);
  }
};

void Reals::compare(arith::CmpFPredicate predicate) {
  Value x = operand(0), y = operand(1);
  Value made;
  using Predicate = arith::CmpFPredicate;
  switch (predicate) {
#define ORDER(Name, Op)                                                        \
  case Predicate::Name:                                                        \
    made = b.create<spirv::Op>(x, y);                                          \
    break;
    ORDER(OEQ, FOrdEqualOp)
    ORDER(OGT, FOrdGreaterThanOp)
    ORDER(OGE, FOrdGreaterThanEqualOp)
    ORDER(OLT, FOrdLessThanOp)
    ORDER(OLE, FOrdLessThanEqualOp)
    ORDER(ONE, FOrdNotEqualOp)
    ORDER(UEQ, FUnordEqualOp)
    ORDER(UGT, FUnordGreaterThanOp)
    ORDER(UGE, FUnordGreaterThanEqualOp)
    ORDER(ULT, FUnordLessThanOp)
    ORDER(ULE, FUnordLessThanEqualOp)
    ORDER(UNE, FUnordNotEqualOp)
#undef ORDER
  case Predicate::ORD:
    made = b.create<spirv::LogicalAndOp>(isNumber(x), isNumber(y));
    break;
  case Predicate::UNO:
    made = b.create<spirv::LogicalOrOp>(isNan(x), isNan(y));
    break;
  case Predicate::AlwaysFalse:
  case Predicate::AlwaysTrue:
    made = e.truth(predicate == Predicate::AlwaysTrue);
    break;
  }
  e.define(op.getResult(0), made);
}

/// max(x, y)   ->   x != x ? x : x == y ? bits(x) & bits(y) : x > y ? x : y
///
/// Equal numbers differ at most in the sign of zero: +0 is the larger one.
/// max(x, 0) needs less: x <= 0 ? 0 : x, where NaN is not ordered and stays.
template <typename Wins, typename Join> void Reals::extreme() {
  Value x = operand(0), y = operand(1);
  if (isa<arith::MaximumFOp>(op) &&
      matchPattern(op.getOperand(1), m_PosZeroFloat())) {
    Value below = b.create<spirv::FOrdLessThanEqualOp>(x, y);
    return define(b.create<spirv::SelectOp>(below, y, x));
  }
  // Narrow numbers have 16-bit bits, and go through f32 unchanged.
  bool isHalf = x.getType().isF16();
  if (isHalf) {
    x = b.create<spirv::FConvertOp>(b.getF32Type(), x);
    y = b.create<spirv::FConvertOp>(b.getF32Type(), y);
  }
  Value joined = b.create<spirv::BitcastOp>(
      x.getType(), b.create<Join>(bits(x), bits(y)).getResult());
  Value best = b.create<spirv::SelectOp>(b.create<Wins>(x, y), x, y);
  Value equal = b.create<spirv::FOrdEqualOp>(x, y);
  best = b.create<spirv::SelectOp>(equal, joined, best);
  best = b.create<spirv::SelectOp>(isNan(x), x, best);
  if (isHalf)
    best = b.create<spirv::FConvertOp>(b.getF16Type(), best);
  define(best);
}

} // namespace

bool emitReal(Emitter &e, Operation &op) {
  Reals on(e, op);
  if (op.getNumOperands() == 0 || !isa<FloatType>(op.getOperand(0).getType()))
    return false;
  if (isa<arith::AddFOp>(op))
    on.binary<spirv::FAddOp>();
  else if (isa<arith::SubFOp>(op))
    on.binary<spirv::FSubOp>();
  else if (isa<arith::MulFOp>(op))
    on.binary<spirv::FMulOp>();
  else if (isa<arith::DivFOp>(op))
    on.binary<spirv::FDivOp>();
  else if (isa<arith::NegFOp>(op))
    on.negate();
  else if (auto cmp = dyn_cast<arith::CmpFOp>(op))
    on.compare(cmp.getPredicate());
  else if (isa<arith::MaximumFOp>(op))
    on.extreme<spirv::FOrdGreaterThanOp, spirv::BitwiseAndOp>();
  else if (isa<arith::MinimumFOp>(op))
    on.extreme<spirv::FOrdLessThanOp, spirv::BitwiseOrOp>();
  else
    return false;
  return true;
}

} // namespace tdsl::vulkan
