//===- RenderJson.cpp - A diagnostic as a JSON object on a line -----------===//
//
// Members: code, name, severity, message, span, caption, labels, notes, fixes.
// A span has its file and, for begin and end, offset (bytes from zero), line
// and column (characters from one).
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Render.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using namespace tdsl;
using namespace tdsl::diag;
namespace json = llvm::json;

static llvm::StringRef spelling(Applicability applicability) {
  switch (applicability) {
  case Applicability::MachineApplicable:
    return "machine-applicable";
  case Applicability::MaybeIncorrect:
    return "maybe-incorrect";
  case Applicability::HasPlaceholders:
    return "has-placeholders";
  case Applicability::Unspecified:
    return "unspecified";
  }
  llvm_unreachable("an applicability without a name");
}

static void writeText(json::OStream &out, llvm::StringRef key,
                      llvm::StringRef text) {
  out.attribute(key, json::fixUTF8(text));
}

static void writeSpan(json::OStream &out, Span span,
                      const SourceManager &sources) {
  if (!span.isValid())
    return;
  const SourceFile &file = sources.file(span.file);
  auto writePlace = [&](llvm::StringRef key, uint32_t offset) {
    LineColumn at = file.lineColumn(offset);
    out.attributeObject(key, [&] {
      out.attribute("offset", offset);
      out.attribute("line", at.line);
      out.attribute("column", at.column);
    });
  };
  out.attributeObject("span", [&] {
    writeText(out, "file", file.path());
    writePlace("begin", span.begin);
    writePlace("end", span.end);
  });
}

static void writeFix(json::OStream &out, const Fix &fix,
                     const SourceManager &sources) {
  writeText(out, "message", fix.message);
  out.attribute("applicability", spelling(fix.applicability));
  out.attributeArray("edits", [&] {
    for (const Edit &edit : fix.edits)
      out.object([&] {
        writeSpan(out, edit.span, sources);
        writeText(out, "text", edit.text);
      });
  });
}

static void writeDiagnostic(json::OStream &out, const Diagnostic &diagnostic,
                            const SourceManager &sources) {
  out.attribute("code", diagnostic.codeText());
  if (const CatalogEntry *entry = findCode(diagnostic.code))
    out.attribute("name", entry->name);
  out.attribute("severity", tdsl::diag::spelling(diagnostic.severity));
  writeText(out, "message", diagnostic.message);
  writeSpan(out, diagnostic.span, sources);
  writeText(out, "caption", diagnostic.caption);
  out.attributeArray("labels", [&] {
    for (const Label &label : diagnostic.labels)
      out.object([&] {
        writeSpan(out, label.span, sources);
        writeText(out, "message", label.message);
      });
  });
  out.attributeArray("notes", [&] {
    for (const std::string &note : diagnostic.notes)
      out.value(json::fixUTF8(note));
  });
  out.attributeArray("fixes", [&] {
    for (const Fix &fix : diagnostic.fixes)
      out.object([&] { writeFix(out, fix, sources); });
  });
}

void tdsl::diag::renderJson(llvm::raw_ostream &os, const Diagnostic &diagnostic,
                            const SourceManager &sources) {
  json::OStream out(os);
  out.object([&] { writeDiagnostic(out, diagnostic, sources); });
  os << '\n';
}
