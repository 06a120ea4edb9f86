//===- GpuContraction.h - Tiles of a contraction on a GPU -----------------===//

#ifndef TDSL_AUTOSCHEDULE_GPUCONTRACTION_H
#define TDSL_AUTOSCHEDULE_GPUCONTRACTION_H

#include "compiler/autoschedule/StageInfo.h"
#include "compiler/autoschedule/Writer.h"

namespace tdsl::autoschedule {

/// A tile of results a block, some of it a thread; what the block reads of the
/// operands in shared memory, a slice at a time. False, and nothing is done,
/// where the stage is no product of two matrices.
bool arrangeTiles(Writer &writer, const StageInfo &info);

} // namespace tdsl::autoschedule

#endif // TDSL_AUTOSCHEDULE_GPUCONTRACTION_H
