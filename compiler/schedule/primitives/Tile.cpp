//===- Tile.cpp - Splitting two loops into blocks -------------------------===//
//
// let (yo, xo, yi, xi) = s.tile(y, x, h, w)
//
//   for y: for x: s[y, x]
//   ->
//   for yo: for xo: for yi in 0..h: for xi in 0..w: s[yo*h + yi, xo*w + xi]
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/schedule/Legality.h"
#include "compiler/schedule/Loops.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {

/// The outer parts stand where the first of both loops stood, the inner parts
/// follow right after them.
static void tile(Nest &nest, const Arguments &arguments) {
  auto part = [&](llvm::StringRef loop, llvm::StringRef size, size_t outer) {
    const StagePlan &plan = *nest.plan(arguments.stage());
    std::string name = plan.findLoop(arguments.loop(loop))->name;
    return splitLoop(
        nest,
        {arguments.stage(), arguments.loop(loop), *arguments[size].integer,
         arguments.result(outer, freshLoopName(plan, name + "_outer")),
         arguments.result(outer + 2, freshLoopName(plan, name + "_inner")),
         arguments["tail"].word == "exact", arguments.step.span});
  };
  SplitLoops y = part("y", "height", 0);
  SplitLoops x = part("x", "width", 1);
  std::vector<LoopPlan> &loops = nest.plan(arguments.stage())->loops;
  std::vector<LoopPlan> moved;
  size_t first = loops.size();
  for (const std::string &symbol : {y.outer, x.outer, y.inner, x.inner}) {
    auto at = llvm::find_if(
        loops, [&](const LoopPlan &loop) { return loop.symbol == symbol; });
    if (symbol == y.outer || symbol == x.outer)
      first = std::min<size_t>(first, at - loops.begin());
    moved.push_back(*at);
  }
  llvm::erase_if(loops, [&](const LoopPlan &loop) {
    return llvm::any_of(moved, [&](const LoopPlan &other) {
      return other.symbol == loop.symbol;
    });
  });
  loops.insert(loops.begin() + first, moved.begin(), moved.end());
}

bool checkTile(const Scheduled &scheduled, const Arguments &arguments,
               diag::Sink &sink) {
  const std::string &y = arguments.loop("y");
  const std::string &x = arguments.loop("x");
  if (y == x) {
    sink.emit(diag::LoopNamedTwice, arguments["x"].span, arguments["x"].word);
    return false;
  }
  if (!isSplitLegal(scheduled, arguments, "y", "height", sink) ||
      !isSplitLegal(scheduled, arguments, "x", "width", sink) ||
      !namesAreFree(scheduled.nest, arguments, {y, x}, sink))
    return false;
  Nest candidate = scheduled.nest.clone();
  tile(candidate, arguments);
  return isLegal(scheduled, candidate, arguments.step.span, sink);
}

void applyTile(Scheduled &scheduled, const Arguments &arguments) {
  tile(scheduled.nest, arguments);
}

} // namespace tdsl::schedule
