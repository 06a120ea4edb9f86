//===- BackHalf.cpp - What follows the check, on one program --------------===//

#include "test/fuzz/BackHalf.h"

#include "compiler/driver/Compilation.h"
#include "compiler/driver/verify/Instances.h"
#include "compiler/sema/Check.h"

using namespace tdsl;

/// Each instance costs as much as the check of a program.
static constexpr size_t MostInstances = 2;

size_t fuzz::compileText(llvm::StringRef text, llvm::StringRef stdlib) {
  driver::Checked checked;
  checked.file = &checked.sources.add("fuzz.tdsl", text.str());
  checked.program = sema::check(checked.sources, *checked.file,
                                {{stdlib.str()}, {}}, checked.sink);
  if (checked.sink.hasErrors())
    return 0;
  size_t count = 0;
  driver::Philox random(text.size());
  for (const sema::Function *function : checked.program->functions) {
    if (!function->module.empty())
      continue;
    ++count;
    std::vector<driver::Instance> instances =
        driver::instancesOf(*function, random);
    instances.resize(std::min(instances.size(), MostInstances));
    for (driver::Instance &instance : instances) {
      driver::InstanceOptions options;
      options.types = instance.types;
      options.constants = instance.constants;
      // A refused schedule is an error of its own; the next one is tried.
      driver::Compilation(checked, *function, options).run();
    }
  }
  return count;
}
