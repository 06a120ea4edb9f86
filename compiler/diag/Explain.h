//===- Explain.h - The page of a diagnostic -------------------------------===//
//
// docs/errors/ is built into the program, so that an installed dslc explains
// its errors without any file.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DIAG_EXPLAIN_H
#define TDSL_DIAG_EXPLAIN_H

#include "llvm/ADT/StringRef.h"

#include <optional>

namespace tdsl::diag {

/// Reads `E0312`, `e312`, `W0312` or `312`.
std::optional<unsigned> parseCode(llvm::StringRef text);

/// The page of a code as it was written (Markdown), or nothing.
std::optional<llvm::StringRef> explain(unsigned code);

} // namespace tdsl::diag

#endif // TDSL_DIAG_EXPLAIN_H
