//===- Apply.h - Running a schedule over a graph and its nest -------------===//

#ifndef TDSL_SCHEDULE_APPLY_H
#define TDSL_SCHEDULE_APPLY_H

#include "compiler/schedule/Primitive.h"

namespace tdsl::schedule {

/// One step: check, then apply. False, and nothing is changed, where the step
/// is refused.
bool apply(Scheduled &scheduled, const sema::Step &step,
           const target::Target &target, diag::Sink &sink);

/// The steps in order, up to the first that is refused: those after it may
/// speak of loops that it would have made.
bool apply(Scheduled &scheduled, const sema::Schedule &schedule,
           const target::Target &target, diag::Sink &sink);

/// As TDSL, to be read, edited and kept:
///   schedule blur on cpu {
///     out.vectorize(x, 16)
///   }
std::string print(const sema::Schedule &schedule, llvm::StringRef function);
std::string print(const sema::Step &step);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_APPLY_H
