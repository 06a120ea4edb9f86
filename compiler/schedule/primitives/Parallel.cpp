//===- Parallel.cpp - Sharing a loop among threads ------------------------===//
//
// s.parallel(i)    for i: s[i]   ->   parallel i: s[i]
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/schedule/Choices.h"
#include "compiler/schedule/Legality.h"
#include "compiler/schedule/Levels.h"
#include "compiler/schedule/Loops.h"

namespace tdsl::schedule {

static void parallel(Nest &nest, const Arguments &arguments) {
  mark(nest, {LoopKind::Parallel, arguments.stage(), arguments.loop("loop"),
              std::nullopt, "", arguments.step.span});
}

static bool isNoReduction(const Scheduled &scheduled,
                          const Arguments &arguments, diag::Sink &sink) {
  const StagePlan &plan = *scheduled.nest.plan(arguments.stage());
  const Argument &loop = arguments["loop"];
  if (!plan.findLoop(loop.symbol)->isReduction)
    return true;
  diag::Diagnostic &diagnostic =
      sink.emit(diag::ParallelReduction, loop.span, loop.word);
  graph::ReduceOp reduce =
      openedReduction(graph::findStage(scheduled.func, arguments.stage()));
  reduce.walk([&](graph::ReadOp read) { diagnostic.note(describe(read)); });
  std::vector<std::string> others;
  for (const LoopPlan &other : plan.loops)
    if (!other.isReduction && other.kind == LoopKind::Serial)
      others.push_back(other.name);
  showNest(diagnostic, scheduled.nest, loop.symbol,
           "every iteration adds to the same element");
  offer(diagnostic, "loops that can be parallel", "", others, loop.span);
  return false;
}

bool checkParallel(const Scheduled &scheduled, const Arguments &arguments,
                   diag::Sink &sink) {
  if (!isForCpu(arguments,
                "`bind` gives loops to the blocks and threads of a GPU", sink))
    return false;
  const StagePlan &plan = *scheduled.nest.plan(arguments.stage());
  if (!isSerial(plan, arguments["loop"], sink) ||
      !isNoReduction(scheduled, arguments, sink))
    return false;
  Nest candidate = scheduled.nest.clone();
  parallel(candidate, arguments);
  return isLegal(scheduled, candidate, arguments.step.span, sink);
}

void applyParallel(Scheduled &scheduled, const Arguments &arguments) {
  parallel(scheduled.nest, arguments);
}

} // namespace tdsl::schedule
