//===- Forward.cpp - Use stored values instead of loading them again ------===//
//
// Block by block: a load of what was stored or loaded before, with nothing in
// between that could change it, is replaced; a store that is overwritten
// before anything could read it is dropped.
//
//===----------------------------------------------------------------------===//

#include "compiler/tir/Access.h"
#include "compiler/tir/passes/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace tdsl::tir {
#define GEN_PASS_DEF_FORWARD
#include "compiler/tir/passes/Passes.h.inc"
} // namespace tdsl::tir

using namespace mlir;
using namespace tdsl::tir;

namespace {

struct Forward : tdsl::tir::impl::ForwardBase<Forward> {
  void runOnOperation() override;
};

struct Available {
  Cell cell;
  Type type;
  Value value;
  Operation *store = nullptr; // not yet read by anybody
};

class BlockForwarder {
public:
  void run(Block &block) {
    for (Operation &op : llvm::make_early_inc_range(block))
      visit(op);
  }

private:
  Addresses addresses;
  SmallVector<Available> known;

  void visit(Operation &op) {
    if (op.getNumRegions() != 0) {
      passRegion(op);
      return;
    }
    std::optional<Touch> access = touch(op);
    if (!access)
      return;
    Cell cell = addresses.cell(access->buffer, access->indices, access->type);
    if (auto load = dyn_cast<LoadOp>(op))
      visitLoad(load, *access, cell);
    else
      visitWrite(op, *access, cell);
  }

  /// An operation with a region may read or write any buffer it touches.
  void passRegion(Operation &op) {
    llvm::erase_if(known, [&](Available &entry) {
      if (anyTouch(op, entry.cell.buffer, /*writesOnly=*/true))
        return true;
      if (anyTouch(op, entry.cell.buffer, /*writesOnly=*/false))
        entry.store = nullptr;
      return false;
    });
  }

  void visitLoad(LoadOp load, const Touch &access, const Cell &cell) {
    for (Available &entry : known) {
      Overlap overlap = Addresses::overlap(entry.cell, cell);
      if (overlap == Overlap::Same && entry.type == access.type &&
          !access.guard) {
        load.getValue().replaceAllUsesWith(entry.value);
        load.erase();
        return;
      }
      if (overlap != Overlap::Disjoint)
        entry.store = nullptr;
    }
    if (!access.guard)
      known.push_back({cell, access.type, load.getValue(), nullptr});
  }

  void visitWrite(Operation &op, const Touch &access, const Cell &cell) {
    auto store = dyn_cast<StoreOp>(op);
    bool replaces = store && !access.guard;
    llvm::erase_if(known, [&](Available &entry) {
      Overlap overlap = Addresses::overlap(entry.cell, cell);
      if (overlap == Overlap::Disjoint)
        return false;
      if (overlap == Overlap::Same && replaces && entry.store)
        entry.store->erase();
      return true;
    });
    if (replaces)
      known.push_back({cell, access.type, store.getValue(), store});
  }
};

} // namespace

void Forward::runOnOperation() {
  getOperation().walk([](Operation *op) {
    for (Region &region : op->getRegions())
      for (Block &block : region)
        BlockForwarder().run(block);
  });
}
