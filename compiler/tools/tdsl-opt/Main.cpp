//===- Main.cpp - tdsl-opt: our dialects and passes on MLIR text ----------===//
//
// For tests and for looking at one pass. It knows the dialects that our forms
// hold and no others, so that it links in a moment.
//
//===----------------------------------------------------------------------===//

#include "compiler/graph/passes/Passes.h"
#include "compiler/tir/passes/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"

/// CudaEmit.cpp
void registerCudaEmit();
/// EmitVulkan.cpp
void registerEmitVulkan();
/// GraphToTir.cpp
void registerGraphToTir();

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registry.insert<mlir::arith::ArithDialect, mlir::math::MathDialect,
                  mlir::scf::SCFDialect, mlir::vector::VectorDialect,
                  tdsl::graph::GraphDialect, tdsl::tir::TirDialect>();
  tdsl::tir::registerTirPasses();
  mlir::PassPipelineRegistration<>("tir-pipeline", "Every pass on tir",
                                   tdsl::tir::buildPipeline);
  registerCudaEmit();
  registerEmitVulkan();
  registerGraphToTir();
  tdsl::graph::registerGraphPasses();
  mlir::PassPipelineRegistration<>("graph-pipeline", "Every pass on graph",
                                   tdsl::graph::addPipeline);
  mlir::registerCanonicalizer();
  mlir::registerCSE();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "TDSL's optimizer driver\n", registry));
}
