//===- SemanticTokens.cpp - Colours by meaning ----------------------------===//

#include "compiler/lsp/features/SemanticTokens.h"

namespace tdsl::lsp {

/// Of the protocol, in the order of ide::TokenKind.
static constexpr const char *TypeNames[] = {
    "comment",   "string",   "number",        "keyword", "function", "method",
    "parameter", "variable", "typeParameter", "type",    "property"};

json::Value encodeTokens(const Query &query, const ide::Place &range) {
  json::Array data;
  Position last;
  llvm::StringRef text = query.analysis.file().text();
  for (const ide::Token &token : ide::tokensOf(query.analysis, range)) {
    Position at = query.lines.position(token.begin, query.encoding);
    bool isSameLine = at.line == last.line;
    data.push_back(at.line - last.line);
    data.push_back(at.character - (isSameLine ? last.character : 0));
    data.push_back(
        lengthIn(text.slice(token.begin, token.end), query.encoding));
    data.push_back(int(token.kind));
    data.push_back(0); // no modifiers
    last = at;
  }
  return json::Object{{"data", std::move(data)}};
}

void advertiseSemanticTokens(json::Object &capabilities) {
  json::Array types;
  for (const char *name : TypeNames)
    types.push_back(name);
  capabilities["semanticTokensProvider"] =
      json::Object{{"legend", json::Object{{"tokenTypes", std::move(types)},
                                           {"tokenModifiers", json::Array()}}},
                   {"full", true},
                   {"range", true}};
}

std::optional<json::Value> answerSemanticTokens(const Query &query,
                                                const json::Object &) {
  const SourceFile &file = query.analysis.file();
  return encodeTokens(query,
                      {&file, 0, static_cast<uint32_t>(file.text().size())});
}

} // namespace tdsl::lsp
