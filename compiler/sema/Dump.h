//===- Dump.h - A checked program as text ---------------------------------===//
//
// For tests and for `dslc emit --stage program`: what was inferred stands
// beside what was written.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SEMA_DUMP_H
#define TDSL_SEMA_DUMP_H

#include "compiler/sema/Program.h"

namespace tdsl::sema {

std::string dump(const Program &program);
std::string dump(const Function &function);

/// One expression, in full: equal texts mean equal expressions.
std::string print(const Expr &e);
std::string print(const CallSite &call);

} // namespace tdsl::sema

#endif // TDSL_SEMA_DUMP_H
