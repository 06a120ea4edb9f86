//===- Gpu.h - Arranging the loops of one stage for a GPU -----------------===//

#ifndef TDSL_AUTOSCHEDULE_GPU_H
#define TDSL_AUTOSCHEDULE_GPU_H

#include "compiler/autoschedule/Placement.h"
#include "compiler/autoschedule/Writer.h"

namespace tdsl::autoschedule {

/// Homes for stages that have one element where each of their readers has a
/// block: sums of rows, which the threads of the block make together.
llvm::StringMap<Home> findRowHomes(graph::FuncOp func,
                                   const llvm::StringSet<> &mayMove,
                                   const llvm::StringSet<> &mayHost);

/// Gives the loops of a stage at the root to blocks and threads. The first
/// `rows` indices have a block for each of their values.
void arrangeLaunch(Writer &writer, const StageInfo &info, size_t rows);

/// Lets the threads of a block share the reduction of a stage inside of it.
void shareReduction(Writer &writer, const StageInfo &info);

} // namespace tdsl::autoschedule

#endif // TDSL_AUTOSCHEDULE_GPU_H
