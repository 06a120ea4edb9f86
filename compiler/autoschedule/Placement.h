//===- Placement.h - Where each stage is computed -------------------------===//

#ifndef TDSL_AUTOSCHEDULE_PLACEMENT_H
#define TDSL_AUTOSCHEDULE_PLACEMENT_H

#include "compiler/autoschedule/StageInfo.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace tdsl::autoschedule {

/// Inside of which loop of which stage at the root a stage is computed.
struct Home {
  std::string consumer; // empty: at the root itself
  /// It has the first `depth` indices of the consumer as indices of its own,
  /// and is read only where they agree: nothing is computed twice. 0: it is
  /// read from neighbouring rows, and computed for a strip of them.
  size_t depth = 0;
  /// Its dimensions that agree: they have one point there.
  std::vector<size_t> fixedDims;
  int64_t spread = 0; // rows beyond those of the strip
};

/// Cheap stages, which their readers compute for themselves.
bool isCheapToInline(const StageInfo &info);

/// Homes for the stages that may be moved, from the last to the first.
/// `mayMove`: stages of which the user says nothing; `mayHost`: stages whose
/// loops the user left alone.
llvm::StringMap<Home> findHomes(graph::FuncOp func,
                                const llvm::StringSet<> &mayMove,
                                const llvm::StringSet<> &mayHost);

} // namespace tdsl::autoschedule

#endif // TDSL_AUTOSCHEDULE_PLACEMENT_H
