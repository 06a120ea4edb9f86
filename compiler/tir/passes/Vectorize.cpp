//===- Vectorize.cpp - Vector loops become straight code on vectors -------===//
//
// A value inside of a vector loop is uniform (the same in all lanes, kept as
// it is), a ramp (an index that moves by a constant from lane to lane, kept as
// its first lane), or lanes (a vector). A loop whose body cannot be written so
// (an inner loop with another trip count in each lane) stays a serial loop.
//
//===----------------------------------------------------------------------===//

#include "compiler/tir/Access.h"
#include "compiler/tir/passes/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/DenseSet.h"

namespace tdsl::tir {
#define GEN_PASS_DEF_VECTORIZE
#include "compiler/tir/passes/Passes.h.inc"
} // namespace tdsl::tir

using namespace mlir;
using namespace tdsl::tir;

namespace {

struct Vectorize : tdsl::tir::impl::VectorizeBase<Vectorize> {
  void runOnOperation() override;
};

/// Which values differ between the lanes.
struct Varying {
  explicit Varying(ForOp loop) {
    values.insert(loop.getVariable());
    grow(*loop.getBlock());
  }

  bool contains(Value value) const { return values.contains(value); }
  /// Every inner loop and branch goes the same way in all lanes.
  bool uniformControl = true;

private:
  llvm::DenseSet<Value> values;

  bool any(ValueRange operands) const {
    return llvm::any_of(operands, [&](Value v) { return contains(v); });
  }
  void grow(Block &block) {
    for (Operation &op : block)
      grow(op);
  }
  void grow(Operation &op) {
    if (auto inner = dyn_cast<ForOp>(op)) {
      uniformControl &= !contains(inner.getLower()) &&
                        !contains(inner.getUpper()) &&
                        inner.getKind() == LoopKind::Serial;
      // What an inner loop carries is taken to vary.
      for (Value carried : inner.getBody().getArguments().drop_front())
        values.insert(carried);
      values.insert(inner.result_begin(), inner.result_end());
      grow(*inner.getBlock());
      return;
    }
    if (auto allocate = dyn_cast<AllocateOp>(op)) {
      uniformControl &= !any(allocate.getExtents());
      values.insert(allocate.getBody().getArgument(0));
      grow(allocate.getBody().front());
      return;
    }
    if (op.getNumRegions() != 0) { // scf.if around whole blocks
      uniformControl &= !any(op.getOperands()) && op.getNumResults() == 0;
      for (Region &region : op.getRegions())
        for (Block &block : region)
          grow(block);
      return;
    }
    if (any(op.getOperands()))
      values.insert(op.result_begin(), op.result_end());
  }
};

class Rewriter {
public:
  Rewriter(ForOp loop, int64_t width)
      : loop(loop), width(width), varying(loop), builder(loop) {}

  bool run() {
    if (!varying.uniformControl)
      return false;
    ramps[loop.getVariable()] = {loop.getLower(), 1};
    rewrite(*loop.getBlock());
    loop.erase();
    return true;
  }

private:
  /// An index whose lane l is base + l*stride.
  struct Ramp {
    Value base;
    int64_t stride = 0;
  };

  ForOp loop;
  int64_t width;
  Varying varying;
  OpBuilder builder;
  IRMapping uniform;
  llvm::DenseMap<Value, Ramp> ramps;
  llvm::DenseMap<Value, Value> lanes;

  VectorType widened(Type type) { return VectorType::get(width, type); }

  /// Buffers made inside of the loop hold a vector where one held a scalar.
  bool isPerLane(Value buffer) { return varying.contains(buffer); }

  Value asUniform(Value value) { return uniform.lookupOrDefault(value); }

  bool isUniform(Value value) { return !varying.contains(value); }

  Value constant(int64_t value) {
    return builder.create<arith::ConstantIndexOp>(loop.getLoc(), value);
  }

