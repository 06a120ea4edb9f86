//===- Accumulators.h - Where a thread of a GPU sums up -------------------===//

#ifndef TDSL_SCHEDULE_FINALIZE_ACCUMULATORS_H
#define TDSL_SCHEDULE_FINALIZE_ACCUMULATORS_H

#include "compiler/schedule/Nest.h"

namespace tdsl::schedule {

/// In launches, lets a reduction sum up in registers, so that memory sees the
/// results alone:
///
///   c[i] = identity                 registers c
///   for k: c[i] <- ...       ->       c[i] = identity
///                                     for k: c[i] <- ...
///                                     c[i] = registers
///
/// Loops over results inside of the reduction must be written out. Guards go to
/// where the results are stored; a sum that nobody stores may be anything.
void sumInRegisters(Nest &nest);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_FINALIZE_ACCUMULATORS_H
