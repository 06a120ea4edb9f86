//===- Tir.h - The tensor IR of a unit, for the backends that take it -----===//

#ifndef TDSL_TARGET_TIR_H
#define TDSL_TARGET_TIR_H

#include "mlir/IR/BuiltinOps.h"

namespace tdsl::target {

/// A module with one `tir.func` in flat form, in a context of its own that the
/// driver keeps alive. A backend may rewrite a clone of it, not the module.
struct Tir {
  mlir::ModuleOp module;
};

} // namespace tdsl::target

#endif // TDSL_TARGET_TIR_H
