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

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_APPLY_H
