//===- Verify.cpp - dslc verify -------------------------------------------===//

#include "compiler/driver/verify/Verify.h"
#include "compiler/tools/dslc/Front.h"

#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {

/// The one that was asked for, or all of the file; none after saying why.
static std::vector<const sema::Function *>
chooseAll(driver::Checked &checked, const FunctionOptions &options) {
  std::vector<const sema::Function *> all;
  if (!options.function.empty()) {
    if (const sema::Function *function = choose(checked, options))
      all.push_back(function);
    return all;
  }
  for (const sema::Function *function : checked.program->functions)
    if (function->module.empty())
      all.push_back(function);
  if (all.empty())
    llvm::errs() << "dslc: there is no function to verify in " << options.file
                 << "\n";
  return all;
}

int run(const VerifyOptions &options) {
  driver::VerifyOptions how;
  how.seed = options.seed;
  how.rounds = options.rounds;
  how.targets.clear();
  for (const std::string &name : options.targets) {
    int exit = Usage;
    if (!runnable(name, target::Emulation::WhereNeeded, exit))
      return exit;
    if (name != "reference")
      how.targets.push_back(name);
  }
  if (how.targets.empty()) {
    llvm::errs() << "dslc: the reference is what targets are compared with; "
                    "name one more with --targets\n";
    return Usage;
  }
  auto checked = open(options.function.file, options.common);
  if (!checked)
    return InputHasErrors;
  bool passed = !checked->sink.hasErrors();
  if (passed) {
    auto wanted = chooseAll(*checked, options.function);
    if (wanted.empty())
      return Usage;
    for (const sema::Function *function : wanted) {
      driver::VerifyReport outcome = driver::verify(*checked, *function, how);
      driver::print(llvm::outs(), outcome);
      llvm::outs().flush();
      passed &= outcome.passed();
    }
  }
  report(*checked, options.common);
  return passed && !checked->sink.hasErrors() ? Done : InputHasErrors;
}

} // namespace tdsl::tools
