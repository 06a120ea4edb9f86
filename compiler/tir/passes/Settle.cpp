//===- Settle.cpp - Accumulations that stay in memory become plain code ---===//

#include "compiler/tir/Access.h"
#include "compiler/tir/passes/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace tdsl::tir {
#define GEN_PASS_DEF_SETTLE
#include "compiler/tir/passes/Passes.h.inc"
} // namespace tdsl::tir

using namespace mlir;
using namespace tdsl::tir;

namespace {

struct Settle : tdsl::tir::impl::SettleBase<Settle> {
  void runOnOperation() override;
};

void settle(AccumulateOp step) {
  OpBuilder builder(step);
  Location loc = step.getLoc();
  Value value = step.getValue();
  bool contract = step.getContract();
  if (step.getAcross()) {
    value = foldLanes(builder, loc, step.getCombine(), value);
    contract = false;
  }
  Value before = builder.create<LoadOp>(loc, value.getType(), step.getBuffer(),
                                        step.getIndices(), step.getGuard());
  Value after =
      combineValues(builder, loc, step.getCombine(), before, value, contract);
  builder.create<StoreOp>(loc, after, step.getBuffer(), step.getIndices(),
                          step.getGuard());
  step.erase();
}

} // namespace

void Settle::runOnOperation() {
  SmallVector<AccumulateOp> steps;
  getOperation().walk([&](AccumulateOp step) { steps.push_back(step); });
  for (AccumulateOp step : steps)
    settle(step);
}
