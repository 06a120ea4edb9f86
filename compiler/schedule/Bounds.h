//===- Bounds.h - Deciding bounds, buffers, tails and borders -------------===//
//
// finalize() walks the tree from the outside in and from the last reader to the
// first stage, so that all that a stage needs to know is decided when its turn
// comes:
//
// 1. A stage at the root is computed on its box (the graph knows it). A stage
//    inside of a loop is computed on the smallest box that holds what one
//    iteration of that loop reads of it (finalize/Regions.h).
// 2. Where the first loop of an index is reached, its range is cut
//    (finalize/Partition.h): borders, in which the body clamps or selects, off
//    the interior, and the tail of each split off its main part. Each piece
//    gets its own copy of what is inside.
// 3. A leaf knows the value of each index as a form of loop variables, and
//    where the index lies in this copy.
// 4. A vector loop is moved into the loops that it holds, and leaves are
//    counted.
// 5. On a GPU each stage at the root is a launch. Bound loops are not cut:
// their
//    leaves are guarded. What a block keeps is what all of its threads read,
//    with barriers between those who write it and those who read it.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SCHEDULE_BOUNDS_H
#define TDSL_SCHEDULE_BOUNDS_H

#include "compiler/diag/Diagnostic.h"
#include "compiler/schedule/Skeleton.h"
#include "compiler/target/Target.h"

namespace tdsl::schedule {

/// Once, after the last directive. Needs a graph whose stages all have boxes.
/// For a GPU, whose limits `gpu` has, everything stands in launches then; what
/// it cannot hold is found by checkLaunches().
void finalize(Scheduled &scheduled, const target::GpuLimits *gpu = nullptr);

/// What a finalized nest asks of a GPU, against what it has: threads, shared
/// memory, numbers for what is kept in a launch, barriers that all threads
/// reach. A diagnostic at the directive that asked for it.
bool checkLaunches(const Scheduled &scheduled, const target::Target &target,
                   diag::Sink &sink);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_BOUNDS_H
