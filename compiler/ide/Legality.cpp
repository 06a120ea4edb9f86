//===- Legality.cpp - A schedule, applied step by step --------------------===//

#include "compiler/ide/Legality.h"

#include "compiler/ide/ScheduleState.h"

namespace tdsl::ide {

std::shared_ptr<const Legality> judge(const Unit &unit) {
  auto result = std::make_shared<Legality>();
  const sema::Schedule *schedule = unit.schedule();
  if (!schedule || unit.diagnostics().hasErrors())
    return result;
  ScheduleState state(unit, *schedule, "", result->diagnostics);
  if (!state.isReady())
    return result;
  result->nests.push_back(schedule::print(state.loops().nest));
  size_t done = 0;
  for (; done != schedule->steps.size() && state.step(done); ++done)
    result->nests.push_back(schedule::print(state.loops().nest));
  if (done == schedule->steps.size())
    state.finish();
  return result;
}

} // namespace tdsl::ide
