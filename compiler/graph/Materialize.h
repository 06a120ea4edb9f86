//===- Materialize.h - Forms of the algebra as index values ---------------===//

#ifndef TDSL_GRAPH_MATERIALIZE_H
#define TDSL_GRAPH_MATERIALIZE_H

#include "compiler/sets/Expr.h"

#include "mlir/IR/Builders.h"

namespace tdsl::graph {

/// The inverse of affine(): emits operations that compute a form. `valueOf`
/// gives the value of an index by its symbol, null for a size.
mlir::Value
materialize(mlir::OpBuilder &builder, mlir::Location loc, const sets::Expr &e,
            llvm::function_ref<mlir::Value(llvm::StringRef)> valueOf);

} // namespace tdsl::graph

#endif // TDSL_GRAPH_MATERIALIZE_H
