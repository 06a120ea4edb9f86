//===- Pipeline.cpp - From the nest's loops to the flat form --------------===//

#include "compiler/tir/passes/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

namespace tdsl::tir {

void buildPipeline(OpPassManager &passes) {
  passes.addPass(createUnroll());
  passes.addPass(createVectorize());
  passes.addPass(createCanonicalizerPass());
  passes.addPass(createCSEPass());
  passes.addPass(createPromote());
  passes.addPass(createSettle());
  passes.addPass(createForward());
  passes.addPass(createExpandMath());
  passes.addPass(createFlatten());
  passes.addPass(createCanonicalizerPass());
  passes.addPass(createCSEPass());
}

/// Why an operation is not in flat form; null where it is.
static const char *notFlat(Operation *op) {
  if (isa<ViewOp>(op))
    return "a view is left";
  if (auto loop = dyn_cast<ForOp>(op); loop &&
                                       loop.getKind() != LoopKind::Serial &&
                                       loop.getKind() != LoopKind::Parallel)
    return "a vector or unrolled loop is left";
  for (Value operand : op->getOperands())
    if (auto buffer = dyn_cast<BufferType>(operand.getType());
        buffer && buffer.getRank() != 1)
      return "a buffer has more than one dimension";
  return nullptr;
}

LogicalResult verifyFlat(ModuleOp module) {
  WalkResult result = module.walk([](Operation *op) -> WalkResult {
    if (const char *reason = notFlat(op))
      return op->emitError("not in flat form: ") << reason;
    return WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

} // namespace tdsl::tir
