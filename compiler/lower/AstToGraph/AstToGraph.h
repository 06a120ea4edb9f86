//===- AstToGraph.h - From a checked function to its graph ----------------===//
//
// The one elaboration. Types become concrete, sizes are put in terms of the
// function that is compiled, calls become their stages, and the rules of the
// language's arithmetic become operations of arith and math.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_LOWER_ASTTOGRAPH_ASTTOGRAPH_H
#define TDSL_LOWER_ASTTOGRAPH_ASTTOGRAPH_H

#include "compiler/diag/Diagnostic.h"
#include "compiler/sema/Program.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace tdsl::lower {

/// Which instance of a function is wanted.
struct GraphOptions {
  sema::TypeArguments types;
  /// Values of const parameters; those without one stay symbols.
  llvm::StringMap<int64_t> constants;
  /// Paths of the stages that a schedule names.
  llvm::StringSet<> pinned;
};

/// A module with one graph.func. Null where the sink got an error.
mlir::OwningOpRef<mlir::ModuleOp> toGraph(const sema::Function &function,
                                          const GraphOptions &options,
                                          const SourceManager &sources,
                                          mlir::MLIRContext &context,
                                          diag::Sink &sink);

} // namespace tdsl::lower

#endif // TDSL_LOWER_ASTTOGRAPH_ASTTOGRAPH_H
