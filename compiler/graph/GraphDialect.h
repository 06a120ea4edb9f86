//===- GraphDialect.h - The graph dialect in C++ --------------------------===//
//
// The classes that TableGen makes of GraphTypes.td and GraphOps.td. What one
// can ask of a graph beyond single operations stands in Graph.h.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_GRAPH_GRAPHDIALECT_H
#define TDSL_GRAPH_GRAPHDIALECT_H

#include "compiler/sets/Expr.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include <optional>
#include <vector>

namespace tdsl::graph {

/// One dimension of a tensor; nothing: defined at every integer.
using Dim = std::optional<sets::Interval>;

/// "0..N + 1", "*".
std::string print(const Dim &dim);
/// Nothing when the text is not a dimension.
std::optional<Dim> parseDim(llvm::StringRef text);

class ReduceOp;
class ReturnOp;
class YieldOp;

} // namespace tdsl::graph

#include "compiler/graph/GraphOpsEnums.h.inc"

#include "compiler/graph/GraphOpsDialect.h.inc"

#define GET_TYPEDEF_CLASSES
#include "compiler/graph/GraphOpsTypes.h.inc"

#define GET_ATTRDEF_CLASSES
#include "compiler/graph/GraphOpsAttrs.h.inc"

#define GET_OP_CLASSES
#include "compiler/graph/GraphOps.h.inc"

#endif // TDSL_GRAPH_GRAPHDIALECT_H
