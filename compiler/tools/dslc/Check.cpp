//===- Check.cpp - dslc check ---------------------------------------------===//

#include "compiler/tools/dslc/Front.h"

namespace tdsl::tools {

/// Whether a directive is legal is known only where the loops of its function
/// are there: the steps of each schedule are applied, for the types that an
/// instance has when nobody says which.
static void checkSchedules(driver::Checked &checked) {
  auto workshop = driver::makeWorkshop();
  for (const sema::Schedule &schedule : checked.program->schedules) {
    driver::InstanceOptions instance;
    instance.types = typesOf(*schedule.function, {});
    instance.schedule = &schedule;
    instance.workshop = workshop;
    instance.target = target::typical(schedule.target.family);
    if (schedule.target.feature == "avx512")
      instance.target.vectorBytes = 64;
    // What a launch cannot hold shows where its bounds are known.
    instance.stopAfter = instance.target.isGpu() ? driver::Phase::Finalize
                                                 : driver::Phase::Apply;
    driver::Compilation(checked, *schedule.function, instance).run();
  }
}

int run(const CheckOptions &options) {
  int result = Done;
  for (const std::string &file : options.files) {
    auto checked = open(file, options.common);
    if (!checked) {
      result = InputHasErrors;
      continue;
    }
    if (!checked->sink.hasErrors())
      checkSchedules(*checked);
    checked->sink.sortByPosition();
    report(*checked, options.common);
    if (checked->sink.hasErrors())
      result = InputHasErrors;
  }
  return result;
}

} // namespace tdsl::tools
