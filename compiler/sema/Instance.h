//===- Instance.h - Which instance of a function one gets unasked ---------===//

#ifndef TDSL_SEMA_INSTANCE_H
#define TDSL_SEMA_INSTANCE_H

#include "compiler/diag/Diagnostic.h"
#include "compiler/sema/Program.h"

namespace tdsl::sema {

/// The type that a parameter of the class stands for where nobody says which.
Scalar defaultType(TypeClass typeClass);
TypeArguments defaultTypes(const Function &function);

/// False, with a diagnostic, for a function that only others can call: it has
/// a parameter or result without a shape.
bool checkCallable(const Function &function, diag::Sink &sink);

} // namespace tdsl::sema

#endif // TDSL_SEMA_INSTANCE_H
