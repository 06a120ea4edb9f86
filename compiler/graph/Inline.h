//===- Inline.h - Putting the body of a stage where it is read ------------===//

#ifndef TDSL_GRAPH_INLINE_H
#define TDSL_GRAPH_INLINE_H

#include "compiler/graph/GraphDialect.h"

namespace tdsl::graph {

/// Replaces one read of a stage by the stage's body at the point that is read.
/// A guard of the read becomes a guard of the body's reads. The read must not
/// be checked, unless the stage is defined everywhere.
void inlineRead(ReadOp read);

/// Replaces every read of a stage; the stage stays.
void inlineReads(StageOp stage);

/// A symbol that no index or size of the function has yet: `i`, `i.1`, ...
std::string freshSymbol(FuncOp func, llvm::StringRef name);

} // namespace tdsl::graph

#endif // TDSL_GRAPH_INLINE_H
