//===- NestToTir.h - From a finalized nest to the tensor IR ---------------===//

#ifndef TDSL_LOWER_NESTTOTIR_NESTTOTIR_H
#define TDSL_LOWER_NESTTOTIR_NESTTOTIR_H

#include "compiler/graph/Graph.h"
#include "compiler/schedule/Nest.h"

#include "mlir/IR/BuiltinOps.h"

namespace tdsl::lower {

struct NestToTirOptions {
  schedule::Instrument instrument = schedule::Instrument::None;
};

/// A module with one `tir.func`. The nest must be finalized: every decision is
/// in it, and this is a transcription, node by node.
mlir::OwningOpRef<mlir::ModuleOp> toTir(graph::FuncOp func,
                                        const schedule::Nest &nest,
                                        const NestToTirOptions &options);

} // namespace tdsl::lower

#endif // TDSL_LOWER_NESTTOTIR_NESTTOTIR_H
