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

namespace tdsl::ide {

/// What came of a schedule. Never changed after it was made.
struct Legality {
  diag::Sink diagnostics; // places in the slice
  /// The loops before the first step and after each that was applied.
  std::vector<std::string> nests;
};

/// Applies the schedule that a unit without errors is about.
std::shared_ptr<const Legality> judge(const Unit &unit);

} // namespace tdsl::ide

#endif // TDSL_IDE_LEGALITY_H
