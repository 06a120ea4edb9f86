//===- RenderText.cpp - Diagnostics with the source and carets ------------===//
//
// The headline, one snippet for each file (that of the primary span first),
// then the notes and the ways out.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/ApplyFixes.h"
#include "compiler/diag/DisplayLine.h"
#include "compiler/diag/Render.h"
#include "compiler/diag/Snippet.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace tdsl;
using namespace tdsl::diag;
using llvm::raw_ostream;

static void printHeadline(raw_ostream &os, const Diagnostic &diagnostic) {
  auto color = diagnostic.severity == Severity::Error     ? raw_ostream::RED
               : diagnostic.severity == Severity::Warning ? raw_ostream::YELLOW
                                                          : raw_ostream::CYAN;
  os.changeColor(color, /*Bold=*/true);
  os << spelling(diagnostic.severity);
  if (diagnostic.code)
    os << '[' << diagnostic.codeText() << ']';
  os.resetColor();
  os.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true);
  os << ": " << diagnostic.message << '\n';
  os.resetColor();
}

static void printPlace(raw_ostream &os, unsigned gutter, llvm::StringRef arrow,
                       const Snippet &snippet) {
  LineColumn at = snippet.file().lineColumn(snippet.begin());
  os.indent(gutter + 1);
  os.changeColor(raw_ostream::BLUE, /*Bold=*/true);
  os << arrow;
  os.resetColor();
  os << ' ' << snippet.file().path() << ':' << at.line << ':' << at.column
     << '\n';
}

/// One snippet a file, that of the primary span first.
static std::vector<Snippet> collectSnippets(const Diagnostic &diagnostic,
                                            const SourceManager &sources) {
  std::vector<Snippet> snippets;
  auto mark = [&](Span span, llvm::StringRef words, bool isPrimary) {
    if (!span.isValid())
      return;
    auto found = llvm::find_if(snippets, [&](const Snippet &snippet) {
      return snippet.file().id() == span.file;
    });
    if (found == snippets.end())
      found = snippets.emplace(found, sources.file(span.file));
    found->mark(span, words, isPrimary);
  };
  mark(diagnostic.span, diagnostic.caption, /*isPrimary=*/true);
  for (const Label &label : diagnostic.labels)
    mark(label.span, label.message, /*isPrimary=*/false);
  return snippets;
}

/// `words`, with further lines under the first.
static void printRemark(raw_ostream &os, llvm::StringRef kind,
                        llvm::StringRef words) {
  os.changeColor(raw_ostream::CYAN, /*Bold=*/true);
  os << kind;
  os.resetColor();
  os << ": ";
  llvm::SmallVector<llvm::StringRef, 2> lines;
  words.split(lines, '\n');
  os << lines.front() << '\n';
  for (llvm::StringRef line : llvm::drop_begin(lines))
    os.indent(kind.size() + 2) << line << '\n';
}

/// The lines of the file that the edits touch, as they would become.
static void printPreview(raw_ostream &os, unsigned gutter, const Fix &fix,
                         const SourceManager &sources) {
  constexpr size_t MaxLines = 6;
  if (fix.edits.empty() || !fix.edits.front().span.isValid())
    return;
  const SourceFile &file = sources.file(fix.edits.front().span.file);
  std::optional<std::string> after = previewFix(fix, file);
  if (!after)
    return;
  llvm::SmallVector<llvm::StringRef, 4> lines;
  llvm::StringRef(*after).split(lines, '\n');
  for (llvm::StringRef line : llvm::ArrayRef(lines).take_front(MaxLines))
    printGutter(os, gutter) << ' ' << DisplayLine(line).text() << '\n';
  if (lines.size() > MaxLines)
    os << "...\n";
}

void tdsl::diag::renderText(raw_ostream &os, const Diagnostic &diagnostic,
                            const SourceManager &sources) {
  printHeadline(os, diagnostic);
  std::vector<Snippet> snippets = collectSnippets(diagnostic, sources);
  uint32_t lastLine = 1;
  for (const Snippet &snippet : snippets)
    lastLine = std::max(lastLine, snippet.lastLine());
  unsigned gutter = llvm::utostr(lastLine).size();

  llvm::StringRef arrow = "-->";
  for (Snippet &snippet : snippets) {
    printPlace(os, gutter, arrow, snippet);
    printGutter(os, gutter) << '\n';
    snippet.print(os, gutter);
    arrow = ":::";
  }
  for (const std::string &note : diagnostic.notes)
    printRemark(os, "note", note);
  for (const Fix &fix : diagnostic.fixes) {
    printRemark(os, "help", fix.message);
    printPreview(os, gutter, fix, sources);
  }
}
