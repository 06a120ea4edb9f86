//===- ScheduleState.cpp - The loops of a function under a schedule -------===//

#include "compiler/ide/ScheduleState.h"

#include "compiler/autoschedule/Autoschedule.h"
#include "compiler/graph/Graph.h"
#include "compiler/graph/passes/Passes.h"
#include "compiler/lower/AstToGraph/AstToGraph.h"
#include "compiler/schedule/Bounds.h"
#include "compiler/sema/Instance.h"

#include "mlir/Pass/PassManager.h"

namespace tdsl::ide {

ScheduleState::ScheduleState(const Unit &unit, const sema::Schedule &schedule,
                             llvm::StringRef alsoKept, diag::Sink &sink)
    : schedule(schedule), sink(sink) {
  machine = target::typical(schedule.target.family);
  if (schedule.target.feature == "avx512")
    machine.vectorBytes = 64;
  const sema::Function &function = *schedule.function;
  tdsl::lower::GraphOptions options;
  options.types = sema::defaultTypes(function);
  for (const sema::Step &step : schedule.steps)
    options.pinned.insert(step.stage);
  if (!alsoKept.empty())
    options.pinned.insert(alsoKept);
  graph =
      tdsl::lower::toGraph(function, options, unit.sources(), context, sink);
  if (!graph || sink.hasErrors() ||
      !(function.hasBounds() || sema::checkCallable(function, sink)))
    return;
  mlir::PassManager passes(&context);
  passes.enableVerifier(false); // tests of the passes run it
  graph::addPipeline(passes);
  ready = succeeded(passes.run(*graph)) && !sink.hasErrors();
  if (!ready)
    return;
  graph::FuncOp func = graph::theFunction(*graph);
  scheduled = {func, schedule::initialNest(func)};
}

void ScheduleState::finish() {
  if (!machine.isGpu())
    return;
  autoschedule::complete(scheduled, schedule, machine);
  schedule::finalize(scheduled, &machine.gpu);
  schedule::checkLaunches(scheduled, machine, sink);
}

bool ScheduleState::step(size_t i) {
  return schedule::apply(scheduled, schedule.steps[i], machine, sink);
}

} // namespace tdsl::ide
