//===- Wrap.h - Narrow integers that may wrap -----------------------------===//

#ifndef TDSL_SEMA_PROVE_WRAP_H
#define TDSL_SEMA_PROVE_WRAP_H

#include "compiler/sema/Context.h"

namespace tdsl::sema {

/// Warns where types, constants and `where` do not exclude that an integer of
/// 8 or 16 bits wraps. `@wrapping` silences it.
void warnOfWraps(FunctionContext &f);

} // namespace tdsl::sema

#endif // TDSL_SEMA_PROVE_WRAP_H
