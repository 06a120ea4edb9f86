//===- Visit.h - Walking through checked expressions ----------------------===//

#ifndef TDSL_SEMA_VISIT_H
#define TDSL_SEMA_VISIT_H

#include "compiler/sema/Program.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace tdsl::sema {

/// The expressions directly below one, with the arguments of a call.
llvm::SmallVector<const Expr *, 4> childrenOf(const Expr &e);
llvm::SmallVector<const Expr *, 4> childrenOf(const CallSite &call);

/// Every index that an expression refers to, also inside of call arguments.
void forEachIndex(const Expr &e, llvm::function_ref<void(const Index &)> visit);

} // namespace tdsl::sema

#endif // TDSL_SEMA_VISIT_H
