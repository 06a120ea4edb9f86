//===- CodeAction.cpp - The fixes of diagnostics, to be applied -----------===//

#include "compiler/lsp/features/Diagnostics.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::lsp {

/// Whether the client wants quick fixes, or has no wish.
static bool wantsFixes(const json::Object &params) {
  const json::Object *context = params.getObject("context");
  const json::Array *only = context ? context->getArray("only") : nullptr;
  return !only || llvm::any_of(*only, [](const json::Value &kind) {
    return kind.getAsString().value_or("") == "quickfix";
  });
}

static json::Value editOf(const ide::Report::Fix &fix, const Query &query) {
  json::Object changes;
  for (const ide::Report::Edit &edit : fix.edits) {
    Location at = query.location(edit.at);
    json::Value &edits = changes[json::fixUTF8(at.uri)];
    if (!edits.getAsArray())
      edits = json::Array();
    edits.getAsArray()->push_back(TextEdit{at.range, edit.text});
  }
  return json::Object{{"changes", std::move(changes)}};
}

static void addActions(const ide::Report &report, const Query &query,
                       json::Array &actions) {
  for (const ide::Report::Fix &fix : report.fixes) {
    if (fix.edits.empty())
      continue; // words, which the diagnostic says
    bool isCertain =
        fix.applicability == diag::Applicability::MachineApplicable;
    actions.push_back(
        json::Object{{"title", json::fixUTF8(fix.message)},
                     {"kind", "quickfix"},
                     {"isPreferred", isCertain},
                     {"diagnostics", json::Array{diagnosticOf(report, query)}},
                     {"edit", editOf(fix, query)}});
  }
}

void advertiseCodeAction(json::Object &capabilities) {
  capabilities["codeActionProvider"] =
      json::Object{{"codeActionKinds", json::Array{"quickfix"}}};
}

bool answerCodeAction(const Query &query, const json::Object &params,
                      json::OStream &out) {
  auto wanted = query.place(params);
  if (!wanted)
    return false;
  json::Array actions;
  if (wantsFixes(params))
    for (const ide::Report &report :
         query.analysis.reports(ide::Analysis::Schedules::All))
      if (report.at.begin <= wanted->end && wanted->begin <= report.at.end)
        addActions(report, query, actions);
  out.value(std::move(actions));
  return true;
}

} // namespace tdsl::lsp
