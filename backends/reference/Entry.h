//===- Entry.h - Running a function on tensors ----------------------------===//

#ifndef TDSL_REFERENCE_ENTRY_H
#define TDSL_REFERENCE_ENTRY_H

#include "backends/reference/Machine.h"
#include "backends/reference/Node.h"

namespace tdsl::reference {

using Sizes = llvm::StringMap<int64_t>;

/// The tensors of a call: one a parameter and one a result. A scalar parameter
/// that has a default may be null.
struct Arguments {
  llvm::ArrayRef<target::HostTensor *> inputs;
  llvm::ArrayRef<target::HostTensor *> outputs;
  /// The sizes that no argument binds, by name.
  const Sizes &sizes;
};

/// Checks what a caller must hold, computes every point of the results and
/// writes them. A failure is recorded in the machine; the results are then
/// undefined.
void run(Machine &machine, const Code &code, const Arguments &arguments);

} // namespace tdsl::reference

#endif // TDSL_REFERENCE_ENTRY_H
