//===- Legality.h - What holds of every nest ------------------------------===//
//
// A directive may change a nest only into one that still computes the same. The
// rules are few and are asked of the nest as it would be:
//
//  L1. A stage that is computed in a loop is read inside of that loop only.
//  L2. A reduction whose range needs an index stands inside of its loops.
//  L3. The reduction loops of a @strict sum keep their order and are no lanes.
//  L4. No parallel loop inside of a parallel loop; none over a reduction.
//  L5. In lanes runs at most one loop around a point. No stage is computed in
//      it, no range inside of it differs from lane to lane.
//  L6. A level of a GPU is given to one loop of a stage.
//  L7. Loops bound to blocks are outermost, of a stage at the root, and no
//      reductions. What one thread keeps has no loops bound to threads.
//  L8. Threads that share a reduction sum up one element, not in order.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SCHEDULE_LEGALITY_H
#define TDSL_SCHEDULE_LEGALITY_H

#include "compiler/schedule/Primitive.h"

namespace tdsl::schedule {

/// Whether `candidate`, which the step would make of the nest, is legal. Says
/// why not at `at`.
bool isLegal(const Scheduled &scheduled, const Nest &candidate, Span at,
             diag::Sink &sink);

/// Whether a stage is computed inside of that loop of the consumer.
bool isInside(const Nest &nest, llvm::StringRef stage, llvm::StringRef consumer,
              llvm::StringRef loop);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_LEGALITY_H