  Value splat(Value scalar) {
    TypedAttr known;
    if (matchPattern(scalar, m_Constant(&known)) &&
        !isa<VectorType>(scalar.getType()))
      return builder.create<arith::ConstantOp>(
          loop.getLoc(),
          DenseElementsAttr::get(widened(scalar.getType()), Attribute(known)));
    return builder.create<vector::BroadcastOp>(
        loop.getLoc(), widened(scalar.getType()), scalar);
  }

  /// The value as a vector, one lane an iteration.
  Value asLanes(Value value) {
    if (isUniform(value))
      return splat(asUniform(value));
    if (Value known = lanes.lookup(value))
      return known;
    Ramp ramp = ramps.lookup(value);
    Value made;
    if (ramp.stride == 1) {
      made = builder.create<IotaOp>(loop.getLoc(),
                                    widened(builder.getIndexType()), ramp.base);
    } else {
      Value steps = builder.create<IotaOp>(
          loop.getLoc(), widened(builder.getIndexType()), constant(0));
      Value scaled = builder.create<arith::MulIOp>(
          loop.getLoc(), steps, splat(constant(ramp.stride)));
      made = builder.create<arith::AddIOp>(loop.getLoc(), splat(ramp.base),
                                           scaled);
    }
    lanes[value] = made;
    return made;
  }

  /// An index as a ramp: also a uniform one, of stride 0.
  std::optional<Ramp> asRamp(Value value) {
    if (isUniform(value))
      return Ramp{asUniform(value), 0};
    auto known = ramps.find(value);
    if (known != ramps.end())
      return known->second;
    return std::nullopt;
  }

  void rewrite(Block &block) {
    for (Operation &op : block.without_terminator())
      rewrite(op);
  }

  void rewrite(Operation &op) {
    if (auto inner = dyn_cast<ForOp>(op))
      return rewriteLoop(inner);
    if (auto allocate = dyn_cast<AllocateOp>(op))
      return rewriteAllocate(allocate);
    if (auto branch = dyn_cast<scf::IfOp>(op))
      return rewriteIf(branch);
    if (auto load = dyn_cast<LoadOp>(op))
      return rewriteLoad(load);
    if (auto store = dyn_cast<StoreOp>(op))
      return rewriteStore(store);
    if (auto step = dyn_cast<AccumulateOp>(op))
      return rewriteAccumulate(step);
    if (llvm::none_of(op.getOperands(),
                      [&](Value v) { return varying.contains(v); })) {
      builder.clone(op, uniform);
      return;
    }
    if (auto check = dyn_cast<CheckOp>(op)) {
      builder.create<CheckOp>(op.getLoc(), asLanes(check.getFailed()),
                              asLanes(check.getIndex()),
                              asLanes(check.getExtent()), check.getSite());
      return;
    }
    if (op.getNumResults() == 1 && op.getResult(0).getType().isIndex() &&
        rewriteRamp(op))
      return;
    rewriteElementwise(op);
  }

  bool rewriteRamp(Operation &op) {
    if (!isa<arith::AddIOp, arith::SubIOp, arith::MulIOp>(op))
      return false;
    std::optional<Ramp> left = asRamp(op.getOperand(0));
    std::optional<Ramp> right = asRamp(op.getOperand(1));
    if (!left || !right)
      return false;
    int64_t stride;
    if (isa<arith::MulIOp>(op)) {
      IntegerAttr by;
      bool rightKnown = matchPattern(right->base, m_Constant(&by));
      if (left->stride != 0 && right->stride == 0 && rightKnown)
        stride = left->stride * by.getInt();
      else if (right->stride != 0 && left->stride == 0 &&
               matchPattern(left->base, m_Constant(&by)))
        stride = right->stride * by.getInt();
      else
        return false;
    } else {
      stride = isa<arith::AddIOp>(op) ? left->stride + right->stride
                                      : left->stride - right->stride;
    }
    OperationState state(op.getLoc(), op.getName());
    state.addOperands({left->base, right->base});
    state.addTypes(builder.getIndexType());
    ramps[op.getResult(0)] = {builder.create(state)->getResult(0), stride};
    return true;
  }

