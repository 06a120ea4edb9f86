//===- ComputeAt.cpp - Computing a stage where it is read -----------------===//
//
// p.compute_at(c, i)
//
//   for j: p[j]                  for i:
//   for i: c[i]            ->      for j in what c[i] reads: p[j]
//                                  c[i]
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/schedule/Choices.h"
#include "compiler/schedule/Legality.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {

static void computeAt(Nest &nest, const Arguments &arguments) {
  StagePlan &plan = *nest.plan(arguments.stage());
  plan.where = StagePlan::Where::At;
  plan.consumer = arguments["consumer"].word;
  plan.loop = arguments.loop("loop");
  plan.origin = arguments.step.span;
}

static bool isPlaceable(const Scheduled &scheduled, const Arguments &arguments,
                        diag::Sink &sink) {
  const std::string &stage = arguments.stage();
  if (scheduled.nest.plan(stage)->where == StagePlan::Where::Inline) {
    sink.emit(diag::StageIsInlined, arguments.step.stageSpan, stage);
    return false;
  }
  if (graph::isResult(graph::findStage(scheduled.func, stage).getResult())) {
    sink.emit(diag::ResultIsAtRoot, arguments.step.stageSpan, stage)
        .help("split its loops and compute its producers in them instead");
    return false;
  }
  return true;
}

/// The consumer reads it, or something that is computed in the consumer.
static bool isReadThere(const Scheduled &scheduled, const Arguments &arguments,
                        diag::Sink &sink) {
  graph::StageOp stage = graph::findStage(scheduled.func, arguments.stage());
  const std::string &consumer = arguments["consumer"].word;
  const LoopPlan &outermost = scheduled.nest.plan(consumer)->loops.front();
  std::vector<std::string> names;
  for (graph::StageOp reader : graph::readers(stage.getResult())) {
    llvm::StringRef name = reader.getName();
    if (name != arguments.stage() &&
        isInside(scheduled.nest, name, consumer, outermost.symbol))
      return true;
    names.push_back(name.str());
  }
  offer(sink.emit(diag::ConsumerDoesNotRead, arguments["consumer"].span,
                  consumer, arguments.stage()),
        "readers", consumer, names, arguments["consumer"].span);
  return false;
}

bool checkComputeAt(const Scheduled &scheduled, const Arguments &arguments,
                    diag::Sink &sink) {
  if (!isPlaceable(scheduled, arguments, sink) ||
      !isReadThere(scheduled, arguments, sink))
    return false;
  Nest candidate = scheduled.nest.clone();
  computeAt(candidate, arguments);
  return isLegal(scheduled, candidate, arguments.step.span, sink);
}

void applyComputeAt(Scheduled &scheduled, const Arguments &arguments) {
  computeAt(scheduled.nest, arguments);
}

} // namespace tdsl::schedule
