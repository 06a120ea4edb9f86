//===- SemanticTokens.cpp - Colours by meaning ----------------------------===//

#include "compiler/lsp/features/SemanticTokens.h"

namespace tdsl::lsp {

/// Of the protocol, in the order of ide::TokenKind.
static constexpr const char *TypeNames[] = {
    "comment",   "string",   "number",        "keyword", "function", "method",
    "parameter", "variable", "typeParameter", "type",    "property"};

static void writeData(const Query &query, const ide::Place &range,
                      json::OStream &out) {
  Position last;
  llvm::StringRef text = query.analysis.file().text();
  for (const ide::Token &token : ide::tokensOf(query.analysis, range)) {
    Position at = query.lines.position(token.begin, query.encoding);
    bool isSameLine = at.line == last.line;
    out.value(at.line - last.line);
    out.value(at.character - (isSameLine ? last.character : 0));
    out.value(lengthIn(text.slice(token.begin, token.end), query.encoding));
    out.value(int(token.kind));
    out.value(0); // no modifiers
    last = at;
  }
}

void writeTokens(const Query &query, const ide::Place &range,
                 json::OStream &out) {
  out.object([&] {
    out.attributeArray("data", [&] { writeData(query, range, out); });
  });
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

bool answerSemanticTokens(const Query &query, const json::Object &,
                          json::OStream &out) {
  const SourceFile &file = query.analysis.file();
  writeTokens(query, {&file, 0, static_cast<uint32_t>(file.text().size())},
              out);
  return true;
}

} // namespace tdsl::lsp
