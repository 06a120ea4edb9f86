//===- Format.h - One way to lay out a file -------------------------------===//
//
// The formatter sets spaces, indentation and blank lines. It keeps the words,
// the comments, and, inside items, where lines end. What it gives is a fixed
// point: formatted again, it stays as it is.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_FORMAT_H
#define TDSL_SYNTAX_FORMAT_H

#include "compiler/diag/Diagnostic.h"

#include <optional>

namespace tdsl::syntax {

/// The file in the one layout; nothing where it does not parse, which `sink`
/// then says.
std::optional<std::string> format(const SourceFile &file, diag::Sink &sink);

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_FORMAT_H
