//===- Vectorize.cpp - Running a loop in vector lanes ---------------------===//
//
// s.vectorize(i, 8)
//
//   for i in 0..n: s[i]
//   ->
//   for i in 0..n / 8:  s[i*8 .. i*8 + 8]      (main part, in lanes)
//   for k in 0..n % 8:  s[n / 8 * 8 + k]       (tail, one by one)
//
// A loop that has the width already becomes the lanes itself. A reduction loop
// keeps one partial value a lane, unless the function is @strict.
//
//===----------------------------------------------------------------------===//

#include "compiler/schedule/Legality.h"
#include "compiler/schedule/Levels.h"
#include "compiler/schedule/Loops.h"
#include "compiler/support/Limits.h"

namespace tdsl::schedule {

static int64_t nativeLanes(const Scheduled &scheduled,
                           const Arguments &arguments) {
  graph::StageOp stage = graph::findStage(scheduled.func, arguments.stage());
  unsigned bits = stage.getType().getValueType().getIntOrFloatBitWidth();
  return arguments.target.lanes(std::max(8u, bits));
}

/// The width to split by; nothing where the loop is as wide as wanted.
static std::optional<int64_t> widthToSplit(const Scheduled &scheduled,
                                           const Arguments &arguments) {
  auto extent =
      constantExtent(scheduled, arguments.stage(), arguments.loop("loop"));
  std::optional<int64_t> width = arguments["width"].integer;
  if (!width && extent && *extent <= limits::Lanes)
    return std::nullopt;
  if (!width)
    width = nativeLanes(scheduled, arguments);
  return extent == width ? std::nullopt : width;
}

static void vectorize(const Scheduled &scheduled, Nest &nest,
                      const Arguments &arguments) {
  mark(nest,
       {LoopKind::Vector, arguments.stage(), arguments.loop("loop"),
        widthToSplit(scheduled, arguments), "_lanes", arguments.step.span});
}

bool checkVectorize(const Scheduled &scheduled, const Arguments &arguments,
                    diag::Sink &sink) {
  if (!isForCpu(
          arguments,
          "the lanes of a GPU are its threads: `bind` the loop to `thread.x`",
          sink))
    return false;
  const StagePlan &plan = *scheduled.nest.plan(arguments.stage());
  if (!isSerial(plan, arguments["loop"], sink) ||
      !isInLimits(arguments["width"], 1, limits::Lanes, sink))
    return false;
  Nest candidate = scheduled.nest.clone();
  vectorize(scheduled, candidate, arguments);
  return isLegal(scheduled, candidate, arguments.step.span, sink);
}

void applyVectorize(Scheduled &scheduled, const Arguments &arguments) {
  vectorize(scheduled, scheduled.nest, arguments);
}

} // namespace tdsl::schedule
