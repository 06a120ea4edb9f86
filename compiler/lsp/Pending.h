//===- Pending.h - Requests that wait for an answer -----------------------===//
//
// Each request is answered once: by whoever comes first, the feature, a
// cancellation, or the end of its file.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_LSP_PENDING_H
#define TDSL_LSP_PENDING_H

#include "compiler/lsp/Transport.h"

#include <map>

namespace tdsl::lsp {

/// Thread-safe.
class Pending {
public:
  explicit Pending(Transport &transport) : transport(transport) {}

  /// False where a request of that id waits already.
  bool add(const json::Value &id);
  bool isWaiting(const json::Value &id);
  /// Do nothing where the request was answered before.
  /// `result` is JSON.
  void succeed(const json::Value &id, const std::string &result);
  void fail(const json::Value &id, ErrorCode code, llvm::StringRef message);

private:
  bool take(const json::Value &id);

  Transport &transport;
  std::mutex mutex;
  std::map<std::string, bool> waiting; // by the id as JSON
};

/// An error that belongs to no request that waits; `id` may be null.
void writeError(Transport &transport, const json::Value &id, ErrorCode code,
                llvm::StringRef message);
void writeResult(Transport &transport, const json::Value &id,
                 json::Value result);

} // namespace tdsl::lsp

#endif // TDSL_LSP_PENDING_H
