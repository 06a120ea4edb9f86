//===- Unroll.cpp - Write out every unrolled loop -------------------------===//

#include "compiler/tir/passes/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/IRMapping.h"

namespace tdsl::tir {
#define GEN_PASS_DEF_UNROLL
#include "compiler/tir/passes/Passes.h.inc"
} // namespace tdsl::tir

using namespace mlir;
using namespace tdsl::tir;

namespace {
struct Unroll : tdsl::tir::impl::UnrollBase<Unroll> {
  void runOnOperation() override;
};

void writeOut(ForOp loop, int64_t extent) {
  OpBuilder builder(loop);
  for (int64_t step = 0; step != extent; ++step) {
    IRMapping mapping;
    Value offset = builder.create<arith::ConstantIndexOp>(loop.getLoc(), step);
    mapping.map(loop.getVariable(),
                builder.createOrFold<arith::AddIOp>(loop.getLoc(),
                                                    loop.getLower(), offset));
    for (Operation &op : loop.getBlock()->without_terminator())
      builder.clone(op, mapping);
  }
  loop.erase();
}
} // namespace

void Unroll::runOnOperation() {
  SmallVector<ForOp> loops;
  getOperation().walk([&](ForOp loop) { // innermost first
    if (loop.getKind() == LoopKind::Unrolled)
      loops.push_back(loop);
  });
  for (ForOp loop : loops) {
    if (std::optional<int64_t> extent = loop.getConstantExtent())
      writeOut(loop, *extent);
    else
      loop.setKind(LoopKind::Serial);
  }
}
