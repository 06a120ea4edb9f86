//===- ComputeRoot.cpp - Computing a stage once, whole --------------------===//
//
// p.compute_root()
//
//   for i:                       for j: p[j]
//     for j: p[j]          ->    for i: c[i]
//     c[i]
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/schedule/Legality.h"

namespace tdsl::schedule {

static void computeRoot(Nest &nest, const Arguments &arguments) {
  StagePlan &plan = *nest.plan(arguments.stage());
  plan.where = StagePlan::Where::Root;
  plan.consumer.clear();
  plan.loop.clear();
  plan.origin = arguments.step.span;
}

bool checkComputeRoot(const Scheduled &scheduled, const Arguments &arguments,
                      diag::Sink &sink) {
  const std::string &stage = arguments.stage();
  if (scheduled.nest.plan(stage)->where == StagePlan::Where::Inline) {
    sink.emit(diag::StageIsInlined, arguments.step.stageSpan, stage)
        .help("take out the `inline` before this");
    return false;
  }
  Nest candidate = scheduled.nest.clone();
  computeRoot(candidate, arguments);
  return isLegal(scheduled, candidate, arguments.step.span, sink);
}

void applyComputeRoot(Scheduled &scheduled, const Arguments &arguments) {
  computeRoot(scheduled.nest, arguments);
}

} // namespace tdsl::schedule
