//===- Reorder.cpp - Putting loops into an order --------------------------===//
//
// s.reorder(k, i)
//
//   for i:                       for i: s[i] = identity
//     s[i] = identity      ->    for k:
//     for k: s[i] <- ...           for i: s[i] <- ...
//
// The loops that are named share out the places that they had.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/schedule/Legality.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {

static void reorder(Nest &nest, const Arguments &arguments) {
  StagePlan &plan = *nest.plan(arguments.stage());
  std::vector<LoopPlan> named;
  for (const Argument &argument : arguments.values)
    named.push_back(*plan.findLoop(argument.symbol));
  auto next = named.begin();
  for (LoopPlan &loop : plan.loops)
    if (llvm::any_of(arguments.values, [&](const Argument &argument) {
          return argument.symbol == loop.symbol;
        }))
      loop = *next++;
}

bool checkReorder(const Scheduled &scheduled, const Arguments &arguments,
                  diag::Sink &sink) {
  for (size_t i = 0; i < arguments.values.size(); ++i)
    for (size_t j = 0; j < i; ++j)
      if (arguments.values[i].symbol == arguments.values[j].symbol) {
        sink.emit(diag::LoopNamedTwice, arguments.values[i].span,
                  arguments.values[i].word);
        return false;
      }
  Nest candidate = scheduled.nest.clone();
  reorder(candidate, arguments);
  return isLegal(scheduled, candidate, arguments.step.span, sink);
}

void applyReorder(Scheduled &scheduled, const Arguments &arguments) {
  reorder(scheduled.nest, arguments);
}

} // namespace tdsl::schedule
