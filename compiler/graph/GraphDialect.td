//===- GraphDialect.td - The dialect of stages ----------------------------===//

#ifndef TDSL_GRAPH_GRAPHDIALECT_TD
#define TDSL_GRAPH_GRAPHDIALECT_TD

include "mlir/IR/OpBase.td"

def Graph_Dialect : Dialect {
  let name = "graph";
  let cppNamespace = "::tdsl::graph";
  let summary = "stages in index notation on immutable tensors";
  let description = [{
    One function instance, flat. Rationale.md says why it is as it is.
  }];
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
}

#endif // TDSL_GRAPH_GRAPHDIALECT_TD
