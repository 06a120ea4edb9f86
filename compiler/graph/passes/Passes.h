//===- Passes.h - Passes on the graph -------------------------------------===//

#ifndef TDSL_GRAPH_PASSES_PASSES_H
#define TDSL_GRAPH_PASSES_PASSES_H

#include "compiler/graph/GraphDialect.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"

namespace tdsl::graph {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "compiler/graph/passes/Passes.h.inc"

/// Every pass of this folder, in the order of Pipeline.cpp.
void addPipeline(mlir::OpPassManager &passes);

} // namespace tdsl::graph

#endif // TDSL_GRAPH_PASSES_PASSES_H
