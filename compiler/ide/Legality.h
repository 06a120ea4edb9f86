//===- Legality.h - A schedule, applied step by step ----------------------===//
//
// The same way as the compiler's, as far as the loops: elaborate, the passes
// of the graph, then one directive after the other. What MLIR keeps dies with
// a Judge; what is left is text.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_IDE_LEGALITY_H
#define TDSL_IDE_LEGALITY_H

#include "compiler/ide/Unit.h"

#include <functional>

namespace tdsl::schedule {
struct Scheduled;
}
namespace tdsl::target {
struct Target;
}

namespace tdsl::ide {

/// What came of a schedule. Never changed after it was made.
struct Legality {
  diag::Sink diagnostics; // places in the slice
  /// The loops before the first step and after each that was applied.
  std::vector<std::string> nests;
};

/// Applies the schedule that a unit without errors is about.
std::shared_ptr<const Legality> judge(const Unit &unit);

/// A step as it can be tried, and the loops that it is tried on.
struct Trial {
  schedule::Scheduled &scheduled;
  const target::Target &target;
};

/// Shows `visit` the state after the first `numSteps` steps; it may ask, and
/// apply what it likes. Not called where that many steps cannot be applied.
void withState(const Unit &unit, const sema::Schedule &schedule,
               size_t numSteps,
               const std::function<void(const Trial &)> &visit);

} // namespace tdsl::ide

#endif // TDSL_IDE_LEGALITY_H
