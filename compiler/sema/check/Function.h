//===- Function.h - A function: signature, where, body --------------------===//

#ifndef TDSL_SEMA_CHECK_FUNCTION_H
#define TDSL_SEMA_CHECK_FUNCTION_H

#include "compiler/sema/Context.h"

namespace tdsl::sema {

/// Checks a function whose callees were checked before. Null where the
/// signature says too little to go on; errors in the body leave a function.
const Function *checkFunction(Session &session, LoadedModule &module,
                              const syntax::FnItem &item);

/// Declares the parameters, sizes and results of a signature (Signature.cpp).
bool readSignature(FunctionContext &f, const syntax::Signature &signature);

/// Reads `@export("name")`, `@strict`, `@wrapping` (Attributes.cpp).
void readAttributes(FunctionContext &f, const syntax::FnItem &item);

/// Reads a precondition and adds it to the facts (Where.cpp).
void readWhere(FunctionContext &f, const syntax::Expr *condition);

} // namespace tdsl::sema

#endif // TDSL_SEMA_CHECK_FUNCTION_H
