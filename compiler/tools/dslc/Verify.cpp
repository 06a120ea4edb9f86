//===- Verify.cpp - dslc verify -------------------------------------------===//

#include "compiler/driver/verify/Verify.h"
#include "compiler/tools/dslc/Front.h"

#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {

int run(const VerifyOptions &options) {
  auto checked = open(options.function.file, options.common);
  if (!checked)
    return InputHasErrors;
  driver::VerifyOptions how;
  how.seed = options.seed;
  how.rounds = options.rounds;
  how.targets.clear();
  for (const std::string &name : options.targets) {
    if (!target::findBackend(name)) {
      llvm::errs() << "dslc: there is no target `" << name << "`\n";
      return Usage;
    }
    if (name != "reference")
      how.targets.push_back(name);
  }
  bool passed = !checked->sink.hasErrors();
  std::vector<const sema::Function *> wanted;
  for (const sema::Function *function : checked->program->functions)
    if (function->module.empty() &&
        (options.function.function.empty() ||
         options.function.function == function->name))
      wanted.push_back(function);
  if (wanted.empty() && passed) {
    llvm::errs() << "dslc: there is no function to verify in "
                 << options.function.file << "\n";
    return Usage;
  }
  for (const sema::Function *function : wanted) {
    if (checked->sink.hasErrors())
      break;
    driver::VerifyReport outcome = driver::verify(*checked, *function, how);
    driver::print(llvm::outs(), outcome);
    passed &= outcome.passed();
  }
  report(*checked, options.common);
  return passed && !checked->sink.hasErrors() ? Done : InputHasErrors;
}

} // namespace tdsl::tools
