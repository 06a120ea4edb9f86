//===- Guards.cpp - Branches around guarded accesses ----------------------===//
//
//   v = load b[i] if g         ->   v = if g: load b[i], else: 0
//   store v, b[i] if g         ->   if g: store v, b[i]
//
//===----------------------------------------------------------------------===//

#include "compiler/lower/TirToLlvm/TirToLlvm.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;

namespace tdsl::lower {

static void branchAround(tir::LoadOp load) {
  OpBuilder builder(load);
  Location loc = load.getLoc();
  Type type = load.getValue().getType();
  auto branch = builder.create<scf::IfOp>(loc, TypeRange(type), load.getGuard(),
                                          /*addElse=*/true);
  builder.setInsertionPointToStart(branch.elseBlock());
  Value zero =
      builder.create<arith::ConstantOp>(loc, builder.getZeroAttr(type));
  builder.create<scf::YieldOp>(loc, zero);
  load.getValue().replaceAllUsesWith(branch.getResult(0));
  load.getGuardMutable().clear();
  load->moveBefore(branch.thenBlock(), branch.thenBlock()->end());
  builder.setInsertionPointToEnd(branch.thenBlock());
  builder.create<scf::YieldOp>(loc, load.getValue());
}

static void branchAround(tir::StoreOp store) {
  OpBuilder builder(store);
  auto branch = builder.create<scf::IfOp>(store.getLoc(), store.getGuard(),
                                          /*addElse=*/false);
  store.getGuardMutable().clear();
  store->moveBefore(branch.thenBlock()->getTerminator());
}

void branchOnGuards(ModuleOp module) {
  SmallVector<Operation *> found;
  module.walk([&](Operation *op) {
    if (isa<tir::LoadOp, tir::StoreOp>(op))
      found.push_back(op);
  });
  for (Operation *op : found) {
    if (auto load = dyn_cast<tir::LoadOp>(op); load && load.getGuard())
      branchAround(load);
    else if (auto store = dyn_cast<tir::StoreOp>(op); store && store.getGuard())
      branchAround(store);
  }
}

} // namespace tdsl::lower
