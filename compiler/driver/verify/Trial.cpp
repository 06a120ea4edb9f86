//===- Trial.cpp - One instance on trial, round after round ---------------===//

#include "compiler/driver/verify/Trial.h"

#include "runtime/include/tdsl/runtime.h"

namespace tdsl::driver {

using target::RunError;

static std::string errorText(const std::optional<RunError> &error) {
  return error ? "fails (" + error->message + ")" : "gives a result";
}

/// Whether both fail, and for the same reason: the runtime's status.
static Outcome compareErrors(const std::optional<RunError> &theirs,
                             const std::optional<RunError> &ours) {
  if (theirs && ours && theirs->status == ours->status)
    return {Outcome::Kind::SameError, ""};
  return {Outcome::Kind::Differs,
          "it " + errorText(ours) + ", the reference " + errorText(theirs)};
}

Outcome Trial::play(const Case &round) {
  std::optional<Tensors> inputs = maker.make(round);
  std::optional<Tensors> results = maker.makeResults(round, /*isWide=*/false);
  if (!inputs || !results)
    return {};
  std::optional<Expectation> expectation = judge.expect(round, *inputs);
  if (!expectation)
    return {};
  std::optional<RunError> error = theCandidate.run(round, *inputs, *results);
  // A device that says that this is too much for it is right to say so.
  if (error && error->status == TDSL_ERROR_LIMIT)
    return {};
  if (error || expectation->error)
    return compareErrors(expectation->error, error);
  std::optional<std::string> difference =
      judge.difference(*expectation, *results);
  if (difference && !expectation->isExact) {
    judge.lookAgain(*expectation, round, *inputs);
    difference = judge.difference(*expectation, *results);
  }
  if (difference)
    return {Outcome::Kind::Differs, *difference};
  return {expectation->isExact ? Outcome::Kind::SameBits
                               : Outcome::Kind::WithinBounds,
          ""};
}

bool Trial::keepIfFailing(const Case &smaller, Case &failing,
                          Outcome &outcome) {
  if (!isAllowed(function, smaller.sizes))
    return false;
  Outcome again = play(smaller);
  if (again.kind != Outcome::Kind::Differs)
    return false;
  failing = smaller;
  outcome = std::move(again);
  return true;
}

Case Trial::shrink(Case failing, Outcome &outcome) {
  if (failing.data != DataKind::SmallIntegers) {
    Case simpler = failing;
    simpler.data = DataKind::SmallIntegers;
    keepIfFailing(simpler, failing, outcome);
  }
  unsigned plays = 200;
  bool isSmaller = true;
  while (isSmaller) {
    isSmaller = false;
    for (size_t at = 0; at < failing.sizes.size(); ++at) {
      if (function.sizes[at].isConst)
        continue;
      int64_t size = failing.sizes[at];
      for (int64_t less : {int64_t(0), int64_t(1), int64_t(2), size / 4,
                           size / 2, size - 8, size - 1}) {
        if (less < 0 || less >= failing.sizes[at] || plays == 0)
          continue;
        --plays;
        Case smaller = failing;
        smaller.sizes[at] = less;
        isSmaller |= keepIfFailing(smaller, failing, outcome);
      }
    }
  }
  return failing;
}

} // namespace tdsl::driver
