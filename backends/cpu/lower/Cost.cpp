//===- Cost.cpp - How long an iteration of a parallel loop takes ----------===//
//
// A guess for the runtime, which leaves other threads alone when waking them
// takes longer than the work: operations, times the trip counts of the loops
// around them. It is made where the loop starts, so a trip count is computed
// again there; one that depends on an outer index is taken at its middle.
//
//===----------------------------------------------------------------------===//

#include "backends/cpu/lower/Lower.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;

namespace tdsl::cpu {
namespace {

constexpr int64_t UNITS_PER_NANOSECOND = 8;
constexpr int64_t REGISTER_BITS = 256;
constexpr int64_t CALL_UNITS = 64; // of the C library, a lane
constexpr int64_t ALLOCATION_UNITS = 400;

/// What an operation takes by itself.
int64_t unitsOf(Operation &op) {
  if (op.hasTrait<OpTrait::ConstantLike>() ||
      op.hasTrait<OpTrait::IsTerminator>())
    return 0;
  if (isa<tir::AllocateOp>(op))
    return ALLOCATION_UNITS;
  if (op.getNumRegions() != 0)
    return 0;
  Type type = op.getNumResults() != 0    ? op.getResult(0).getType()
              : op.getNumOperands() != 0 ? op.getOperand(0).getType()
                                         : Type();
  auto lanes = dyn_cast_or_null<VectorType>(type);
  int64_t count = lanes ? lanes.getNumElements() : 1;
  if (op.getDialect()->getNamespace() ==
          math::MathDialect::getDialectNamespace() &&
      !isa<math::FmaOp, math::AbsFOp, math::SqrtOp, math::FloorOp>(op))
    return CALL_UNITS * count;
  int64_t bits = lanes && lanes.getElementType().isIntOrFloat()
                     ? lanes.getElementTypeBitWidth() * count
                     : 1;
  return (bits + REGISTER_BITS - 1) / REGISTER_BITS;
}

class Estimate {
public:
  Estimate(OpBuilder &at, tir::ForOp loop)
      : at(at), loop(loop), type(at.getIndexType()) {}

  /// Of one iteration; nothing where a trip count depends on data.
  std::optional<Value> run() {
    if (!enter(loop))
      return std::nullopt;
    return units(*loop.getBlock());
  }

private:
  OpBuilder &at;
  tir::ForOp loop;
  Type type;
  IRMapping middle; // values in the loop, at the middle of all indices

  template <typename Op> Value make(Value a, Value b) {
    return at.createOrFold<Op>(loop.getLoc(), a, b);
  }
  Value constant(int64_t value) {
    return at.create<arith::ConstantIndexOp>(loop.getLoc(), value);
  }

  std::optional<Value> units(Block &block) {
    int64_t own = 0;
    Value sum;
    auto add = [&](Value more) {
      sum = sum ? make<arith::AddIOp>(sum, more) : more;
    };
    for (Operation &op : block) {
      own += unitsOf(op);
      auto inner = dyn_cast<tir::ForOp>(op);
      std::optional<Value> trips = inner ? enter(inner) : constant(1);
      if (!trips)
        return std::nullopt;
      for (Region &region : op.getRegions())
        for (Block &body : region) {
          std::optional<Value> once = units(body);
          if (!once)
            return std::nullopt;
          add(make<arith::MulIOp>(*trips, *once));
        }
    }
    add(constant(own));
    return sum;
  }

  /// The trip count of a loop, whose index is at its middle from now on.
  std::optional<Value> enter(tir::ForOp inner) {
    std::optional<Value> lower = outside(inner.getLower());
    std::optional<Value> upper = outside(inner.getUpper());
    if (!lower || !upper)
      return std::nullopt;
    Value extent =
        make<arith::MaxSIOp>(make<arith::SubIOp>(*upper, *lower), constant(0));
    Value half = make<arith::ShRSIOp>(extent, constant(1));
    middle.map(inner.getVariable(), make<arith::AddIOp>(*lower, half));
    return extent;
  }

  /// A value as it is outside of the loop, made again where it must be.
  std::optional<Value> outside(Value value) {
    if (Value known = middle.lookupOrNull(value))
      return known;
    if (!loop->isAncestor(value.getParentBlock()->getParentOp()))
      return value;
    Operation *op = value.getDefiningOp();
    if (!op || !isa<arith::ArithDialect>(op->getDialect()))
      return std::nullopt;
    for (Value operand : op->getOperands()) {
      std::optional<Value> known = outside(operand);
      if (!known)
        return std::nullopt;
      middle.map(operand, *known);
    }
    return at.clone(*op, middle)->getResult(0);
  }
};

} // namespace

Value nanosecondsOf(tir::ForOp loop) {
  OpBuilder at(loop);
  std::optional<Value> units = Estimate(at, loop).run();
  auto constant = [&](int64_t value) -> Value {
    return at.create<arith::ConstantIndexOp>(loop.getLoc(), value);
  };
  if (!units)
    return constant(0);
  Value whole = at.createOrFold<arith::DivUIOp>(loop.getLoc(), *units,
                                                constant(UNITS_PER_NANOSECOND));
  return at.createOrFold<arith::MaxSIOp>(loop.getLoc(), whole, constant(1));
}

} // namespace tdsl::cpu
