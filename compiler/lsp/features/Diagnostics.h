//===- Diagnostics.h - What is wrong with a file --------------------------===//

#ifndef TDSL_LSP_FEATURES_DIAGNOSTICS_H
#define TDSL_LSP_FEATURES_DIAGNOSTICS_H

#include "compiler/lsp/Feature.h"

namespace tdsl::lsp {

using Schedules = ide::Analysis::Schedules;
json::Array diagnosticsOf(const Query &query, Schedules schedules);
json::Value diagnosticOf(const ide::Report &report, const Query &query);

} // namespace tdsl::lsp

#endif // TDSL_LSP_FEATURES_DIAGNOSTICS_H
