//===- Report.cpp - A diagnostic with places of the file ------------------===//

#include "compiler/ide/Report.h"

namespace tdsl::ide {

/// What needs no place.
static Report wordsOf(const diag::Diagnostic &diagnostic) {
  Report report;
  report.code = diagnostic.code;
  report.codeText = diagnostic.codeText();
  report.severity = diagnostic.severity;
  report.message = diagnostic.message;
  report.caption = diagnostic.caption;
  report.notes = diagnostic.notes;
  return report;
}

template <typename ToPlace>
static void addPlaces(Report &report, const diag::Diagnostic &diagnostic,
                      ToPlace place) {
  for (const diag::Label &label : diagnostic.labels)
    if (auto at = place(label.span))
      report.labels.push_back({*at, label.message});
  for (const diag::Fix &fix : diagnostic.fixes) {
    Report::Fix made{fix.message, {}, fix.applicability};
    for (const diag::Edit &edit : fix.edits)
      if (auto at = place(edit.span))
        made.edits.push_back({*at, edit.text});
    if (made.edits.size() != fix.edits.size())
      made.edits.clear(); // half of a fix mends nothing
    report.fixes.push_back(std::move(made));
  }
}

/// The import of the slice through which another file is read.
static std::optional<Place> importIn(const View &view) {
  for (const Part &part : view.unit().slice().parts)
    if (part.item->kind == syntax::ItemKind::Import)
      return view.toFile({0, part.begin, part.end()});
  return std::nullopt;
}

std::optional<Report> makeReport(const diag::Diagnostic &diagnostic,
                                 const View &view) {
  Report report = wordsOf(diagnostic);
  bool isImported = diagnostic.span.isValid() && diagnostic.span.file != 0;
  if (!isImported && !view.unit().isInSubject(diagnostic.span))
    return std::nullopt;
  auto at = isImported ? importIn(view) : view.toFile(diagnostic.span);
  if (!at)
    return std::nullopt;
  report.at = *at;
  if (isImported) {
    Place there = *view.toFile(diagnostic.span);
    report.labels.push_back({there, report.message});
    report.message = "in " + there.file->path().str() + ": " + report.message;
  }
  report.message = view.relocate(report.message);
  for (std::string &note : report.notes) {
    std::vector<Place> places; // an editor can go there
    note = view.relocate(note, &places);
    for (const Place &place : places)
      report.labels.push_back({place, note});
  }
  addPlaces(report, diagnostic, [&](Span span) { return view.toFile(span); });
  for (Report::Label &label : report.labels)
    label.message = view.relocate(label.message);
  return report;
}

Report makeReport(const diag::Diagnostic &diagnostic, const SourceFile &file) {
  Report report = wordsOf(diagnostic);
  auto place = [&](Span span) -> std::optional<Place> {
    return Place{&file, span.begin, span.end};
  };
  report.at = *place(diagnostic.span);
  addPlaces(report, diagnostic, place);
  return report;
}

} // namespace tdsl::ide
