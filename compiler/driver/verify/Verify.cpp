//===- Verify.cpp - Holding the backends against the reference ------------===//

#include "compiler/driver/verify/Verify.h"

#include "compiler/driver/verify/Instances.h"
#include "compiler/driver/verify/Trial.h"

#include "llvm/Support/raw_ostream.h"

namespace tdsl::driver {

/// Rounds that may come on top so that every leaf runs.
static constexpr unsigned ExtraRounds = 40;

/// Half of the rounds have small integers; the first do, as their sizes are
/// large and their results are compared most strictly.
static DataKind dataOf(unsigned round, bool hasIntegers) {
  switch (round % 6) {
  case 2:
  case 5:
    return DataKind::Reals;
  case 3:
    return DataKind::Specials;
  case 1:
    return hasIntegers ? DataKind::WholeTypes : DataKind::SmallIntegers;
  default:
    return DataKind::SmallIntegers;
  }
}

namespace {

/// One run of verify(): an instance after the other.
class Verifier {
public:
  Verifier(Checked &checked, const sema::Function &function,
           const VerifyOptions &options, target::Backend &backend,
           VerifyReport &report)
      : checked(checked), function(function), options(options),
        backend(backend), report(report) {}

  void run() {
    Philox random(options.seed);
    std::vector<Instance> instances = instancesOf(function, random);
    // Every instance gets its share of the rounds, the first what is left.
    unsigned share = std::max<unsigned>(options.rounds / instances.size(), 1);
    unsigned left = options.rounds;
    for (size_t at = instances.size(); at-- > 0;) {
      unsigned rounds = at == 0 ? std::max(left, 1u) : std::min(share, left);
      if (rounds && report.failures.empty())
        verifyInstance(instances[at], rounds);
      left -= std::min(rounds, left);
    }
  }

private:
  void verifyInstance(const Instance &instance, unsigned rounds) {
    Candidate candidate(checked, function, instance, options.machine, backend);
    if (!candidate.isReady())
      return fail(candidate, callText(function, instance), "",
                  "it does not compile");
    std::vector<int64_t> blocks(function.sizes.size(), 1);
    if (candidate.nest())
      blocks = blocksOf(function, *candidate.nest());
    SizeChooser chooser(function, instance, std::move(blocks));
    Trial trial(function, instance, candidate);
    Philox random(options.seed, 1 + report.rounds);
    unsigned round = 0;
    for (; round < rounds && report.failures.empty(); ++round)
      playRound(trial, chooser, round, random);
    for (; round < rounds + ExtraRounds && report.failures.empty() &&
           !candidate.leavesNotRun().empty();
         ++round)
      playRound(trial, chooser, round, random);
    report.numLeaves += candidate.numLeaves();
    for (std::string &leaf : candidate.leavesNotRun())
      report.leavesNotRun.push_back(leaf + " of " +
                                    callText(function, instance));
  }

  void playRound(Trial &trial, const SizeChooser &chooser, unsigned round,
                 Philox &random) {
    std::optional<SizeValues> sizes = chooser.choose(round, random);
    if (!sizes)
      return;
    Case played;
    played.sizes = std::move(*sizes);
    played.dataSeed = random.next() >> 32;
    played.data = dataOf(round, trial.hasIntegers());
    Outcome outcome = trial.play(played);
    report.rounds += outcome.kind != Outcome::Kind::NotPlayed;
    report.exactRounds += outcome.kind == Outcome::Kind::SameBits;
    report.refusedRounds += outcome.kind == Outcome::Kind::SameError;
    if (outcome.kind != Outcome::Kind::Differs)
      return;
    played = trial.shrink(played, outcome);
    fail(trial.candidate(), callText(function, trial.instance(), played.sizes),
         dataText(played), outcome.difference);
  }

  void fail(const Candidate &candidate, std::string call, std::string data,
            std::string difference) {
    report.failures.push_back({candidate.targetName().str(), std::move(call),
                               std::move(data), std::move(difference)});
  }

  Checked &checked;
  const sema::Function &function;
  const VerifyOptions &options;
  target::Backend &backend;
  VerifyReport &report;
};

} // namespace

VerifyReport verify(Checked &checked, const sema::Function &function,
                    const VerifyOptions &options) {
  VerifyReport report;
  report.function = function.name;
  if (function.everywhere()) {
    report.skipped = "it has a parameter that is defined everywhere";
    return report;
  }
  for (const std::string &name : options.targets) {
    target::Backend *backend = target::findBackend(name);
    if (!backend)
      report.failures.push_back({name, function.name, "", "no such target"});
    else if (std::optional<std::string> why = backend->unavailable();
             why && !backend->canEmulate())
      report.failures.push_back({name, function.name, "", *why});
    else
      Verifier(checked, function, options, *backend, report).run();
  }
  return report;
}

void print(llvm::raw_ostream &os, const VerifyReport &report) {
  os << report.function << ": ";
  if (!report.skipped.empty()) {
    os << "skipped, " << report.skipped << '\n';
    return;
  }
  os << (report.passed() ? "ok" : "FAILED") << ", " << report.rounds
     << " rounds (" << report.exactRounds << " bit for bit, "
     << report.rounds - report.exactRounds - report.refusedRounds
     << " within bounds, " << report.refusedRounds << " refused alike), "
     << report.numLeaves - report.leavesNotRun.size() << " of "
     << report.numLeaves << " leaves ran\n";
  for (const VerifyFailure &failure : report.failures) {
    os << "  " << failure.target << " differs: " << failure.call;
    if (!failure.data.empty())
      os << " (" << failure.data << ")";
    os << "\n    " << failure.difference << '\n';
  }
  for (const std::string &leaf : report.leavesNotRun)
    os << "  never ran: " << leaf << '\n';
  if (report.rounds == 0 && report.failures.empty())
    os << "  no sizes were found that the function takes\n";
}

} // namespace tdsl::driver
