//===- Candidate.cpp - A function compiled by the target under test -------===//

#include "compiler/driver/verify/Candidate.h"

#include "compiler/driver/verify/Leaves.h"

namespace tdsl::driver {

Candidate::Candidate(Checked &checked, const sema::Function &function,
                     const Instance &instance, const target::Target &machine,
                     target::Backend &backend)
    : function(function), backend(backend) {
  InstanceOptions options;
  options.types = instance.types;
  options.constants = instance.constants;
  options.target =
      machine.family == backend.name() ? machine : backend.target();
  options.instrument = schedule::Instrument::CountLeaves;
  target::Unit unit;
  unit.function = &function;
  unit.types.assign(instance.types.begin(), instance.types.end());
  unit.constants = instance.constants;
  if (backend.needsTir()) {
    compilation = std::make_unique<Compilation>(checked, function, options);
    if (!compilation->run())
      return;
    unit = compilation->unit();
  }
  executable = backend.prepare(unit, checked.sink);
}

const schedule::Nest *Candidate::nest() const {
  return compilation ? &compilation->nest() : nullptr;
}

std::optional<target::RunError>
Candidate::run(const Case &round, Tensors &inputs, Tensors &results) {
  // A GPU that is not here is imitated, now in one order of its threads, now in
  // the other, and now and then with every access looked at.
  target::RunOptions options;
  options.emulation = target::Emulation::WhereNeeded;
  options.descending = numRuns % 2 == 1;
  options.checkAccesses = numRuns % 8 < 2;
  ++numRuns;
  return runRound(*executable, function, round, inputs, results, options);
}

unsigned Candidate::numLeaves() const {
  return executable->leafCounts().size();
}

std::vector<std::string> Candidate::leavesNotRun() const {
  llvm::ArrayRef<int64_t> counts = executable->leafCounts();
  if (counts.empty() || !nest())
    return {};
  std::vector<std::string> names = leafNames(*nest());
  std::vector<std::string> result;
  for (size_t leaf = 0; leaf < names.size() && leaf < counts.size(); ++leaf)
    if (counts[leaf] == 0 && !names[leaf].empty())
      result.push_back(names[leaf]);
  return result;
}

} // namespace tdsl::driver
