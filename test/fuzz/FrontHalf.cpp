//===- FrontHalf.cpp - The whole front half on one text -------------------===//
//
// Every result is looked at, so that a bad span or a bad edit is found where
// it was made.
//
//===----------------------------------------------------------------------===//

#include "test/fuzz/FrontHalf.h"

#include "compiler/diag/ApplyFixes.h"
#include "compiler/diag/Render.h"
#include "compiler/sema/Check.h"
#include "compiler/support/Check.h"
#include "compiler/syntax/Format.h"
#include "compiler/syntax/Parse.h"

#include "llvm/Support/raw_ostream.h"

using namespace tdsl;

static void checkSpan(Span span, const SourceManager &sources) {
  if (!span.isValid())
    return;
  TDSL_CHECK(span.file < sources.numFiles(), "a span without its file");
  TDSL_CHECK(span.begin <= span.end, "a span that ends before it begins");
  TDSL_CHECK(span.end <= sources.file(span.file).text().size(),
             "a span beyond its file");
}

static void lookAt(const diag::Sink &sink, const SourceManager &sources) {
  for (const diag::Diagnostic *each : sink.all()) {
    checkSpan(each->span, sources);
    for (const diag::Label &label : each->labels)
      checkSpan(label.span, sources);
    for (const diag::Fix &fix : each->fixes)
      for (const diag::Edit &edit : fix.edits)
        checkSpan(edit.span, sources);
  }
  for (auto format :
       {diag::Format::Text, diag::Format::Line, diag::Format::Json})
    diag::render(llvm::nulls(), sink, sources, format);
  unsigned applied;
  diag::applySafeFixes(sink, sources.file(0), applied);
}

/// What is formatted stays as it is when it is formatted again.
static void checkFormat(const SourceFile &file, SourceManager &sources) {
  diag::Sink sink;
  std::optional<std::string> once = syntax::format(file, sink);
  TDSL_CHECK(once || sink.hasErrors(), "not formatted, and nobody says why");
  if (!once)
    return;
  const SourceFile &formatted = sources.add("formatted.tdsl", *once);
  std::optional<std::string> twice = syntax::format(formatted, sink);
  TDSL_CHECK(twice, "what was formatted does not parse");
  TDSL_CHECK(*once == *twice, "formatting again changes the text");
}

void fuzz::parseText(llvm::StringRef text) {
  SourceManager sources;
  const SourceFile &file = sources.add("fuzz.tdsl", text.str());
  syntax::Parsed parsed = syntax::parse(file);
  lookAt(parsed.diagnostics, sources);
  checkFormat(file, sources);
}

void fuzz::checkText(llvm::StringRef text, llvm::StringRef stdlib) {
  SourceManager sources;
  const SourceFile &file = sources.add("fuzz.tdsl", text.str());
  diag::Sink sink;
  auto program = sema::check(sources, file, {{stdlib.str()}, {}}, sink);
  TDSL_CHECK(program != nullptr, "check returned no program");
  lookAt(sink, sources);
}
