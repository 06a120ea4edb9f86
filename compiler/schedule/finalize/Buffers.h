//===- Buffers.h - Where values are kept, and for how long ----------------===//

#ifndef TDSL_SCHEDULE_FINALIZE_BUFFERS_H
#define TDSL_SCHEDULE_FINALIZE_BUFFERS_H

#include "compiler/graph/Graph.h"
#include "compiler/schedule/finalize/Regions.h"

namespace tdsl::schedule {

/// Where a stage is computed, as far as its memory is concerned.
enum class Storage : uint8_t {
  Root,   // on a CPU, whole
  Inside, // on a CPU, in a loop
  Launch, // by a launch of its own, whole
  Block,  // by the threads of a block together
  Thread, // by one thread
};

/// The buffer of a stage that is computed on a region: an argument where the
/// caller gives it, on the stack where it is small and its size a number.
Buffer makeBuffer(graph::StageOp stage, const Region &region, Storage storage);

/// Puts a stage before what follows it in a block: its buffer lives until the
/// last node that reads it.
void prepend(graph::FuncOp func, unsigned buffer, graph::StageOp stage,
             Block computed, Block &following);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_FINALIZE_BUFFERS_H
