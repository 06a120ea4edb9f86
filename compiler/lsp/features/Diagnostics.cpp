//===- Diagnostics.cpp - What is wrong with a file ------------------------===//
//
// Published after each edit; the request is for clients that ask. It is not
// advertised: a client that both asks and is told shows everything twice.
//
//===----------------------------------------------------------------------===//

#include "compiler/lsp/features/Diagnostics.h"

namespace tdsl::lsp {

static int severityOf(diag::Severity severity) {
  switch (severity) {
  case diag::Severity::Error:
    return 1;
  case diag::Severity::Warning:
    return 2;
  case diag::Severity::Note:
    return 3;
  }
  llvm_unreachable("a severity");
}

/// What a terminal shows around the source: caption, notes, ways out.
static std::string messageOf(const ide::Report &report) {
  std::string message = report.message;
  if (!report.caption.empty())
    message += "\n" + report.caption;
  for (const std::string &note : report.notes)
    message += "\nnote: " + note;
  for (const ide::Report::Fix &fix : report.fixes)
    message += "\nhelp: " + fix.message;
  return message;
}

json::Value diagnosticOf(const ide::Report &report, const Query &query) {
  json::Array related;
  for (const ide::Report::Label &label : report.labels)
    related.push_back(json::Object{{"location", query.location(label.at)},
                                   {"message", json::fixUTF8(label.message)}});
  json::Object result{{"range", query.range(report.at)},
                      {"severity", severityOf(report.severity)},
                      {"code", report.codeText},
                      {"source", "dslc"},
                      {"message", json::fixUTF8(messageOf(report))}};
  if (!related.empty())
    result["relatedInformation"] = std::move(related);
  return result;
}

json::Array diagnosticsOf(const Query &query, Schedules schedules) {
  json::Array result;
  for (const ide::Report &report : query.analysis.reports(schedules))
    result.push_back(diagnosticOf(report, query));
  return result;
}

void advertiseDiagnostics(json::Object &) {}

bool answerDiagnostics(const Query &query, const json::Object &,
                       json::OStream &out) {
  out.value(json::Object{{"kind", "full"},
                         {"items", diagnosticsOf(query, Schedules::All)}});
  return true;
}

} // namespace tdsl::lsp
