//===- Pending.cpp - Requests that wait for an answer ---------------------===//

#include "compiler/lsp/Pending.h"

#include "llvm/Support/raw_ostream.h"

namespace tdsl::lsp {

/// `1` and `"1"` are two.
static std::string keyOf(const json::Value &id) {
  return llvm::formatv("{0}", id).str();
}

bool Pending::add(const json::Value &id) {
  std::lock_guard<std::mutex> lock(mutex);
  return waiting.try_emplace(keyOf(id), true).second;
}

bool Pending::isWaiting(const json::Value &id) {
  std::lock_guard<std::mutex> lock(mutex);
  return waiting.count(keyOf(id)) != 0;
}

bool Pending::take(const json::Value &id) {
  std::lock_guard<std::mutex> lock(mutex);
  return waiting.erase(keyOf(id)) != 0;
}

void Pending::succeed(const json::Value &id, const std::string &result) {
  if (take(id))
    transport.writeText("{\"jsonrpc\":\"2.0\",\"id\":" + keyOf(id) +
                        ",\"result\":" + result + "}");
}

void Pending::fail(const json::Value &id, ErrorCode code,
                   llvm::StringRef message) {
  if (take(id))
    writeError(transport, id, code, message);
}

void writeError(Transport &transport, const json::Value &id, ErrorCode code,
                llvm::StringRef message) {
  transport.write(json::Object{
      {"jsonrpc", "2.0"},
      {"id", id},
      {"error", json::Object{{"code", int(code)},
                             {"message", json::fixUTF8(message)}}}});
}

void writeResult(Transport &transport, const json::Value &id,
                 json::Value result) {
  transport.write(json::Object{
      {"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
}

} // namespace tdsl::lsp
