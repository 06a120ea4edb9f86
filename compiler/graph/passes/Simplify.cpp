//===- Simplify.cpp - Fold constants and simplify bodies ------------------===//

#include "compiler/graph/passes/Passes.h"

#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;

namespace tdsl::graph {

#define GEN_PASS_DEF_GRAPHSIMPLIFY
#include "compiler/graph/passes/Passes.h.inc"

namespace {
struct Simplify : impl::GraphSimplifyBase<Simplify> {
  FrozenRewritePatternSet patterns;

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet all(context);
    for (RegisteredOperationName op : context->getRegisteredOperations())
      if (isa<arith::ArithDialect, GraphDialect>(op.getDialect()))
        op.getCanonicalizationPatterns(all, context);
    patterns = FrozenRewritePatternSet(std::move(all));
    return success();
  }

  void runOnOperation() override {
    // Patterns that do not come to rest are no error: each step is right.
    (void)applyPatternsAndFoldGreedily(getOperation(), patterns);
  }
};
} // namespace

} // namespace tdsl::graph
