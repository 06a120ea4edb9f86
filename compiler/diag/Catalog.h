//===- Catalog.h - The kinds of diagnostics, to emit them -----------------===//
//
// Included by the files that emit, and by no header: a new line of the
// catalogue then compiles only those again.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DIAG_CATALOG_H
#define TDSL_DIAG_CATALOG_H

#include "compiler/diag/Diagnostic.h"

namespace tdsl::diag {

#define TDSL_DIAG(Code, Sev, Name, Format, ...)                                \
  inline constexpr Kind<__VA_ARGS__> Name{Code, Severity::Sev, #Name, Format};
#include "compiler/diag/Catalog.def"
#undef TDSL_DIAG

} // namespace tdsl::diag

#endif // TDSL_DIAG_CATALOG_H
