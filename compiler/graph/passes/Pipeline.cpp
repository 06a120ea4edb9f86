//===- Pipeline.cpp - The passes on the graph, in order -------------------===//

#include "compiler/graph/passes/Passes.h"

namespace tdsl::graph {

void addPipeline(mlir::OpPassManager &passes) {
  mlir::OpPassManager &ofFunction = passes.nest<FuncOp>();
  ofFunction.addPass(createGraphInline());
  ofFunction.addPass(createGraphSimplify());
  ofFunction.addPass(createGraphMerge());
  ofFunction.addPass(createGraphDrop());
  ofFunction.addPass(createGraphInferDomains());
  ofFunction.addPass(createGraphSimplify());
  ofFunction.addPass(createGraphDrop());
}

} // namespace tdsl::graph
