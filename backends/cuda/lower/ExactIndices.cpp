//===- ExactIndices.cpp - Index arithmetic that cannot overflow -----------===//
//
// Where a thread may be and what it may touch are numbers below 2^63, so the
// arithmetic that makes them is exact, and LLVM moves and widens it only if it
// is told so. An index that was read from data may be any number: its
// arithmetic wraps around, as it does on the CPU, until a check has seen it.
//
//===----------------------------------------------------------------------===//

#include "backends/cuda/lower/Lower.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/DenseSet.h"

using namespace mlir;

namespace tdsl::cuda {
namespace {

class Marker {
public:
  void run(tir::KernelOp kernel) {
    for (Value argument : kernel.getBody().getArguments())
      exact.insert(argument);
    kernel->walk<WalkOrder::PreOrder>([&](Operation *op) { visit(op); });
  }

private:
  llvm::DenseSet<Value> exact;

  bool isExact(Value value) {
    return value.getType().isIndex() && exact.contains(value);
  }

  void visit(Operation *op) {
    // A loop's index lies between its bounds; what it carries is unknown.
    if (auto loop = dyn_cast<tir::ForOp>(op)) {
      if (isExact(loop.getLower()) && isExact(loop.getUpper()))
        exact.insert(loop.getVariable());
      return;
    }
    if (op->getNumResults() != 1 || !op->getResult(0).getType().isIndex())
      return;
    bool isSource = isa<tir::BlockIdOp, tir::ThreadIdOp, arith::ConstantOp>(op);
    if (!isSource && !isa<arith::ArithDialect>(op->getDialect()))
      return;
    for (Value operand : op->getOperands())
      if (!isExact(operand) && !operand.getType().isInteger(1))
        return;
    exact.insert(op->getResult(0));
    if (auto arithmetic =
            dyn_cast<arith::ArithIntegerOverflowFlagsInterface>(op))
      op->setAttr(arithmetic.getIntegerOverflowAttrName(),
                  arith::IntegerOverflowFlagsAttr::get(
                      op->getContext(), arith::IntegerOverflowFlags::nsw));
  }
};

} // namespace

void markExactIndices(ModuleOp module) {
  for (auto kernel : module.getBody()->getOps<tir::KernelOp>())
    Marker().run(kernel);
}

} // namespace tdsl::cuda
