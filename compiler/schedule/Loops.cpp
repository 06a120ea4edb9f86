//===- Loops.cpp - What directives ask of loops and do to them ------------===//

#include "compiler/schedule/Loops.h"
#include "compiler/diag/Catalog.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {

/// Of an index, before any split. A stage inside of another is computed on what
/// is read of it, which only finalize() knows.
static std::optional<sets::Expr> extentOfIndex(const Scheduled &scheduled,
                                               llvm::StringRef name,
                                               llvm::StringRef index) {
  graph::StageOp stage = graph::findStage(scheduled.func, name);
  const StagePlan &plan = *scheduled.nest.plan(name);
  std::vector<sets::Variable> variables;
  if (llvm::is_contained(plan.pureIndices(), index)) {
    if (plan.where == StagePlan::Where::Root)
      variables = indicesOf(stage);
  } else {
    variables = openedIndices(stage);
  }
  for (const sets::Variable &variable : variables)
    if (variable.name == index)
      return variable.range.extent();
  return std::nullopt;
}

std::optional<int64_t> constantExtent(const Scheduled &scheduled,
                                      llvm::StringRef stage,
                                      llvm::StringRef symbol) {
  const Split *split = scheduled.nest.plan(stage)->splitThatMade(symbol);
  if (!split) {
    auto extent = extentOfIndex(scheduled, stage, symbol);
    return extent ? extent->constant() : std::nullopt;
  }
  if (split->inner == symbol)
    return split->factor;
  if (auto whole = constantExtent(scheduled, stage, split->whole))
    return (*whole + split->factor - 1) / split->factor;
  return std::nullopt;
}

/// The extent of a loop in all of its iterations, tails included.
static std::optional<sets::Expr> extentOf(const Scheduled &scheduled,
                                          llvm::StringRef stage,
                                          llvm::StringRef symbol) {
  const Split *split = scheduled.nest.plan(stage)->splitThatMade(symbol);
  if (!split)
    return extentOfIndex(scheduled, stage, symbol);
  auto whole = extentOf(scheduled, stage, split->whole);
  if (!whole)
    return std::nullopt;
  if (split->outer == symbol)
    return sets::Expr::ceilDiv(*whole, split->factor);
  if (split->exact)
    return sets::Expr(split->factor);
  return std::nullopt;
}

bool isMadeOf(const Scheduled &scheduled, llvm::StringRef stage,
              llvm::StringRef symbol, int64_t factor) {
  auto extent = extentOf(scheduled, stage, symbol);
  return extent && graph::facts(scheduled.func).divisible(*extent, factor) ==
                       sets::Answer::Proven;
}

bool isInLimits(const Argument &factor, int64_t least, int64_t most,
                diag::Sink &sink) {
  if (!factor.integer)
    return true;
  std::string name = "`" + factor.parameter.str() + "`";
  if (*factor.integer < least)
    sink.emit(diag::FactorTooSmall, factor.span, name, least, *factor.integer);
  else if (*factor.integer > most)
    sink.emit(diag::FactorTooLarge, factor.span, name, most, *factor.integer);
  else
    return true;
  return false;
}

bool isSplitLegal(const Scheduled &scheduled, const Arguments &arguments,
                  llvm::StringRef loop, llvm::StringRef factor,
                  diag::Sink &sink) {
  const std::string &symbol = arguments.loop(loop);
  const StagePlan &plan = *scheduled.nest.plan(arguments.stage());
  if (!isSerial(plan, arguments[loop], sink) ||
      !isInLimits(arguments[factor], 1, MaxSplitFactor, sink))
    return false;
  int64_t number = *arguments[factor].integer;
  if (arguments["tail"].word != "exact" ||
      isMadeOf(scheduled, arguments.stage(), symbol, number))
    return true;
  sink.emit(diag::SplitNotExact, arguments["tail"].span,
            plan.findLoop(symbol)->name, number)
      .help("promise it with `where`, or leave `tail` out: what is left over "
            "becomes a part of its own");
  return false;
}

