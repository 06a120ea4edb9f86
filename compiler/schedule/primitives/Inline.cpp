//===- Inline.cpp - Writing a stage into its readers ----------------------===//
//
// p.inline()
//
//   p[j] = f(j)
//   c[i] = g(p[i - 1])     ->     c[i] = g(f(i - 1))
//
//===----------------------------------------------------------------------===//

#include "compiler/graph/Inline.h"
#include "compiler/diag/Catalog.h"
#include "compiler/schedule/Choices.h"
#include "compiler/schedule/Primitive.h"

namespace tdsl::schedule {

/// Why a stage cannot be written into its readers; empty where it can.
static std::string whyNot(const Scheduled &scheduled, graph::StageOp stage) {
  if (graph::isResult(stage.getResult()))
    return "it is a result, which the caller wants stored";
  if (openedReduction(stage))
    return "it is a reduction, which every reader would run again";
  for (const auto &[name, plan] : scheduled.nest.plans)
    if (plan.where == StagePlan::Where::At && plan.consumer == stage.getName())
      return "`" + name + "` is computed in its loops";
  for (graph::ReadOp read : graph::readsOf(stage.getResult()))
    if (read.getChecked())
      return "an index that is checked at run time reads it: " + describe(read);
  return "";
}

bool checkInline(const Scheduled &scheduled, const Arguments &arguments,
                 diag::Sink &sink) {
  const std::string &name = arguments.stage();
  if (scheduled.nest.plan(name)->where == StagePlan::Where::Inline) {
    sink.emit(diag::StageIsInlined, arguments.step.stageSpan, name);
    return false;
  }
  std::string reason =
      whyNot(scheduled, graph::findStage(scheduled.func, name));
  if (reason.empty())
    return true;
  sink.emit(diag::CannotInline, arguments.step.directiveSpan, name, reason)
      .help("`" + name + ".compute_at(...)` computes it where it is read");
  return false;
}

void applyInline(Scheduled &scheduled, const Arguments &arguments) {
  StagePlan &plan = *scheduled.nest.plan(arguments.stage());
  plan.where = StagePlan::Where::Inline;
  plan.consumer.clear();
  plan.loop.clear();
  plan.origin = arguments.step.span;
  graph::StageOp stage = graph::findStage(scheduled.func, arguments.stage());
  for (graph::ReadOp read : graph::readsOf(stage.getResult()))
    graph::inlineRead(read);
  stage.erase();
}

} // namespace tdsl::schedule
