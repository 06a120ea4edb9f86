//===- Division.h - The language's division in arith operations -----------===//
//
// Integer division rounds down, a remainder has the sign of the divisor, and
// x / 0 and x % 0 are 0; lowest / -1 wraps. arith's own division leaves the
// last two undefined. On indices these rules are graph.floordiv and graph.mod,
// which the algebra understands.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_GRAPH_DIVISION_H
#define TDSL_GRAPH_DIVISION_H

#include "mlir/IR/Builders.h"

namespace tdsl::graph {

/// Of integers or indices, scalar or in lanes. A divisor that is a positive
/// constant needs no tests.
mlir::Value floorDiv(mlir::OpBuilder &builder, mlir::Location loc,
                     mlir::Value left, mlir::Value right, bool isUnsigned);
mlir::Value floorMod(mlir::OpBuilder &builder, mlir::Location loc,
                     mlir::Value left, mlir::Value right, bool isUnsigned);

} // namespace tdsl::graph

#endif // TDSL_GRAPH_DIVISION_H
