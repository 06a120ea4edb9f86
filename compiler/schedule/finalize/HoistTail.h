//===- HoistTail.h - Where a tail has no constant number of copies --------===//

#ifndef TDSL_SCHEDULE_FINALIZE_HOISTTAIL_H
#define TDSL_SCHEDULE_FINALIZE_HOISTTAIL_H

#include "compiler/schedule/finalize/Variables.h"

namespace tdsl::schedule {

/// In a tail, a loop that was to be written out is a serial loop. Inside of a
/// reduction it would keep no value in registers, so it goes around it:
///
///   for k:                         for i in 0..n % 6:
///     for i in 0..n % 6:     ->      for k:
///       c[i] <- ...                    c[i] <- ...
///
/// The body of the outer loop of the split, so rewritten; nothing where there
/// is no such loop in it.
std::optional<Block> hoistTail(const Loop &outer, const Variables &variables);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_FINALIZE_HOISTTAIL_H
