//===- RenderLine.cpp - A diagnostic on one line --------------------------===//
//
// The form that editors without a language server and scripts can match, and
// what the renderers share.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Render.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace tdsl;
using namespace tdsl::diag;

llvm::StringRef tdsl::diag::spelling(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Note:
    return "note";
  }
  llvm_unreachable("a severity without a name");
}

void tdsl::diag::renderLine(llvm::raw_ostream &os, const Diagnostic &diagnostic,
                            const SourceManager &sources) {
  if (diagnostic.span.isValid()) {
    const SourceFile &file = sources.file(diagnostic.span.file);
    LineColumn at = file.lineColumn(diagnostic.span.begin);
    os << file.path() << ':' << at.line << ':' << at.column << ": ";
  }
  os << spelling(diagnostic.severity) << '[' << diagnostic.codeText()
     << "]: " << diagnostic.message << '\n';
}

/// `2 errors and 1 warning`.
static void renderCount(llvm::raw_ostream &os, const Sink &sink) {
  size_t errors = sink.errorCount();
  size_t warnings = llvm::count_if(sink.all(), [](const Diagnostic *each) {
    return each->severity == Severity::Warning;
  });
  auto count = [&](size_t number, llvm::StringRef noun) {
    os << number << ' ' << noun << (number == 1 ? "" : "s");
  };
  if (errors)
    count(errors, "error");
  if (errors && warnings)
    os << " and ";
  if (warnings)
    count(warnings, "warning");
  if (errors || warnings)
    os << '\n';
}

void tdsl::diag::render(llvm::raw_ostream &os, const Sink &sink,
                        const SourceManager &sources, Format format) {
  for (const Diagnostic *diagnostic : sink.all()) {
    switch (format) {
    case Format::Text:
      renderText(os, *diagnostic, sources);
      os << '\n';
      break;
    case Format::Line:
      renderLine(os, *diagnostic, sources);
      break;
    case Format::Json:
      renderJson(os, *diagnostic, sources);
      break;
    }
  }
  if (format == Format::Text)
    renderCount(os, sink);
}
