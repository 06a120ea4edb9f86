//===- Schedule.cpp - dslc schedule ---------------------------------------===//

#include "compiler/tools/dslc/Front.h"

#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {

int run(const ScheduleOptions &options) {
  llvm::StringMap<sema::Scalar> types;
  int exit = Usage;
  target::Backend *backend = backendNamed(options.common.target, exit);
  if (!backend || !parseTypes(options.function.types, types))
    return Usage;
  if (!backend->needsTir()) {
    llvm::errs() << "dslc: the target `" << backend->name()
                 << "` has no schedule\n";
    return Usage;
  }
  auto checked = open(options.function.file, options.common);
  if (!checked)
    return InputHasErrors;
  std::vector<const sema::Function *> wanted;
  if (!checked->sink.hasErrors() && options.function.function.empty()) {
    for (const sema::Function *function : checked->program->functions)
      if (function->module.empty() && function->hasBounds())
        wanted.push_back(function);
  } else if (!checked->sink.hasErrors()) {
    wanted.push_back(choose(*checked, options.function));
    if (!wanted.back())
      return Usage;
  }
  for (const sema::Function *function : wanted) {
    driver::InstanceOptions instance;
    instance.types = typesOf(*function, options.function);
    instance.target = backend->target();
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
