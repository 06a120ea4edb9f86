//===- Ranges.h - The ranges of indices -----------------------------------===//

#ifndef TDSL_SEMA_RANGES_H
#define TDSL_SEMA_RANGES_H

#include "compiler/sema/Context.h"
#include "compiler/sema/check/Statement.h"

namespace tdsl::sema {

/// Gives every index of a statement that has no written range the range of the
/// dimensions in which it stands alone. They must be provably equal. An index
/// of the left side that stands alone nowhere runs everywhere; an index of a
/// reduction must have a range. False where something was reported.
bool inferRanges(FunctionContext &f, Statement &statement);

} // namespace tdsl::sema

#endif // TDSL_SEMA_RANGES_H
