//===- Barriers.h - Where the threads of a block wait for each other ------===//

#ifndef TDSL_SCHEDULE_FINALIZE_BARRIERS_H
#define TDSL_SCHEDULE_FINALIZE_BARRIERS_H

#include "compiler/graph/Graph.h"
#include "compiler/schedule/Nest.h"

namespace tdsl::schedule {

/// In each launch, puts a barrier between those who write what a block keeps
/// and those who read it, and between those who read it and those who write it
/// again. What a stage does to its own values needs none: an element is always
/// the same thread's.
void placeBarriers(graph::FuncOp func, Nest &nest);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_FINALIZE_BARRIERS_H
