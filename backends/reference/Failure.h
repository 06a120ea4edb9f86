//===- Failure.h - Why a run stopped --------------------------------------===//

#ifndef TDSL_REFERENCE_FAILURE_H
#define TDSL_REFERENCE_FAILURE_H

#include "compiler/support/Source.h"

#include <string>

namespace tdsl::reference {

/// The numbers are those of tdsl_status in the runtime, so that backends can
/// be compared also in how they fail.
enum class FailureKind : int32_t {
  Type = 4,
  Rank = 5,
  Shape = 6,
  Extent = 8,
  Size = 11,
  Condition = 12,
  Element = 13,
  Index = 14,
  Empty = 15,
  Memory = 16,
  /// What the checker promised does not hold: a mistake of ours.
  Internal = 18,
};

struct Failure {
  FailureKind kind = FailureKind::Internal;
  std::string message;
  Span span;
};

} // namespace tdsl::reference

#endif // TDSL_REFERENCE_FAILURE_H