std::string freshLoopName(const StagePlan &plan, std::string wanted) {
  std::string name = wanted;
  for (unsigned count = 2; plan.loopNamed(name); ++count)
    name = wanted + "_" + std::to_string(count);
  return name;
}

SplitLoops splitLoop(Nest &nest, const SplitRequest &request) {
  StagePlan &plan = *nest.plan(request.stage);
  auto at = llvm::find_if(plan.loops, [&](const LoopPlan &loop) {
    return loop.symbol == request.symbol;
  });
  LoopPlan outer = *at, inner = *at;
  outer.name = request.outer;
  inner.name = request.inner;
  outer.origin = inner.origin = request.origin;
  outer.symbol = nest.freshSymbol(outer.name);
  plan.splits.push_back({request.symbol, outer.symbol, "", request.factor,
                         request.exact, request.origin});
  inner.symbol = nest.freshSymbol(inner.name);
  plan.splits.back().inner = inner.symbol;
  SplitLoops made{outer.symbol, inner.symbol};
  *at = std::move(inner);
  plan.loops.insert(at, std::move(outer));
  // What was computed in every iteration still is.
  for (auto &[name, other] : nest.plans)
    if (other.where == StagePlan::Where::At &&
        other.consumer == request.stage && other.loop == request.symbol)
      other.loop = made.inner;
  return made;
}

bool namesAreFree(const Nest &nest, const Arguments &arguments,
                  llvm::ArrayRef<std::string> replaced, diag::Sink &sink) {
  const StagePlan &plan = *nest.plan(arguments.stage());
  const std::vector<std::string> &names = arguments.step.results;
  for (size_t i = 0; i < names.size(); ++i) {
    const LoopPlan *taken = plan.loopNamed(names[i]);
    bool stays = taken && !llvm::is_contained(replaced, taken->symbol);
    bool twice =
        llvm::is_contained(llvm::ArrayRef(names).take_front(i), names[i]);
    if (!stays && !twice)
      continue;
    sink.emit(diag::LoopNameTaken, arguments.resultSpan(i), arguments.stage(),
              names[i])
        .help("loop names belong to their stage: choose another");
    return false;
  }
  return true;
}

void mark(Nest &nest, const Marking &marking) {
  StagePlan &plan = *nest.plan(marking.stage);
  LoopPlan *loop = plan.findLoop(marking.symbol);
  if (marking.factor) {
    std::string inner = freshLoopName(plan, loop->name + marking.suffix);
    SplitLoops made =
        splitLoop(nest, {marking.stage, marking.symbol, *marking.factor,
                         loop->name, inner, false, marking.origin});
    loop = plan.findLoop(made.inner);
  }
  loop->kind = marking.kind;
  loop->origin = marking.origin;
}

std::string kindName(LoopKind kind) {
  switch (kind) {
  case LoopKind::Serial:
    return "serial";
  case LoopKind::Parallel:
    return "parallel";
  case LoopKind::Vector:
    return "vectorised";
  case LoopKind::Unrolled:
    return "unrolled";
  case LoopKind::BlockX:
  case LoopKind::BlockY:
  case LoopKind::BlockZ:
  case LoopKind::ThreadX:
  case LoopKind::ThreadY:
  case LoopKind::ThreadZ:
    return "bound to " + levelName(kind).str();
  }
  llvm_unreachable("a kind of loop");
}

bool isSerial(const StagePlan &plan, const Argument &argument,
              diag::Sink &sink) {
  const LoopPlan *loop = plan.findLoop(argument.symbol);
  if (loop->kind == LoopKind::Serial)
    return true;
  diag::Diagnostic &diagnostic = sink.emit(diag::LoopKindTaken, argument.span,
                                           loop->name, kindName(loop->kind));
  if (loop->origin.isValid())
    diagnostic.label(loop->origin, "by this directive");
  return false;
}

} // namespace tdsl::schedule
