//===- Trial.h - One instance on trial, round after round -----------------===//

#ifndef TDSL_DRIVER_VERIFY_TRIAL_H
#define TDSL_DRIVER_VERIFY_TRIAL_H

#include "compiler/driver/verify/Candidate.h"
#include "compiler/driver/verify/Sizes.h"

namespace tdsl::driver {

/// How a round ended.
struct Outcome {
  enum class Kind : uint8_t {
    NotPlayed, // too large for this machine
    SameBits,
    WithinBounds,
    SameError,
    Differs,
  } kind = Kind::NotPlayed;
  std::string difference;
};

class Trial {
public:
  Trial(const sema::Function &function, const Instance &instance,
        Candidate &candidate)
      : function(function), theInstance(instance), theCandidate(candidate),
        maker(function, instance), judge(function, instance, maker) {}

  Outcome play(const Case &round);
  /// The smallest case found that fails too; `outcome` becomes what it says.
  Case shrink(Case failing, Outcome &outcome);

  bool hasIntegers() const { return maker.hasIntegers(); }
  const Instance &instance() const { return theInstance; }
  const Candidate &candidate() const { return theCandidate; }

private:
  bool keepIfFailing(const Case &smaller, Case &failing, Outcome &outcome);

  const sema::Function &function;
  const Instance &theInstance;
  Candidate &theCandidate;
  InputMaker maker;
  Judge judge;
};

} // namespace tdsl::driver

#endif // TDSL_DRIVER_VERIFY_TRIAL_H
