//===- Message.h - From bytes to JSON that may be trusted -----------------===//
//
// llvm::json recurses over its input, so depth and size are limited before it
// sees a message.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_LSP_MESSAGE_H
#define TDSL_LSP_MESSAGE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"

#include <optional>
#include <string>

namespace tdsl::lsp {

namespace json = llvm::json;

/// Room for a file of the largest size, in escapes.
constexpr size_t MaxMessageBytes = size_t(64) << 20;
constexpr unsigned MaxMessageDepth = 128;

/// The errors of JSON-RPC and of the protocol.
enum class ErrorCode : int {
  ParseError = -32700,
  InvalidRequest = -32600,
  MethodNotFound = -32601,
  InvalidParams = -32602,
  ServerNotInitialized = -32002,
  ContentModified = -32801,
  RequestCancelled = -32800,
};

struct Refusal {
  ErrorCode code = ErrorCode::ParseError;
  std::string message;
};

/// The JSON of a message, or why it is refused.
std::optional<json::Value> readMessage(llvm::StringRef bytes, Refusal &refusal);

} // namespace tdsl::lsp

#endif // TDSL_LSP_MESSAGE_H
