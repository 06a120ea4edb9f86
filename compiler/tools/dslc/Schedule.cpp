//===- Schedule.cpp - dslc schedule ---------------------------------------===//

#include "compiler/tools/dslc/Front.h"

#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {

int run(const ScheduleOptions &options) {
  auto checked = open(options.function.file, options.common);
  if (!checked)
    return InputHasErrors;
  std::vector<const sema::Function *> wanted;
  if (!checked->sink.hasErrors()) {
    for (const sema::Function *function : checked->program->functions)
      if (function->module.empty() && options.function.function.empty())
        wanted.push_back(function);
    if (!options.function.function.empty()) {
      wanted.push_back(choose(*checked, options.function, options.common));
      if (!wanted.back())
        return Usage;
    }
  }
  for (const sema::Function *function : wanted) {
    driver::InstanceOptions instance;
    instance.types = typesOf(*function, options.function);
    instance.stopAfter = driver::Phase::Finalize;
    driver::Compilation compilation(*checked, *function, instance);
    if (!compilation.run())
      continue;
    llvm::outs() << compilation.print(driver::Phase::Schedule) << "\n"
                 << compilation.print(driver::Phase::Finalize) << "\n";
  }
  report(*checked, options.common);
  return checked->sink.hasErrors() ? InputHasErrors : Done;
}

} // namespace tdsl::tools
