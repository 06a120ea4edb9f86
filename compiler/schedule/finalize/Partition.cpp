//===- Partition.cpp - Cutting the range of a loop ------------------------===//

#include "compiler/schedule/finalize/Partition.h"
#include "compiler/schedule/finalize/Borders.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {

using sets::Expr;
using sets::Interval;

/// Three pieces, or two, are worth it only where as many copies may be made.
constexpr unsigned CopiesOfBorder = 4;
constexpr unsigned CopiesOfTail = 2;

/// How many blocks hold so many iterations, the last perhaps in part.
static Expr blocksOf(const Expr &extent, int64_t factor) {
  return Expr::floorDiv(extent + Expr(factor - 1), factor);
}

/// Lanes and copies need a constant extent; other loops take any. The inner
/// part of another split is cut by that one.
static bool needsConstant(const StagePlan &plan, llvm::StringRef symbol) {
  while (const Split *split = plan.splitOf(symbol))
    symbol = split->outer;
  LoopKind kind = plan.findLoop(symbol)->kind;
  return kind == LoopKind::Vector || kind == LoopKind::Unrolled;
}

/// Every loop that makes one variable is around those that make another.
static bool isOutside(const StagePlan &plan, llvm::StringRef outer,
                      llvm::StringRef inner) {
  if (const Split *split = plan.splitOf(outer))
    return isOutside(plan, split->outer, inner) &&
           isOutside(plan, split->inner, inner);
  if (const Split *split = plan.splitOf(inner))
    return isOutside(plan, outer, split->outer) &&
           isOutside(plan, outer, split->inner);
  for (const LoopPlan &loop : plan.loops)
    if (loop.symbol == outer || loop.symbol == inner)
      return loop.symbol == outer;
  return false;
}

/// A loop that makes it is bound to a level of a GPU.
static bool hasBoundLoop(const StagePlan &plan, llvm::StringRef symbol) {
  if (const Split *split = plan.splitOf(symbol))
    return hasBoundLoop(plan, split->outer) || hasBoundLoop(plan, split->inner);
  return isBound(plan.findLoop(symbol)->kind);
}

/// Its value can be told before its parts are decided: they are loops.
static bool isMadeOfLoops(const StagePlan &plan, llvm::StringRef symbol) {
  const Split *split = plan.splitOf(symbol);
  return !split || (!plan.splitOf(split->outer) && !plan.splitOf(split->inner));
}

std::vector<Branch> Partition::decide(const Branch &from,
                                      llvm::StringRef symbol) const {
  const StagePlan &plan = from.variables.plan();
  const Split *split = plan.splitThatMade(symbol);
  if (!split)
    return decideIndex(from, symbol);
  if (from.variables.range(symbol))
    return {from};
  std::vector<Branch> result;
  for (Branch &branch : decide(from, split->whole)) {
    if (symbol == split->outer) {
      llvm::append_range(result, decideOuter(branch, *split));
      continue;
    }
    branch.variables.setRange(symbol, {0, split->factor});
    result.push_back(std::move(branch));
  }
  return result;
}

sets::Facts Partition::factsIn(const Branch &branch) const {
  sets::Facts known = facts;
  for (const Expr &e : branch.facts)
    known.assumeNonNegative(e);
  for (const Expr &e : branch.positive)
    known.assumeNonNegative(e - Expr(1));
  return known;
}

bool Partition::isWorthCutting(const Branch &from,
                               llvm::StringRef index) const {
  if (isInLaunch || from.inBorder || from.budget < CopiesOfBorder)
    return false;
  const StagePlan &plan = from.variables.plan();
  if (!plan.splitOf(index) && needsConstant(plan, index))
    return false;
  return llvm::is_contained(plan.pureIndices(), index);
}

