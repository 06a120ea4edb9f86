//===- Main.cpp - dslc ----------------------------------------------------===//

#include "compiler/support/Check.h"
#include "compiler/tools/dslc/Options.h"

int main(int argc, char **argv) {
  tdsl::setReproduction(argc, argv);
  return tdsl::tools::runCommandLine(argc, argv);
}
