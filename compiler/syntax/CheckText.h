//===- CheckText.h - Is this a text file at all? --------------------------===//

#ifndef TDSL_SYNTAX_CHECKTEXT_H
#define TDSL_SYNTAX_CHECKTEXT_H

#include "compiler/diag/Diagnostic.h"

namespace tdsl::syntax {

/// Reports a file that is too large, not UTF-8, or holds a NUL byte; nothing
/// else reads such a file.
bool checkText(const SourceFile &file, diag::Sink &sink);

/// The bytes of a byte order mark at the beginning: 0 or 3.
uint32_t byteOrderMark(llvm::StringRef text);

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_CHECKTEXT_H
