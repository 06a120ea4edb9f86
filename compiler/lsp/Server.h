//===- Server.h - The server's main thread --------------------------------===//

#ifndef TDSL_LSP_SERVER_H
#define TDSL_LSP_SERVER_H

#include "compiler/lsp/Transport.h"

#include <functional>

namespace tdsl::lsp {

struct ServerOptions {
  std::string version; // of the server, for the client to show
  /// Where a file's imports are looked for.
  std::function<std::vector<std::string>(const std::string &path)> searchPath;
  /// Waits for the workers after each message, so that answers come in the
  /// order of the questions.
  bool isOrdered = false;
};

/// Serves until `exit` or the end of the input; the exit code.
int serve(Transport &transport, const ServerOptions &options);

} // namespace tdsl::lsp

#endif // TDSL_LSP_SERVER_H
