//===- Parallel.h - The same work for many items, on all cores ------------===//

#ifndef TDSL_IDE_PARALLEL_H
#define TDSL_IDE_PARALLEL_H

#include "llvm/ADT/STLFunctionalExtras.h"

#include <cstddef>

namespace tdsl::ide {

/// Calls `work` for each number below `count`, in no order; returns when all
/// is done. Few are done by the thread that asks.
void inParallel(size_t count, llvm::function_ref<void(size_t)> work);

} // namespace tdsl::ide

#endif // TDSL_IDE_PARALLEL_H
