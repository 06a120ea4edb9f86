//===- ApplyFixes.h - Does what a fix says --------------------------------===//
//
// Edits of source text, for `dslc check --fix`, for previews and for tests.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DIAG_APPLYFIXES_H
#define TDSL_DIAG_APPLYFIXES_H

#include "compiler/diag/Diagnostic.h"

#include <optional>

namespace tdsl::diag {

/// The text after the edits, which must lie in `file`. Nothing where two of
/// them overlap or one lies elsewhere.
std::optional<std::string> applyEdits(llvm::ArrayRef<Edit> edits,
                                      const SourceFile &file);

/// The text of `file` after every fix that is certainly what was meant. A fix
/// that would overlap one already taken is left out; so is all but the first
/// of a diagnostic. `applied` counts those taken.
std::string applySafeFixes(const Sink &sink, const SourceFile &file,
                           unsigned &applied);

/// Only the lines that a fix touches, as it would leave them.
std::optional<std::string> previewFix(const Fix &fix, const SourceFile &file);

} // namespace tdsl::diag

#endif // TDSL_DIAG_APPLYFIXES_H
