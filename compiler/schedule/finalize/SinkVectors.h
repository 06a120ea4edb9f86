//===- SinkVectors.h - Moving lanes to the leaves -------------------------===//

#ifndef TDSL_SCHEDULE_FINALIZE_SINKVECTORS_H
#define TDSL_SCHEDULE_FINALIZE_SINKVECTORS_H

#include "compiler/schedule/Nest.h"

namespace tdsl::schedule {

/// Gives each leaf inside of a vector loop a vector loop of its own, right
/// around it:
///
///   vector x:                    vector x: s[x] = identity
///     s[x] = identity     ->     for k:
///     for k: s[x] <- ...           vector x: s[x] <- ...
///
/// Lanes do not see each other, and nothing inside depends on the lane but the
/// leaves (Legality.h, L5), so that the order between lanes is free.
void sinkVectors(Block &block);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_FINALIZE_SINKVECTORS_H
