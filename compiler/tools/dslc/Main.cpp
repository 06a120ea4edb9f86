//===- Main.cpp - dslc ----------------------------------------------------===//

#include "compiler/support/Check.h"
#include "compiler/tools/dslc/Options.h"

#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

#include <unistd.h>

using namespace tdsl;

/// What was written may not have arrived: the disk is full, the pipe closed.
static int closeOutput(int exit) {
  llvm::raw_fd_ostream &os = llvm::outs();
  os.flush();
  if (!os.has_error())
    return exit;
  llvm::errs() << "dslc: cannot write to standard output: "
               << os.error().message() << "\n";
  os.clear_error();
  return tools::EnvironmentLacks;
}

int main(int argc, char **argv) {
  setReproduction(argc, argv);
  // LLVM takes away the files that are half written, then calls this.
  llvm::sys::SetInterruptFunction([] { _exit(tools::Interrupted); });
  return closeOutput(tools::runCommandLine(argc, argv));
}
