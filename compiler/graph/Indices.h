//===- Indices.h - How the indices of an operation are written ------------===//
//
// `"i"`, or `"i" as "i.1"` where the symbol is not the name. Stages and
// reductions share it.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_GRAPH_INDICES_H
#define TDSL_GRAPH_INDICES_H

#include "mlir/IR/OpImplementation.h"

namespace tdsl::graph {

mlir::ParseResult parseIndex(mlir::OpAsmParser &parser,
                             llvm::SmallVectorImpl<mlir::Attribute> &names,
                             llvm::SmallVectorImpl<mlir::Attribute> &symbols);
void printIndex(mlir::OpAsmPrinter &printer, mlir::Attribute name,
                mlir::Attribute symbol);

/// Lets the printer call block arguments by their symbols.
void nameIndices(mlir::Region &region, mlir::ArrayAttr symbols,
                 mlir::OpAsmSetValueNameFn setName);

} // namespace tdsl::graph

#endif // TDSL_GRAPH_INDICES_H
