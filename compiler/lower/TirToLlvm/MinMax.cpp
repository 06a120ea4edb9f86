//===- MinMax.cpp - max as instructions that LLVM does not find -----------===//

#include "compiler/lower/TirToLlvm/Patterns.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace tdsl::lower {
namespace {

/// max(x, 0)   ->   x <= 0 ? 0 : x
///
/// NaN is not ordered and stays, -0 becomes 0: a comparison and a mask.
struct Positive : OpRewritePattern<arith::MaximumFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::MaximumFOp op,
                                PatternRewriter &rewriter) const override {
    Value x = op.getLhs(), zero = op.getRhs();
    if (matchPattern(x, m_PosZeroFloat()))
      std::swap(x, zero);
    if (!matchPattern(zero, m_PosZeroFloat()))
      return failure();
    Value below = rewriter.create<arith::CmpFOp>(
        op.getLoc(), arith::CmpFPredicate::OLE, x, zero);
    rewriter.replaceOpWithNewOp<arith::SelectOp>(op, below, zero, x);
    return success();
  }
};

} // namespace

void addMinMaxPatterns(RewritePatternSet &patterns) {
  patterns.add<Positive>(patterns.getContext());
}

} // namespace tdsl::lower
