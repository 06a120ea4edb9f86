//===- HostInput.h - Data that a test makes -------------------------------===//

#ifndef TDSL_SEMA_CHECK_HOSTINPUT_H
#define TDSL_SEMA_CHECK_HOSTINPUT_H

#include "compiler/sema/BuiltinNames.h"
#include "compiler/sema/Context.h"

namespace tdsl::sema {

/// Makes the stage an input of the test: `random.normal(f32[8], seed: 1)`.
/// False where something was reported.
bool makeHostInput(FunctionContext &f, const syntax::CallExpr &call,
                   Generator generator, Stage &stage);

} // namespace tdsl::sema

#endif // TDSL_SEMA_CHECK_HOSTINPUT_H
