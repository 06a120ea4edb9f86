//===- Launches.h - How much of a GPU a stage at the root takes -----------===//

#ifndef TDSL_SCHEDULE_FINALIZE_LAUNCHES_H
#define TDSL_SCHEDULE_FINALIZE_LAUNCHES_H

#include "compiler/schedule/Nest.h"
#include "compiler/target/Target.h"

namespace tdsl::schedule {

/// Puts the loops of a stage at the root into a launch. As many blocks as its
/// Block loops have iterations, as far as the GPU goes. As many threads as the
/// stage's own Thread loops have; along an axis that it leaves open, as many as
/// those that are computed inside of it could use.
Block launch(llvm::StringRef stage, Block body, const target::GpuLimits &gpu);

/// Whether each thread takes at most one iteration of a Thread loop.
bool fitsOnce(const Loop &loop, const Launch &launch);

/// A reduction loop that threads share, or one around such a loop: behind it
/// the threads of a block add up what each has.
bool isSummedByThreads(const Loop &loop);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_FINALIZE_LAUNCHES_H
