//===- Lsp.cpp - dslc lsp -------------------------------------------------===//

#include "compiler/lsp/Server.h"
#include "compiler/tools/dslc/Front.h"

#include "llvm/Support/raw_ostream.h"

#include <iostream>

namespace tdsl::tools {

int run(const LspOptions &options) {
  std::ios::sync_with_stdio(false);
  lsp::Transport transport(std::cin, llvm::outs(),
                           options.litTest ? lsp::Framing::Delimited
                                           : lsp::Framing::Headers);
  lsp::ServerOptions server;
  server.version = TDSL_VERSION;
  server.isOrdered = options.litTest;
  server.searchPath = [&](const std::string &path) {
    Common common = options.common;
    settle(common, path); // which says what is wrong with the settings
    return common.searchPath;
  };
  return lsp::serve(transport, server);
}

} // namespace tdsl::tools
