//===- Legality.cpp - What holds of every nest ----------------------------===//

#include "compiler/schedule/Legality.h"
#include "compiler/diag/Catalog.h"
#include "compiler/schedule/Choices.h"
#include "compiler/schedule/Levels.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {
static size_t depthOf(const StagePlan &plan, llvm::StringRef symbol) {
  return llvm::find_if(
             plan.loops,
             [&](const LoopPlan &loop) { return loop.symbol == symbol; }) -
         plan.loops.begin();
}

bool isInside(const Nest &nest, llvm::StringRef stage, llvm::StringRef consumer,
              llvm::StringRef loop) {
  if (stage == consumer)
    return true;
  const StagePlan &plan = *nest.plan(stage);
  if (plan.where != StagePlan::Where::At)
    return false;
  if (plan.consumer != consumer)
    return isInside(nest, plan.consumer, consumer, loop);
  const StagePlan &around = *nest.plan(consumer);
  return depthOf(around, plan.loop) >= depthOf(around, loop);
}

namespace {

class Checker {
public:
  Checker(graph::FuncOp func, const Nest &nest, Span at, diag::Sink &sink)
      : func(func), nest(nest), at(at), sink(sink) {}

  bool readersAreInside(llvm::StringRef name) {
    const StagePlan &plan = *nest.plan(name);
    if (plan.where != StagePlan::Where::At)
      return true;
    graph::StageOp stage = graph::findStage(func, name);
    for (graph::ReadOp read : graph::readsOf(stage.getResult())) {
      llvm::StringRef reader = graph::stageAround(read).getName();
      if (isInside(nest, reader, plan.consumer, plan.loop))
        continue;
      const LoopPlan *loop = nest.plan(plan.consumer)->findLoop(plan.loop);
      diag::Diagnostic &diagnostic =
          sink.emit(diag::ReaderOutside, at, name.str(), loop->name,
                    plan.consumer, reader.str());
      diagnostic.note(describe(read));
      showNest(diagnostic, nest, loop->symbol,
               ("`" + name + "` would be computed here").str());
      diagnostic.help(("`" + name + ".compute_root()`, or compute `" + reader +
                       "` inside of that loop first")
                          .str());
      return false;
    }
    return true;
  }

  bool rangesAreKnown(llvm::StringRef name, const StagePlan &plan) {
    for (const sets::Variable &variable : reducedBy(name))
      for (const LoopPlan &needed : plan.loops)
        for (const LoopPlan &loop : plan.loops)
          if (plan.indexOf(loop.symbol) == variable.name &&
              needs(variable, plan.indexOf(needed.symbol)) &&
              depthOf(plan, loop.symbol) < depthOf(plan, needed.symbol))
            return refuseRange(loop, needed);
    return true;
  }

  bool strictOrderIsKept(llvm::StringRef name, const StagePlan &plan,
                         const StagePlan &before) {
    graph::ReduceOp reduce = openedReduction(graph::findStage(func, name));
    if (!reduce || !reduce.getStrict())
      return true;
    bool inLanes = llvm::any_of(plan.loops, [](const LoopPlan &loop) {
      return loop.isReduction && loop.kind == LoopKind::Vector;
    });
    if (!inLanes && reductionOrder(plan) == reductionOrder(before))
      return true;
    sink.emit(diag::OrderIsStrict, at, name.str())
        .note("rounding depends on the order of a sum")
        .help("without @strict the order is free");
    return false;
  }

  bool parallelIsOutermost(llvm::StringRef name, const StagePlan &plan) {
    std::pair<llvm::StringRef, const LoopPlan *> outer = parallelAround(plan);
    for (const LoopPlan &loop : plan.loops) {
      if (loop.kind != LoopKind::Parallel)
        continue;
      if (outer.second) {
        sink.emit(diag::NestedParallel, at, loop.name, name.str(),
                  outer.second->name, outer.first.str())
            .help("one parallel loop around a point is enough: make the inner "
                  "one serial");
        return false;
      }
      outer = {name, &loop};
    }
    return true;
  }

  bool lanesAreAlike(llvm::StringRef name, const StagePlan &plan) {
    for (const LoopPlan &loop : plan.loops)
      if (loop.kind == LoopKind::Vector && !isVectorLegal(name, plan, loop))
        return false;
    return true;
  }

private:
  std::vector<sets::Variable> reducedBy(llvm::StringRef name) {
    return openedIndices(graph::findStage(func, name));
  }

