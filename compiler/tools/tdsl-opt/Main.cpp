//===- Main.cpp - tdsl-opt: our dialects and passes on MLIR text ----------===//
//
// For tests and for looking at one pass. It knows the dialects that our forms
// hold and no others, so that it links in a moment.
//
//===----------------------------------------------------------------------===//

#include "compiler/graph/GraphDialect.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registry.insert<mlir::arith::ArithDialect, mlir::math::MathDialect,
                  mlir::scf::SCFDialect, mlir::vector::VectorDialect,
                  tdsl::graph::GraphDialect>();
  mlir::registerCanonicalizer();
  mlir::registerCSE();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "TDSL's optimizer driver\n", registry));
}
