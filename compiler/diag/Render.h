//===- Render.h - Diagnostics as text, lines or JSON ----------------------===//
//
// One Diagnostic, several readers: a person at a terminal, a tool that reads
// lines, a program that reads JSON. The language server has its own renderer.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DIAG_RENDER_H
#define TDSL_DIAG_RENDER_H

#include "compiler/diag/Diagnostic.h"

namespace llvm {
class raw_ostream;
}

namespace tdsl::diag {

/// The source with carets under it. Coloured where `os.enable_colors(true)`.
///
///   error[E0312]: `image` is read outside its domain
///     --> edge.tdsl:2:15
///      |
///    1 | fn edge<H, W>(image: u16[H, W]) -> (out: u16[H, W]) {
///      |               ----- `image` has rows 0..H
///    2 |   out[y, x] = image[y - 1, x]
///      |               ^^^^^ reaches -1 when y = 0
void renderText(llvm::raw_ostream &os, const Diagnostic &diagnostic,
                const SourceManager &sources);

/// `edge.tdsl:2:15: error[E0312]: ...` and nothing else.
void renderLine(llvm::raw_ostream &os, const Diagnostic &diagnostic,
                const SourceManager &sources);

/// One JSON object on a line; docs/architecture.md lists its members.
void renderJson(llvm::raw_ostream &os, const Diagnostic &diagnostic,
                const SourceManager &sources);

enum class Format : uint8_t { Text, Line, Json };

/// Everything in a sink, in the order of emission. Text ends with a count.
void render(llvm::raw_ostream &os, const Sink &sink,
            const SourceManager &sources, Format format);

/// "error", "warning" or "note".
llvm::StringRef spelling(Severity severity);

} // namespace tdsl::diag

#endif // TDSL_DIAG_RENDER_H
