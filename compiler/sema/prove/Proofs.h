//===- Proofs.h - No access is out of bounds ------------------------------===//

#ifndef TDSL_SEMA_PROVE_PROOFS_H
#define TDSL_SEMA_PROVE_PROOFS_H

#include "compiler/sema/Context.h"

namespace tdsl::sema {

/// Finds what is computed of every stage and proves its reads there; what
/// cannot be proven is checked at run time, or an error where it is refuted.
void proveAccesses(FunctionContext &f);

} // namespace tdsl::sema

#endif // TDSL_SEMA_PROVE_PROOFS_H
