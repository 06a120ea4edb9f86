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

/// To look at each access takes some thirty times as long.
static bool isSmall(const Case &round) {
  constexpr double FewPoints = 1 << 13;
  double points = 1;
  for (int64_t size : round.sizes)
    points *= static_cast<double>(std::max<int64_t>(1, size));
  return points <= FewPoints;
}

std::optional<target::RunError>
Candidate::run(const Case &round, Tensors &inputs, Tensors &results) {
  // A GPU that is not here is imitated, now in one order of its threads, now in
  // the other, and with every access looked at where there are not many.
  target::RunOptions options;
  options.emulation = target::Emulation::WhereNeeded;
  options.descending = numRuns % 2 == 1;
  options.checkAccesses = isSmall(round);
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
