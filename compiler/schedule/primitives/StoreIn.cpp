//===- StoreIn.cpp - Where the values of a stage are kept -----------------===//
//
// p.store_in(shared)    stack p[...]    ->    shared p[...]
//
// A stage that is computed inside of a launch is kept for the block (shared) or
// for one thread (stack). Without this, it is the block's where no loop that is
// bound to threads is around it, and one thread's otherwise.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/schedule/Legality.h"
#include "compiler/schedule/Levels.h"

namespace tdsl::schedule {

static void storeIn(Nest &nest, const Arguments &arguments) {
  nest.plan(arguments.stage())->scope = scopeNamed(arguments["space"].word);
}

bool checkStoreIn(const Scheduled &scheduled, const Arguments &arguments,
                  diag::Sink &sink) {
  if (!isForGpu(arguments, sink))
    return false;
  const std::string &stage = arguments.stage();
  const Argument &space = arguments["space"];
  const StagePlan &plan = *scheduled.nest.plan(stage);
  if (plan.where == StagePlan::Where::Inline) {
    sink.emit(diag::StageIsInlined, arguments.step.stageSpan, stage);
    return false;
  }
  if (plan.where == StagePlan::Where::Root) {
    sink.emit(diag::CannotStoreIn, space.span, stage, space.word,
              "it is computed at the root, whole")
        .help("`" + stage +
              ".compute_at(...)` computes what one block or thread needs");
    return false;
  }
  Nest candidate = scheduled.nest.clone();
  storeIn(candidate, arguments);
  return isLegal(scheduled, candidate, arguments.step.span, sink);
}

void applyStoreIn(Scheduled &scheduled, const Arguments &arguments) {
  storeIn(scheduled.nest, arguments);
}

} // namespace tdsl::schedule
