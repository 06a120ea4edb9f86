//===- Explain.cpp - dslc explain -----------------------------------------===//

#include "compiler/diag/Explain.h"
#include "compiler/tools/dslc/Options.h"

#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {

int run(const ExplainOptions &options) {
  std::optional<unsigned> code = diag::parseCode(options.code);
  std::optional<llvm::StringRef> page =
      code ? diag::explain(*code) : std::nullopt;
  if (page) {
    llvm::outs() << *page;
    return Done;
  }
  llvm::errs() << "dslc: there is no diagnostic `" << options.code
               << "`; codes look like E0312";
  if (code) {
    llvm::errs() << ", near it are";
    for (unsigned near = *code > 5 ? *code - 5 : 0; near != *code + 6; ++near)
      if (diag::findCode(near))
        llvm::errs() << llvm::formatv(" E{0,0+4}", near);
  }
  llvm::errs() << "\n";
  return Usage;
}

} // namespace tdsl::tools
