//===- Bind.cpp - Giving loops to the levels of a GPU ---------------------===//
//
// s.bind(by: block.y, tx: thread.x)
//
//   for by: for tx: s[by, tx]
//   ->
//   launch by blocks of tx threads: s[by, tx], by each thread of each block
//
// Where a loop has more iterations than there are blocks or threads, each takes
// every n-th. A reduction loop may be bound to threads: each sums its share,
// and the sums of a block are added up.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/schedule/Legality.h"
#include "compiler/schedule/Levels.h"
#include "compiler/schedule/Loops.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {

static void bind(Nest &nest, const Arguments &arguments) {
  for (const Argument &argument : arguments.values)
    mark(nest, {argument.level, arguments.stage(), argument.symbol,
                std::nullopt, "", arguments.step.span});
}

static bool refuse(const Argument &argument, llvm::StringRef why,
                   diag::Sink &sink, llvm::StringRef help = "") {
  diag::Diagnostic &diagnostic =
      sink.emit(diag::CannotBind, argument.span, argument.word,
                levelName(argument.level).str(), why.str());
  if (!help.empty())
    diagnostic.help(help.str());
  return false;
}

/// Whether a block has room for an iteration in each thread: in a stage at the
/// root, which says how many threads there are.
static bool hasRoom(const Scheduled &scheduled, const Arguments &arguments,
                    const Argument &argument, diag::Sink &sink) {
  if (!isThread(argument.level))
    return true;
  const StagePlan &plan = *scheduled.nest.plan(arguments.stage());
  auto extent = constantExtent(scheduled, arguments.stage(), argument.symbol);
  int64_t most = arguments.target.gpu.threadsByAxis[axisOf(argument.level)];
  std::string threads = std::to_string(std::min<int64_t>(most, 128));
  std::string split = "`" + arguments.stage() + ".split(" + argument.word +
                      ", " + threads + ")` makes blocks of " + threads;
  bool mayAdapt = plan.where == StagePlan::Where::At &&
                  !plan.findLoop(argument.symbol)->isReduction;
  if (!extent)
    return mayAdapt || refuse(argument,
                              "it has no constant extent, and a block has a "
                              "constant number of threads",
                              sink, split);
  return mayAdapt || *extent <= most ||
         refuse(argument,
                "it has " + std::to_string(*extent) +
                    " iterations, and a block has at most " +
                    std::to_string(most) + " threads along that axis",
                sink, split);
}

bool checkBind(const Scheduled &scheduled, const Arguments &arguments,
               diag::Sink &sink) {
  if (!isForGpu(arguments, sink))
    return false;
  const StagePlan &plan = *scheduled.nest.plan(arguments.stage());
  for (size_t i = 0; i < arguments.values.size(); ++i) {
    const Argument &argument = arguments.values[i];
    for (size_t j = 0; j < i; ++j)
      if (arguments.values[j].symbol == argument.symbol) {
        sink.emit(diag::LoopNamedTwice, argument.span, argument.word);
        return false;
      }
    if (!isSerial(plan, argument, sink) ||
        !hasRoom(scheduled, arguments, argument, sink))
      return false;
  }
  Nest candidate = scheduled.nest.clone();
  bind(candidate, arguments);
  return isLegal(scheduled, candidate, arguments.step.span, sink);
}

void applyBind(Scheduled &scheduled, const Arguments &arguments) {
  bind(scheduled.nest, arguments);
}

} // namespace tdsl::schedule
