//===- Levels.cpp - Loops that are bound to the levels of a GPU -----------===//

#include "compiler/schedule/Levels.h"
#include "compiler/diag/Catalog.h"
#include "compiler/schedule/Choices.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {

bool isForGpu(const Arguments &arguments, diag::Sink &sink) {
  if (arguments.target.isGpu())
    return true;
  sink.emit(diag::NotOnTarget, arguments.step.directiveSpan,
            arguments.step.directive, "GPUs", arguments.target.family)
      .help("write it in a `schedule " + std::string("... on gpu`"));
  return false;
}

bool isForCpu(const Arguments &arguments, llvm::StringRef instead,
              diag::Sink &sink) {
  if (!arguments.target.isGpu())
    return true;
  sink.emit(diag::NotOnTarget, arguments.step.directiveSpan,
            arguments.step.directive, "CPUs", arguments.target.family)
      .help(instead.str());
  return false;
}

Scope scopeNamed(llvm::StringRef word) {
  return word == "shared" ? Scope::Shared : Scope::Stack;
}

/// The loops of the consumer that are around what is computed in it.
static llvm::ArrayRef<LoopPlan> loopsAround(const Nest &nest,
                                            const StagePlan &plan) {
  llvm::ArrayRef<LoopPlan> loops = nest.plan(plan.consumer)->loops;
  auto at = llvm::find_if(
      loops, [&](const LoopPlan &loop) { return loop.symbol == plan.loop; });
  return loops.take_front(at - loops.begin() + (at != loops.end()));
}

/// A loop around the stage whose iterations are threads'.
static const LoopPlan *threadAround(const Nest &nest, const StagePlan &plan) {
  if (plan.where != StagePlan::Where::At)
    return nullptr;
  for (const LoopPlan &loop : loopsAround(nest, plan))
    if (isThread(loop.kind))
      return &loop;
  // A consumer of the whole block is computed by its own threads alone.
  if (isShared(nest, plan.consumer))
    return nullptr;
  return threadAround(nest, *nest.plan(plan.consumer));
}

bool isShared(const Nest &nest, llvm::StringRef stage) {
  const StagePlan &plan = *nest.plan(stage);
  if (plan.where != StagePlan::Where::At)
    return false;
  if (plan.scope)
    return *plan.scope == Scope::Shared;
  return !threadAround(nest, plan);
}

namespace {

class LevelChecker {
public:
  LevelChecker(const Scheduled &scheduled, const Nest &nest,
               llvm::StringRef stage, Span at, diag::Sink &sink)
      : scheduled(scheduled), nest(nest), plan(*nest.plan(stage)), stage(stage),
        at(at), sink(sink) {}

  bool run() {
    for (const LoopPlan &loop : plan.loops)
      if (isBound(loop.kind) &&
          !(axisIsFree(loop) && placeIsRight(loop) && reductionIsRight(loop)))
        return false;
    return storageIsRight();
  }

private:
  bool refuse(const LoopPlan &loop, const std::string &why,
              const std::string &help = "") {
    diag::Diagnostic &diagnostic = sink.emit(diag::CannotBind, at, loop.name,
                                             levelName(loop.kind).str(), why);
    showNest(diagnostic, nest, loop.symbol, levelName(loop.kind).str());
    if (!help.empty())
      diagnostic.help(help);
    return false;
  }

  /// L6: a level is given to one loop of a stage.
  bool axisIsFree(const LoopPlan &loop) {
    for (const LoopPlan &other : plan.loops)
      if (&other != &loop && other.kind == loop.kind && &other < &loop)
        return refuse(loop, "`" + other.name + "` is bound to it already");
    return true;
  }

  /// L7: blocks are outermost, at the root.
  bool placeIsRight(const LoopPlan &loop) {
    if (isThread(loop.kind))
      return isInNoLanes(loop) && isOfItsBlock(loop);
    if (loop.isReduction)
      return refuse(loop, "it is a reduction loop, and blocks do not wait for "
                          "each other");
    if (plan.where == StagePlan::Where::At)
      return refuse(loop, "`" + stage.str() + "` is computed inside of `" +
                              plan.consumer + "`, by one of its blocks");
    for (const LoopPlan &outer : plan.loops) {
      if (&outer == &loop)
        break;
      if (!isBlock(outer.kind))
        return refuse(loop, "`" + outer.name + "` is around it",
                      "`" + stage.str() + ".reorder(" + loop.name + ", " +
                          outer.name + ")` puts it outside");
    }
    return true;
  }

  bool isInNoLanes(const LoopPlan &loop) {
    for (const LoopPlan &outer : plan.loops) {
      if (&outer == &loop)
        break;
      if (outer.kind == LoopKind::Vector)
        return refuse(loop, "`" + outer.name + "` around it runs in lanes");
    }
    return true;
  }

  /// What one thread keeps, that thread computes.
  bool isOfItsBlock(const LoopPlan &loop) {
    if (plan.where != StagePlan::Where::At || isShared(nest, stage))
      return true;
    const LoopPlan *around = threadAround(nest, plan);
    if (!around)
      return true;
    return refuse(loop,
                  "`" + stage.str() + "` is computed by each thread for itself",
                  "`" + stage.str() +
                      ".store_in(shared)` before this lets the "
                      "threads of a block share it");
  }

  /// L8: what threads sum up for one element.
  bool reductionIsRight(const LoopPlan &loop) {
    if (!loop.isReduction)
      return true;
    bool isInside = false;
    for (const LoopPlan &other : plan.loops) {
      isInside |= other.isReduction;
      if (isInside && !other.isReduction)
        return refuse(loop, "`" + other.name +
                                "` is inside of the reduction, so "
                                "there is more than one element to sum up");
    }
    graph::ReduceOp reduce =
        openedReduction(graph::findStage(scheduled.func, stage));
    if (reduce && reduce.getStrict()) {
      sink.emit(diag::OrderIsStrict, at, stage.str())
          .note("rounding depends on the order of a sum")
          .help("without @strict the order is free");
      return false;
    }
    return true;
  }

  bool storageIsRight() {
    if (plan.where != StagePlan::Where::At || plan.scope != Scope::Stack ||
        threadAround(nest, plan))
      return true;
    const StagePlan &root = rootOf(plan);
    if (llvm::none_of(root.loops,
                      [](const LoopPlan &loop) { return isBound(loop.kind); }))
      return true; // loops are bound later
    sink.emit(diag::CannotStoreIn, at, stage.str(), "stack",
              "no loop around it is bound to threads, so it is the block's")
        .help("compute it inside of such a loop, or `store_in(shared)`");
    return false;
  }

  const StagePlan &rootOf(const StagePlan &inner) {
    return inner.where == StagePlan::Where::At
               ? rootOf(*nest.plan(inner.consumer))
               : inner;
  }

  const Scheduled &scheduled;
  const Nest &nest;
  const StagePlan &plan;
  llvm::StringRef stage;
  Span at;
  diag::Sink &sink;
};

} // namespace

bool levelsAreLegal(const Scheduled &scheduled, const Nest &nest,
                    llvm::StringRef stage, Span at, diag::Sink &sink) {
  return LevelChecker(scheduled, nest, stage, at, sink).run();
}

} // namespace tdsl::schedule
