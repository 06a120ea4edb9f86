//===- Judge.h - What the results of a round should be --------------------===//
//
// The reference runs a round several times: as the language says, with every
// operation in f64, and shaken: each rounding to one of the neighbours at
// random, each function moved within its bound (UlpBounds.def). Where all give
// the same bits nothing was rounded, and every legal order of the operations
// gives these bits: a target must give them too. Otherwise the runs tell how
// far rounding moves each element. A target may be four times as far from the
// f64 run as the reference's runs are, at that element or typically.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DRIVER_VERIFY_JUDGE_H
#define TDSL_DRIVER_VERIFY_JUDGE_H

#include "compiler/driver/verify/Inputs.h"
#include "compiler/target/Backend.h"

namespace tdsl::driver {

/// What is right for one round.
struct Expectation {
  /// The reference fails: so must the target, for the same reason.
  std::optional<target::RunError> error;
  Tensors exact;
  bool isExact = true; // nothing was rounded
  Tensors wide;        // floats as f64
  /// For each result and element, the largest distance of a run from `wide`;
  /// infinite where the runs decided differently (an index, a NaN).
  std::vector<std::vector<double>> spread;
};

class Judge {
public:
  Judge(const sema::Function &function, const Instance &instance,
        const InputMaker &maker);

  /// Nothing where memory runs out.
  std::optional<Expectation> expect(const Case &round, Tensors &inputs) const;
  /// Looks again with many more shaken runs, before a target is accused.
  void lookAgain(Expectation &expectation, const Case &round,
                 Tensors &inputs) const;

  /// The first element that cannot be right: "c[0, 2] is 7, ...".
  std::optional<std::string> difference(const Expectation &expectation,
                                        const Tensors &results) const;

private:
  std::optional<target::RunError> run(const Case &round, Tensors &inputs,
                                      Tensors &results,
                                      const target::RunOptions &options) const;
  bool shake(Expectation &expectation, const Case &round, Tensors &inputs,
             uint64_t seed) const;

  const sema::Function &function;
  const InputMaker &maker;
  std::unique_ptr<target::Executable> reference;
};

/// Runs a prepared function on the tensors of a round.
std::optional<target::RunError> runRound(target::Executable &executable,
                                         const sema::Function &function,
                                         const Case &round, Tensors &inputs,
                                         Tensors &results,
                                         const target::RunOptions &options);

} // namespace tdsl::driver

#endif // TDSL_DRIVER_VERIFY_JUDGE_H
