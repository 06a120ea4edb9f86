//===- SemanticTokensRange.cpp - Colours of what is seen ------------------===//

#include "compiler/lsp/features/SemanticTokens.h"

namespace tdsl::lsp {

void advertiseSemanticTokensRange(json::Object &) {} // SemanticTokens does

bool answerSemanticTokensRange(const Query &query, const json::Object &params,
                               json::OStream &out) {
  auto range = query.place(params);
  if (!range)
    return false;
  writeTokens(query, *range, out);
  return true;
}

} // namespace tdsl::lsp
