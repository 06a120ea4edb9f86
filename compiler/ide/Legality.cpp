//===- Legality.cpp - A schedule, applied step by step --------------------===//

#include "compiler/ide/Legality.h"

#include "compiler/graph/Graph.h"
#include "compiler/graph/passes/Passes.h"
#include "compiler/lower/AstToGraph/AstToGraph.h"
#include "compiler/schedule/Apply.h"
#include "compiler/sema/Instance.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/Pass/PassManager.h"

namespace tdsl::ide {
namespace {

/// The graph and the loops of one schedule, in a context of their own.
class Bench {
public:
  Bench(const Unit &unit, const sema::Schedule &schedule, diag::Sink &sink)
      : schedule(schedule), sink(sink) {
    target.family = schedule.target.family;
    if (schedule.target.feature == "avx512")
      target.vectorBytes = 64;
    const sema::Function &function = *schedule.function;
    tdsl::lower::GraphOptions options;
    options.types = sema::defaultTypes(function);
    for (const sema::Step &step : schedule.steps)
      options.pinned.insert(step.stage);
    graph =
        tdsl::lower::toGraph(function, options, unit.sources(), context, sink);
    if (!graph || sink.hasErrors() ||
        !(function.hasBounds() || sema::checkCallable(function, sink)))
      return;
    mlir::PassManager passes(&context);
    passes.enableVerifier(false);
    graph::addPipeline(passes);
    isReady = succeeded(passes.run(*graph)) && !sink.hasErrors();
    if (!isReady)
      return;
    graph::FuncOp func = graph::theFunction(*graph);
    scheduled = {func, schedule::initialNest(func)};
  }

  bool step(size_t i) {
    return schedule::apply(scheduled, schedule.steps[i], target, sink);
  }

  const sema::Schedule &schedule;
  diag::Sink &sink;
  mlir::MLIRContext context{mlir::MLIRContext::Threading::DISABLED};
  mlir::OwningOpRef<mlir::ModuleOp> graph;
  target::Target target;
  schedule::Scheduled scheduled;
  bool isReady = false;
};

} // namespace

std::shared_ptr<const Legality> judge(const Unit &unit) {
  auto result = std::make_shared<Legality>();
  const sema::Schedule *schedule = unit.schedule();
  if (!schedule || unit.diagnostics().hasErrors())
    return result;
  Bench bench(unit, *schedule, result->diagnostics);
  if (!bench.isReady)
    return result;
  result->nests.push_back(schedule::print(bench.scheduled.nest));
  for (size_t i = 0; i != schedule->steps.size() && bench.step(i); ++i)
    result->nests.push_back(schedule::print(bench.scheduled.nest));
  return result;
}

void withState(const Unit &unit, const sema::Schedule &schedule,
               size_t numSteps,
               const std::function<void(const Trial &)> &visit) {
  diag::Sink unheard;
  Bench bench(unit, schedule, unheard);
  if (!bench.isReady)
    return;
  for (size_t i = 0; i != numSteps; ++i)
    if (!bench.step(i))
      return;
  visit({bench.scheduled, bench.target});
}

} // namespace tdsl::ide
