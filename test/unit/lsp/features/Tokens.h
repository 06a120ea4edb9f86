//===- Tokens.h - Reading encoded tokens ----------------------------------===//

#ifndef TDSL_UNIT_LSP_FEATURES_TOKENS_H
#define TDSL_UNIT_LSP_FEATURES_TOKENS_H

#include "test/unit/lsp/Marked.h"

namespace tdsl::lsp {

/// `word:kind `, one after the other.
inline std::string tokensOf(llvm::StringRef method, const std::string &marked,
                            Encoding encoding = Encoding::Utf16) {
  json::Object capabilities;
  findFeature("textDocument/semanticTokens/full")->advertise(capabilities);
  const json::Array &names = *capabilities.getObject("semanticTokensProvider")
                                  ->getObject("legend")
                                  ->getArray("tokenTypes");
  json::Value answer = answerOf(method, marked, "", encoding);
  const json::Array &data = *answer.getAsObject()->getArray("data");
  std::string text = Marked(marked).text;
  Lines lines(text);
  std::string result;
  Position at;
  for (size_t i = 0; i + 4 < data.size(); i += 5) {
    auto number = [&](size_t k) {
      return uint32_t(*data[i + k].getAsInteger());
    };
    at.character = number(0) ? number(1) : at.character + number(1);
    at.line += number(0);
    uint32_t begin = lines.offset(at, encoding);
    uint32_t end = lines.offset({at.line, at.character + number(2)}, encoding);
    result += text.substr(begin, end - begin) + ":" +
              names[number(3)].getAsString()->str() + " ";
  }
  return result;
}

} // namespace tdsl::lsp

#endif // TDSL_UNIT_LSP_FEATURES_TOKENS_H
