//===- Order.h - Things after what they depend on -------------------------===//

#ifndef TDSL_SEMA_ORDER_H
#define TDSL_SEMA_ORDER_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <vector>

namespace tdsl::sema {

/// Things in an order in which each follows those that it depends on, as near
/// to their own order as that allows.
struct Order {
  std::vector<unsigned> sorted; // things on a cycle stand in it too
  /// Each a way round: every thing depends on the next, the last on the first.
  std::vector<std::vector<unsigned>> cycles;
};

/// `dependsOn(thing)` is asked once for each thing. Without recursion.
Order orderByDependence(
    unsigned count,
    llvm::function_ref<llvm::SmallVector<unsigned, 4>(unsigned)> dependsOn);

} // namespace tdsl::sema

#endif // TDSL_SEMA_ORDER_H
