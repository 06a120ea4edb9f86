//===- HoistTail.cpp - Where a tail has no constant number of copies ------===//

#include "compiler/schedule/finalize/HoistTail.h"

namespace tdsl::schedule {

/// The loop of the inner part that was to be written out but has no constant
/// extent here.
static const LoopPlan *loopToHoist(const Loop &outer,
                                   const Variables &variables) {
  const StagePlan &plan = variables.plan();
  const Split *split = plan.splitThatMade(outer.symbol);
  if (!plan.isOpened() || !split || split->outer != outer.symbol)
    return nullptr;
  const sets::Interval *range = variables.range(split->inner);
  if (!range || range->extent().constant())
    return nullptr;
  llvm::StringRef symbol = split->inner;
  while (const Split *further = plan.splitOf(symbol))
    symbol = further->outer;
  const LoopPlan *loop = plan.findLoop(symbol);
  bool isCopies = loop->kind == LoopKind::Unrolled && !loop->isReduction;
  return isCopies ? loop : nullptr;
}

/// Takes out the loops of a symbol: what was inside stays in their place.
static Block without(Block block, llvm::StringRef symbol, unsigned &count) {
  Block result;
  for (std::unique_ptr<Node> &node : block) {
    if (Block *body = bodyOf(*node))
      *body = without(std::move(*body), symbol, count);
    Loop *loop = node->as<Loop>();
    if (!loop || loop->symbol != symbol) {
      result.push_back(std::move(node));
      continue;
    }
    ++count;
    for (std::unique_ptr<Node> &inner : loop->body)
      result.push_back(std::move(inner));
  }
  return result;
}

std::optional<Block> hoistTail(const Loop &outer, const Variables &variables) {
  const LoopPlan *plan = loopToHoist(outer, variables);
  if (!plan)
    return std::nullopt;
  unsigned count = 0;
  Block body = without(clone(outer.body), plan->symbol, count);
  if (count == 0)
    return std::nullopt; // it is around the outer loop already
  Loop hoisted;
  hoisted.name = plan->name;
  hoisted.symbol = plan->symbol;
  hoisted.stage = outer.stage;
  hoisted.kind = plan->kind;
  hoisted.origin = plan->origin;
  hoisted.body = std::move(body);
  Block result;
  result.push_back(makeNode(std::move(hoisted)));
  return result;
}

} // namespace tdsl::schedule