  void rewriteElementwise(Operation &op) {
    IRMapping mapping;
    for (Value operand : op.getOperands()) {
      bool scalarCondition = isa<arith::SelectOp>(op) &&
                             operand == op.getOperand(0) && isUniform(operand);
      mapping.map(operand,
                  scalarCondition ? asUniform(operand) : asLanes(operand));
    }
    Operation *made = builder.clone(op, mapping);
    for (auto [old, result] : llvm::zip(op.getResults(), made->getResults())) {
      result.setType(widened(old.getType()));
      lanes[old] = result;
    }
  }

  /// One index operand a dimension: ramps of stride 1 in the last dimension
  /// make an adjacent access, anything else that varies makes a gather.
  struct Address {
    SmallVector<Value> indices;
    enum { Uniform, Adjacent, Scattered } shape = Uniform;
  };
  Address address(ValueRange indices) {
    Address result;
    bool adjacent = true, moves = false;
    for (auto [dim, index] : llvm::enumerate(indices)) {
      std::optional<Ramp> ramp = asRamp(index);
      bool last = dim + 1 == indices.size();
      moves |= !ramp || ramp->stride != 0;
      adjacent &= ramp && ramp->stride == (last ? 1 : 0);
    }
    if (moves)
      result.shape = adjacent ? Address::Adjacent : Address::Scattered;
    for (Value index : indices) {
      std::optional<Ramp> ramp = asRamp(index);
      bool scalar = ramp && (ramp->stride == 0 || adjacent);
      result.indices.push_back(scalar ? ramp->base : asLanes(index));
    }
    return result;
  }

  Value guardLanes(Value guard) { return guard ? asLanes(guard) : Value(); }

  void rewriteLoad(LoadOp load) {
    Location loc = load.getLoc();
    Address at = address(load.getIndices());
    Value guard = load.getGuard();
    Type element = load.getValue().getType();
    if (isPerLane(load.getBuffer())) {
      lanes[load.getValue()] = builder.create<LoadOp>(
          loc, widened(element), lanes.lookup(load.getBuffer()), at.indices,
          Value());
      return;
    }
    Value buffer = asUniform(load.getBuffer());
    if (at.shape != Address::Uniform) {
      lanes[load.getValue()] = builder.create<LoadOp>(
          loc, widened(element), buffer, at.indices, guardLanes(guard));
      return;
    }
    if (!guard || isUniform(guard)) {
      Value made = builder.create<LoadOp>(loc, element, buffer, at.indices,
                                          guard ? asUniform(guard) : Value());
      if (varying.contains(load.getValue()))
        lanes[load.getValue()] = splat(made);
      else
        uniform.map(load.getValue(), made);
      return;
    }
    // The same element, wanted by some lanes only.
    Value wanted = asLanes(guard);
    Value any = foldLanes(builder, loc, Combine::Any, wanted);
    Value one = builder.create<LoadOp>(loc, element, buffer, at.indices, any);
    Value zero = builder.create<arith::ConstantOp>(
        loc, builder.getZeroAttr(widened(element)));
    lanes[load.getValue()] =
        builder.create<arith::SelectOp>(loc, wanted, splat(one), zero);
  }

  void rewriteStore(StoreOp store) {
    Address at = address(store.getIndices());
    Location loc = store.getLoc();
    bool perLane = isPerLane(store.getBuffer());
    Value buffer = perLane ? lanes.lookup(store.getBuffer())
                           : asUniform(store.getBuffer());
    if (perLane || at.shape != Address::Uniform) {
      builder.create<StoreOp>(loc, asLanes(store.getValue()), buffer,
                              at.indices, guardLanes(store.getGuard()));
      return;
    }
    // Every lane writes the same element: the last one stays.
    Value value = store.getValue();
    Value last =
        isUniform(value)
            ? asUniform(value)
            : builder.create<vector::ExtractOp>(loc, asLanes(value), width - 1);
    Value guard = store.getGuard();
    builder.create<StoreOp>(loc, last, buffer, at.indices,
                            guard ? asUniform(guard) : Value());
  }

