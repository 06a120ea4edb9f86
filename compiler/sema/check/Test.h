//===- Test.h - test "..." { } and bench "..." { } ------------------------===//

#ifndef TDSL_SEMA_CHECK_TEST_H
#define TDSL_SEMA_CHECK_TEST_H

#include "compiler/sema/Context.h"

namespace tdsl::sema {

/// Checks the body of a test or a bench and adds it to the program.
void checkTest(Session &session, LoadedModule &module,
               const syntax::StringExpr *title, syntax::Block body,
               bool isBench);

} // namespace tdsl::sema

#endif // TDSL_SEMA_CHECK_TEST_H
