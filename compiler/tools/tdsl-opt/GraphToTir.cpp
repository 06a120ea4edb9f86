//===- GraphToTir.cpp - The default nest of a graph, as tensor IR ---------===//
//
// dslc goes through driver/Compilation.cpp; this pass is for tests of the
// crossing alone.
//
//===----------------------------------------------------------------------===//

#include "compiler/lower/NestToTir/NestToTir.h"
#include "compiler/schedule/Bounds.h"
#include "compiler/tir/Tir.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Pass/Pass.h"

using namespace mlir;

namespace {
struct GraphToTir : PassWrapper<GraphToTir, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(GraphToTir)

  StringRef getArgument() const override { return "convert-graph-to-tir"; }
  StringRef getDescription() const override {
    return "Lower the function by its initial nest: every stage at the root";
  }
  void getDependentDialects(DialectRegistry &registry) const override {
    registry.insert<arith::ArithDialect, math::MathDialect, scf::SCFDialect,
                    tdsl::tir::TirDialect, vector::VectorDialect>();
  }
  void runOnOperation() override {
    tdsl::graph::FuncOp func = tdsl::graph::theFunction(getOperation());
    if (!func)
      return;
    tdsl::schedule::Scheduled scheduled{func,
                                        tdsl::schedule::initialNest(func)};
    tdsl::schedule::finalize(scheduled);
    OwningOpRef<ModuleOp> made = tdsl::lower::toTir(func, scheduled.nest, {});
    getOperation().getBody()->clear();
    getOperation().getBody()->getOperations().splice(
        getOperation().getBody()->end(), made->getBody()->getOperations());
  }
};
} // namespace

void registerGraphToTir() { PassRegistration<GraphToTir>(); }