std::vector<Branch> Partition::decideIndex(const Branch &from,
                                           llvm::StringRef index) const {
  if (from.variables.wasCut(index))
    return {from};
  Branch whole = from;
  whole.variables.setCut(index);
  Interval range = whole.variables.declared(index);
  whole.variables.setRange(index, range);
  if (!isWorthCutting(from, index))
    return {whole};
  Border border = findBorder(stage, index, whole.variables, factsIn(from));
  if (border.isEmpty())
    return {whole};
  Expr low = range.lower + Expr(border.head);
  Expr high = range.upper - Expr(border.tail);
  auto piece = [&](Interval part, Part name, unsigned share) {
    Branch branch = whole;
    branch.variables.setRange(index, part);
    branch.part = name;
    branch.inBorder = name == Part::Border;
    branch.budget = from.budget / share;
    return branch;
  };
  std::vector<Branch> result;
  if (border.head > 0)
    result.push_back(piece({range.lower, Expr::min(low, range.upper)},
                           Part::Border, CopiesOfBorder));
  result.push_back(piece({low, high}, Part::Main, 2));
  if (border.tail > 0)
    result.push_back(piece({Expr::max(high, low), range.upper}, Part::Border,
                           CopiesOfBorder));
  return result;
}

std::vector<Branch> Partition::decideOuter(const Branch &from,
                                           const Split &split) const {
  sets::Facts known = factsIn(from);
  Branch branch = from;
  Variables &variables = branch.variables;
  Expr extent = known.simplify(variables.range(split.whole)->extent());
  if (variables.isBound(split.inner)) {
    Expr rest = extent - variables.value(split.inner);
    variables.setRange(split.outer, {0, blocksOf(rest, split.factor)});
    return {branch};
  }
  if (variables.isTouched(split.inner)) {
    variables.setGuarded(split.whole);
    variables.setRange(split.outer, {0, blocksOf(extent, split.factor)});
    return {branch};
  }
  // A range that ends before it begins has no blocks, not a negative number.
  if (!known.provesNonNegative(extent)) {
    branch.positive.push_back(extent);
    known.assumeNonNegative(extent - Expr(1));
  }
  // Also of an `exact` split: a border, or another place for the stage, leaves
  // less than the range that was proven to be made of blocks.
  bool whole = known.divisible(extent, split.factor) == sets::Answer::Proven;
  bool isBound = hasBoundLoop(variables.plan(), split.outer) ||
                 hasBoundLoop(variables.plan(), split.inner);
  if (!whole && !isBound && branch.budget >= CopiesOfTail &&
      needsConstant(variables.plan(), split.inner))
    return mainAndTail(branch, split, extent);
  Expr outer = Expr::symbol(split.outer);
  Expr blocks = blocksOf(extent, split.factor);
  if (auto quotient = extent.dividedBy(split.factor))
    blocks = *quotient;
  variables.setRange(split.outer, {0, blocks});
  variables.setRange(split.inner, {0, split.factor});
  if (whole)
    return {branch};
  if (!isBound && isMadeOfLoops(variables.plan(), split.outer) &&
      isOutside(variables.plan(), split.outer, split.inner)) {
    Expr left = extent - variables.value(split.outer) * Expr(split.factor);
    variables.setRange(split.inner, {0, Expr::min(left, split.factor)});
  } else {
    variables.setGuarded(split.whole);
  }
  return {branch};
}

std::vector<Branch> Partition::mainAndTail(const Branch &from,
                                           const Split &split,
                                           const Expr &extent) const {
  sets::Facts known = factsIn(from);
  Expr blocks = Expr::floorDiv(extent, split.factor);
  std::vector<Branch> result;
  if (known.nonNegative(extent - Expr(split.factor)) !=
      sets::Answer::Disproven) {
    Branch main = from;
    main.part = Part::Main;
    main.budget = from.budget / 2;
    main.variables.setRange(split.outer, {0, blocks});
    main.variables.setRange(split.inner, {0, split.factor});
    if (isMadeOfLoops(from.variables.plan(), split.outer))
      main.facts.push_back(extent -
                           (main.variables.value(split.outer) + Expr(1)) *
                               Expr(split.factor));
    result.push_back(std::move(main));
  }
  Branch tail = from;
  tail.part = Part::Tail;
  tail.budget = from.budget / 4;
  tail.variables.setRange(split.outer,
                          {blocks, blocksOf(extent, split.factor)});
  tail.variables.setRange(split.inner, {0, Expr::mod(extent, split.factor)});
  result.push_back(std::move(tail));
  return result;
}

} // namespace tdsl::schedule
