//===- Passes.h - Passes on the tensor IR ---------------------------------===//

#ifndef TDSL_TIR_PASSES_PASSES_H
#define TDSL_TIR_PASSES_PASSES_H

#include "compiler/tir/Tir.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"

namespace tdsl::tir {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "compiler/tir/passes/Passes.h.inc"

/// From what NestToTir makes to the flat form that backends take.
void buildPipeline(mlir::OpPassManager &passes);

/// Holds the flat form; what does not is an internal error.
mlir::LogicalResult verifyFlat(mlir::ModuleOp module);

} // namespace tdsl::tir

#endif // TDSL_TIR_PASSES_PASSES_H
