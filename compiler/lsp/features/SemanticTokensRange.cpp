//===- SemanticTokensRange.cpp - Colours of what is seen ------------------===//

#include "compiler/lsp/features/SemanticTokens.h"

namespace tdsl::lsp {

void advertiseSemanticTokensRange(json::Object &) {} // SemanticTokens does

std::optional<json::Value>
answerSemanticTokensRange(const Query &query, const json::Object &params) {
  auto range = query.place(params);
  if (!range)
    return std::nullopt;
  return encodeTokens(query, *range);
}

} // namespace tdsl::lsp
