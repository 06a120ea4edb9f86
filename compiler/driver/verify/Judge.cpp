//===- Judge.cpp - What the results of a round should be ------------------===//

#include "compiler/driver/verify/Judge.h"

#include "compiler/driver/verify/Compare.h"
#include "compiler/support/Check.h"

#include <cmath>

namespace tdsl::driver {

using target::Rounding;
using target::RunError;
using target::RunOptions;

static constexpr uint64_t FirstLook = 2;
static constexpr uint64_t SecondLook = 24;

std::optional<RunError> runRound(target::Executable &executable,
                                 const sema::Function &function,
                                 const Case &round, Tensors &inputs,
                                 Tensors &results, const RunOptions &options) {
  llvm::SmallVector<target::HostTensor *> in, out;
  for (target::HostTensor &input : inputs)
    in.push_back(&input);
  for (target::HostTensor &result : results)
    out.push_back(&result);
  return executable.run(in, out, givenSizes(function, round.sizes), options);
}

Judge::Judge(const sema::Function &function, const Instance &instance,
             const InputMaker &maker)
    : function(function), maker(maker) {
  target::Unit unit;
  unit.function = &function;
  unit.types.assign(instance.types.begin(), instance.types.end());
  unit.constants = instance.constants;
  target::Backend *backend = target::findBackend("reference");
  TDSL_CHECK(backend, "the reference is not linked");
  diag::Sink sink;
  reference = backend->prepare(unit, sink);
}

std::optional<RunError> Judge::run(const Case &round, Tensors &inputs,
                                   Tensors &results,
                                   const RunOptions &options) const {
  return runRound(*reference, function, round, inputs, results, options);
}

std::optional<Expectation> Judge::expect(const Case &round,
                                         Tensors &inputs) const {
  std::optional<Tensors> exact = maker.makeResults(round, /*isWide=*/false);
  std::optional<Tensors> wide = maker.makeResults(round, /*isWide=*/true);
  if (!exact || !wide)
    return std::nullopt;
  Expectation expectation;
  expectation.error = run(round, inputs, *exact, {});
  if (expectation.error)
    return expectation;
  RunOptions options;
  options.rounding = Rounding::Wide;
  // A branch may be taken only there; then the results are undecided.
  bool isDecided = !run(round, inputs, *wide, options);
  for (size_t result = 0; result < exact->size(); ++result) {
    double start = isDecided ? 0 : HUGE_VAL;
    expectation.spread.emplace_back((*exact)[result].size(), start);
  }
  expectation.exact = std::move(*exact);
  expectation.wide = std::move(*wide);
  expectation.isExact = isDecided;
  widen(expectation, expectation.exact);
  for (uint64_t seed = 1; seed <= FirstLook; ++seed)
    expectation.isExact &= shake(expectation, round, inputs, seed);
  return expectation;
}

/// Another shaken run; whether it gave the same bits.
bool Judge::shake(Expectation &expectation, const Case &round, Tensors &inputs,
                  uint64_t seed) const {
  std::optional<Tensors> shaken = maker.makeResults(round, /*isWide=*/false);
  if (!shaken)
    return false;
  RunOptions options;
  options.rounding = Rounding::Shaken;
  options.shakeSeed = seed;
  if (run(round, inputs, *shaken, options)) {
    for (std::vector<double> &each : expectation.spread)
      std::fill(each.begin(), each.end(), HUGE_VAL);
    return false;
  }
  widen(expectation, *shaken);
  for (size_t result = 0; result < shaken->size(); ++result)
    if (firstDifference((*shaken)[result], expectation.exact[result]))
      return false;
  return true;
}

void Judge::lookAgain(Expectation &expectation, const Case &round,
                      Tensors &inputs) const {
  for (uint64_t seed = 0; seed < SecondLook; ++seed)
    expectation.isExact &=
        shake(expectation, round, inputs, FirstLook + 1 + seed);
}

std::optional<std::string> Judge::difference(const Expectation &expectation,
                                             const Tensors &results) const {
  for (size_t result = 0; result < results.size(); ++result) {
    const target::HostTensor &ours = results[result];
    const target::HostTensor &exact = expectation.exact[result];
    std::optional<int64_t> at =
        expectation.isExact ? firstDifference(ours, exact)
                            : firstBeyond(ours, exact, expectation.wide[result],
                                          expectation.spread[result]);
    if (at)
      return describe(function.results[result]->name, ours, exact, *at);
  }
  return std::nullopt;
}

} // namespace tdsl::driver
