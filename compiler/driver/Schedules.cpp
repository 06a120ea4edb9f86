//===- Schedules.cpp - Which schedule of a program is in force ------------===//

#include "compiler/driver/Compilation.h"

namespace tdsl::driver {

/// How well a schedule's target fits: 0 not at all, more is better.
static int fit(const sema::TargetName &name, const target::Target &target) {
  if (name.family == "gpu")
    return target.isGpu() && name.feature.empty() ? 1 : 0;
  if (name.family != target.family)
    return 0;
  llvm::StringRef feature = name.feature;
  if (feature.empty())
    return 2;
  if (feature == "avx2")
    return target.vectorBytes >= 32 ? 3 : 0;
  if (feature == "avx512")
    return target.vectorBytes >= 64 ? 4 : 0;
  unsigned capability;
  if (feature.consume_front("sm_") && !feature.getAsInteger(10, capability))
    return capability <= target.gpu.capability ? 3 : 0;
  return 0;
}

const sema::Schedule *findSchedule(const sema::Program &program,
                                   const sema::Function &function,
                                   const target::Target &target) {
  const sema::Schedule *best = nullptr;
  int bestFit = 0;
  for (const sema::Schedule &schedule : program.schedules) {
    int here =
        schedule.function == &function ? fit(schedule.target, target) : 0;
    if (here > bestFit) {
      best = &schedule;
      bestFit = here;
    }
  }
  return best;
}

} // namespace tdsl::driver