  void rewriteAccumulate(AccumulateOp step) {
    Address at = address(step.getIndices());
    Location loc = step.getLoc();
    bool perLane = isPerLane(step.getBuffer());
    Value buffer =
        perLane ? lanes.lookup(step.getBuffer()) : asUniform(step.getBuffer());
    bool across = !perLane && at.shape == Address::Uniform;
    Value value = asLanes(step.getValue());
    Value guard = guardLanes(step.getGuard());
    if (across && guard) { // lanes that do not take part add nothing
      Value neutral =
          identity(builder, loc, step.getCombine(), value.getType());
      value = builder.create<arith::SelectOp>(loc, guard, value, neutral);
      guard = Value();
    }
    builder.create<AccumulateOp>(loc, step.getCombine(), value, buffer,
                                 at.indices, guard, step.getContract(), across);
  }

  void rewriteLoop(ForOp inner) {
    SmallVector<Value> inits;
    for (Value init : inner.getInits())
      inits.push_back(asLanes(init));
    auto made = builder.create<ForOp>(
        inner.getLoc(), inner.getKind(), inner.getName(),
        asUniform(inner.getLower()), asUniform(inner.getUpper()), inits);
    uniform.map(inner.getVariable(), made.getVariable());
    for (auto [old, carried] :
         llvm::zip(inner.getBody().getArguments().drop_front(),
                   made.getBody().getArguments().drop_front()))
      lanes[old] = carried;
    OpBuilder::InsertionGuard guard(builder);
    if (inits.empty())
      made.getBlock()->getTerminator()->erase();
    builder.setInsertionPointToEnd(made.getBlock());
    rewrite(*inner.getBlock());
    SmallVector<Value> yielded;
    for (Value value : inner.getBlock()->getTerminator()->getOperands())
      yielded.push_back(asLanes(value));
    builder.create<YieldOp>(inner.getLoc(), yielded);
    for (auto [old, result] : llvm::zip(inner.getResults(), made.getResults()))
      lanes[old] = result;
  }

  void rewriteAllocate(AllocateOp allocate) {
    Value old = allocate.getBody().getArgument(0);
    auto type = cast<BufferType>(old.getType());
    SmallVector<Value> extents;
    for (Value extent : allocate.getExtents())
      extents.push_back(asUniform(extent));
    auto made = builder.create<AllocateOp>(allocate.getLoc(), extents,
                                           allocate.getStage());
    OpBuilder::InsertionGuard guard(builder);
    Block *block = builder.createBlock(&made.getBody());
    lanes[old] = block->addArgument(
        BufferType::get(type.getContext(), widened(type.getElementType()),
                        type.getRank(), type.getScope()),
        allocate.getLoc());
    for (Operation &op : allocate.getBody().front())
      rewrite(op);
  }

  void rewriteIf(scf::IfOp branch) {
    auto made = builder.create<scf::IfOp>(branch.getLoc(),
                                          asUniform(branch.getCondition()),
                                          branch.elseBlock() != nullptr);
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(made.thenBlock());
    rewrite(*branch.thenBlock());
    if (branch.elseBlock()) {
      builder.setInsertionPointToStart(made.elseBlock());
      rewrite(*branch.elseBlock());
    }
  }
};

} // namespace

void Vectorize::runOnOperation() {
  SmallVector<ForOp> loops;
  getOperation().walk([&](ForOp loop) { // innermost first
    if (loop.getKind() == LoopKind::Vector)
      loops.push_back(loop);
  });
  for (ForOp loop : loops) {
    std::optional<int64_t> width = loop.getConstantExtent();
    bool done = width && *width > 1 && Rewriter(loop, *width).run();
    if (!done)
      loop.setKind(LoopKind::Serial);
  }
}
