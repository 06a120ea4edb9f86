//===- Levels.h - Loops that are bound to the levels of a GPU -------------===//

#ifndef TDSL_SCHEDULE_LEVELS_H
#define TDSL_SCHEDULE_LEVELS_H

#include "compiler/schedule/Primitive.h"

namespace tdsl::schedule {

/// Whether the schedule is for a GPU; a diagnostic where not.
bool isForGpu(const Arguments &arguments, diag::Sink &sink);
/// Whether it is for a CPU; a diagnostic, with what a GPU has instead, where
/// not.
bool isForCpu(const Arguments &arguments, llvm::StringRef instead,
              diag::Sink &sink);

Scope scopeNamed(llvm::StringRef word);

/// Whether a stage that is not at the root is kept for the whole block: where a
/// directive says so, or where no loop around it is bound to threads.
bool isShared(const Nest &nest, llvm::StringRef stage);

/// L6 to L8 of Legality.h for one stage of a nest.
bool levelsAreLegal(const Scheduled &scheduled, const Nest &nest,
                    llvm::StringRef stage, Span at, diag::Sink &sink);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_LEVELS_H
