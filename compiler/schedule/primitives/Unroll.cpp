//===- Unroll.cpp - Writing out the iterations of a loop ------------------===//
//
// s.unroll(i)       for i in 0..3: s[i]   ->   s[0]; s[1]; s[2]
//
// s.unroll(i, 2)    for i in 0..n: s[i]
//                   ->
//                   for i in 0..n / 2: s[i*2]; s[i*2 + 1]   (main part)
//                   for k in 0..n % 2: s[n / 2 * 2 + k]     (tail)
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/schedule/Legality.h"
#include "compiler/schedule/Loops.h"

namespace tdsl::schedule {

static void unroll(const Scheduled &scheduled, Nest &nest,
                   const Arguments &arguments) {
  std::optional<int64_t> factor = arguments["factor"].integer;
  if (factor ==
      constantExtent(scheduled, arguments.stage(), arguments.loop("loop")))
    factor = std::nullopt;
  mark(nest, {LoopKind::Unrolled, arguments.stage(), arguments.loop("loop"),
              factor, "_copies", arguments.step.span});
}

/// Whether the number of copies is a number, and no large one.
static bool isSmall(const Scheduled &scheduled, const Arguments &arguments,
                    diag::Sink &sink) {
  const Argument &loop = arguments["loop"];
  if (arguments["factor"].integer)
    return isInLimits(arguments["factor"], 1, MaxUnroll, sink);
  auto extent = constantExtent(scheduled, arguments.stage(), loop.symbol);
  if (!extent) {
    sink.emit(diag::ExtentNotConstant, loop.span, loop.word)
        .help("`" + arguments.stage() + ".unroll(" + loop.word +
              ", 4)` writes out four at a time");
    return false;
  }
  if (*extent <= MaxUnroll)
    return true;
  sink.emit(diag::FactorTooLarge, loop.span,
            "the extent of `" + loop.word + "`, to be written out,", MaxUnroll,
            *extent)
      .help("`" + arguments.stage() + ".unroll(" + loop.word +
            ", 4)` writes out four at a time");
  return false;
}

bool checkUnroll(const Scheduled &scheduled, const Arguments &arguments,
                 diag::Sink &sink) {
  const StagePlan &plan = *scheduled.nest.plan(arguments.stage());
  if (!isSerial(plan, arguments["loop"], sink) ||
      !isSmall(scheduled, arguments, sink))
    return false;
  Nest candidate = scheduled.nest.clone();
  unroll(scheduled, candidate, arguments);
  return isLegal(scheduled, candidate, arguments.step.span, sink);
}

void applyUnroll(Scheduled &scheduled, const Arguments &arguments) {
  unroll(scheduled, scheduled.nest, arguments);
}

} // namespace tdsl::schedule
