//===- Loops.h - Arranging the loops of one stage -------------------------===//

#ifndef TDSL_AUTOSCHEDULE_LOOPS_H
#define TDSL_AUTOSCHEDULE_LOOPS_H

#include "compiler/autoschedule/StageInfo.h"
#include "compiler/autoschedule/Writer.h"

namespace tdsl::autoschedule {

/// What the loops of a stage should leave room for.
struct LoopOptions {
  bool isParallel = true; // false inside of another stage
  /// Rows that are computed together with their producers; 0: one at a time.
  int64_t strip = 0;
  /// Dimensions that have one point where the stage is computed.
  std::vector<size_t> fixedDims;
};

/// Pointwise stages, reductions of any size: lanes along what is contiguous,
/// threads along the outermost loop.
void arrangeLoops(Writer &writer, const StageInfo &info,
                  const LoopOptions &options);

/// A register tile: rows times vectors of results that stay in registers while
/// the reduction runs, in blocks that the caches hold.
void arrangeContraction(Writer &writer, const StageInfo &info,
                        const LoopOptions &options);

/// The loop that runs over strips of rows, as arrangeLoops() names it.
std::string stripName();

} // namespace tdsl::autoschedule

#endif // TDSL_AUTOSCHEDULE_LOOPS_H
