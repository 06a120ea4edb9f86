//===- Message.cpp - From bytes to JSON that may be trusted ---------------===//

#include "compiler/lsp/Message.h"

#include "llvm/Support/Error.h"

namespace tdsl::lsp {

/// Whether no bracket outside of strings is nested too deep. Wrong text may
/// count as anything: the parser behind this finds out.
static bool isShallow(llvm::StringRef text) {
  unsigned depth = 0;
  bool inString = false;
  for (size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (inString) {
      at += c == '\\';
      inString = c != '"';
    } else if (c == '"') {
      inString = true;
    } else if (c == '[' || c == '{') {
      if (++depth > MaxMessageDepth)
        return false;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return true;
}

std::optional<json::Value> readMessage(llvm::StringRef bytes,
                                       Refusal &refusal) {
  if (bytes.size() > MaxMessageBytes) {
    refusal = {ErrorCode::InvalidRequest, "the message is too large"};
    return std::nullopt;
  }
  size_t at = 0;
  if (!json::isUTF8(bytes, &at)) {
    refusal = {ErrorCode::ParseError,
               "byte " + std::to_string(at) + " begins no character of UTF-8"};
    return std::nullopt;
  }
  if (!isShallow(bytes)) {
    refusal = {ErrorCode::InvalidRequest, "the message is nested too deep"};
    return std::nullopt;
  }
  auto value = json::parse(bytes);
  if (value)
    return std::move(*value);
  refusal = {ErrorCode::ParseError, llvm::toString(value.takeError())};
  return std::nullopt;
}

} // namespace tdsl::lsp
