//===- Split.cpp - Cutting a loop in two ----------------------------------===//
//
// let (o, k) = s.split(i, f)
//
//   for i in 0..n: s[i]
//   ->
//   for o in 0..n / f:  for k in 0..f: s[o*f + k]        (main part)
//   for k in 0..n % f:  s[n / f * f + k]                 (tail)
//
//===----------------------------------------------------------------------===//

#include "compiler/schedule/Loops.h"

namespace tdsl::schedule {

bool checkSplit(const Scheduled &scheduled, const Arguments &arguments,
                diag::Sink &sink) {
  return isSplitLegal(scheduled, arguments, "loop", "factor", sink) &&
         namesAreFree(scheduled.nest, arguments, {arguments.loop("loop")},
                      sink);
}

void applySplit(Scheduled &scheduled, const Arguments &arguments) {
  const StagePlan &plan = *scheduled.nest.plan(arguments.stage());
  std::string name = plan.findLoop(arguments.loop("loop"))->name;
  splitLoop(scheduled.nest,
            {arguments.stage(), arguments.loop("loop"),
             *arguments["factor"].integer,
             arguments.result(0, freshLoopName(plan, name + "_outer")),
             arguments.result(1, freshLoopName(plan, name + "_inner")),
             arguments["tail"].word == "exact", arguments.step.span});
}

} // namespace tdsl::schedule