  static bool needs(const sets::Variable &variable, llvm::StringRef index) {
    return variable.range.lower.uses(index) || variable.range.upper.uses(index);
  }

  bool refuseRange(const LoopPlan &loop, const LoopPlan &needed) {
    diag::Diagnostic &diagnostic =
        sink.emit(diag::RangeNeedsIndex, at, loop.name, needed.name);
    showNest(diagnostic, nest, loop.symbol, "its range is not known here");
    return false;
  }

  static std::vector<llvm::StringRef> reductionOrder(const StagePlan &plan) {
    std::vector<llvm::StringRef> order;
    for (const LoopPlan &loop : plan.loops)
      if (loop.isReduction)
        order.push_back(loop.symbol);
    return order;
  }

  /// The parallel loop in which the stage is computed, and its stage.
  std::pair<llvm::StringRef, const LoopPlan *>
  parallelAround(const StagePlan &plan) {
    if (plan.where != StagePlan::Where::At)
      return {};
    const StagePlan &consumer = *nest.plan(plan.consumer);
    for (const LoopPlan &loop : consumer.loops) {
      if (loop.kind == LoopKind::Parallel)
        return {plan.consumer, &loop};
      if (loop.symbol == plan.loop)
        break;
    }
    return parallelAround(consumer);
  }

  bool isVectorLegal(llvm::StringRef name, const StagePlan &plan,
                     const LoopPlan &vector) {
    size_t depth = depthOf(plan, vector.symbol);
    for (const LoopPlan &loop : llvm::drop_begin(plan.loops, depth + 1))
      if (loop.kind == LoopKind::Vector)
        return refuseVector(vector, "`" + loop.name +
                                        "` inside of it runs in lanes already");
    if (const LoopPlan *outer = outerPartInside(plan, vector))
      return refuseVector(vector, "`" + outer->name +
                                      "`, the other part of its split, is "
                                      "inside of it");
    for (const LoopPlan &loop : llvm::drop_begin(plan.loops, depth))
      for (const auto &[other, placed] : nest.plans)
        if (placed.where == StagePlan::Where::At && placed.consumer == name &&
            placed.loop == loop.symbol)
          return refuseVector(vector,
                              "`" + other + "` is computed inside of it");
    return rangesAreUniform(name, plan, vector);
  }

  /// A part of the same index that counts blocks of this loop, further in: how
  /// often it runs would differ from lane to lane.
  const LoopPlan *outerPartInside(const StagePlan &plan,
                                  const LoopPlan &vector) {
    size_t depth = depthOf(plan, vector.symbol);
    llvm::StringRef index = plan.indexOf(vector.symbol);
    for (const LoopPlan &loop : llvm::drop_begin(plan.loops, depth + 1))
      if (plan.indexOf(loop.symbol) == index)
        return &loop;
    return nullptr;
  }

  bool rangesAreUniform(llvm::StringRef name, const StagePlan &plan,
                        const LoopPlan &vector) {
    for (const sets::Variable &variable : reducedBy(name))
      if (needs(variable, plan.indexOf(vector.symbol)))
        return refuseVector(vector, "the range of `" + variable.name +
                                        "` differs from lane to lane");
    return true;
  }

  bool refuseVector(const LoopPlan &vector, std::string why) {
    diag::Diagnostic &diagnostic =
        sink.emit(diag::VectorNotInnermost, at, vector.name, why);
    showNest(diagnostic, nest, vector.symbol, "in lanes");
    return false;
  }

  graph::FuncOp func;
  const Nest &nest;
  Span at;
  diag::Sink &sink;
};

} // namespace

bool isLegal(const Scheduled &scheduled, const Nest &candidate, Span at,
             diag::Sink &sink) {
  Checker checker(scheduled.func, candidate, at, sink);
  for (const auto &[name, plan] : candidate.plans) {
    if (plan.where == StagePlan::Where::Inline)
      continue;
    if (!checker.readersAreInside(name) ||
        !checker.rangesAreKnown(name, plan) ||
        !checker.strictOrderIsKept(name, plan, *scheduled.nest.plan(name)) ||
        !checker.parallelIsOutermost(name, plan) ||
        !checker.lanesAreAlike(name, plan) ||
        !levelsAreLegal(scheduled, candidate, name, at, sink))
      return false;
  }
  return true;
}

} // namespace tdsl::schedule
