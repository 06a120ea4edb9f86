//===- SemanticTokens.h - Colours by meaning ------------------------------===//

#ifndef TDSL_LSP_FEATURES_SEMANTICTOKENS_H
#define TDSL_LSP_FEATURES_SEMANTICTOKENS_H

#include "compiler/ide/Tokens.h"
#include "compiler/lsp/Feature.h"

namespace tdsl::lsp {

/// The tokens of a range as the protocol counts them.
void writeTokens(const Query &query, const ide::Place &range,
                 json::OStream &out);

} // namespace tdsl::lsp

#endif // TDSL_LSP_FEATURES_SEMANTICTOKENS_H
