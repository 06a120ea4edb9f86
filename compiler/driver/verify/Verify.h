//===- Verify.h - Holding the backends against the reference --------------===//
//
// A function is run by the reference and by every other target, round after
// round, on sizes and data that are drawn from a seed: small whole numbers,
// whose results are compared bit for bit where nothing was rounded on the way,
// and reals, which are compared within what rounding can do (Judge.h). Sizes
// are chosen so that every leaf of the loop nest runs; one that never did is a
// failure too. A case that fails is made as small as it can be.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DRIVER_VERIFY_VERIFY_H
#define TDSL_DRIVER_VERIFY_VERIFY_H

#include "compiler/driver/Compilation.h"

namespace llvm {
class raw_ostream;
}

namespace tdsl::driver {

struct VerifyOptions {
  uint64_t seed = 1;
  unsigned rounds = 100; // of each function
  /// By name; the reference is the judge and need not be named.
  std::vector<std::string> targets = {"cpu"};
  target::Target machine; // what the targets compile for
};

/// A case in which a target and the reference differ, made small.
struct VerifyFailure {
  std::string target;
  std::string call;       // "matmul with T = f32, M = 3, N = 1, K = 2"
  std::string data;       // "small integers, data seed 17"
  std::string difference; // "c[0, 2] is 7, the reference has 8"
};

struct VerifyReport {
  std::string function;
  /// Why the function cannot be verified at all; empty where it was.
  std::string skipped;
  unsigned rounds = 0;        // that ran and were compared
  unsigned exactRounds = 0;   // of those, bit for bit
  unsigned refusedRounds = 0; // both sides reported the same error
  std::vector<VerifyFailure> failures;
  unsigned numLeaves = 0;
  std::vector<std::string> leavesNotRun;

  bool passed() const {
    return failures.empty() && leavesNotRun.empty() &&
           (!skipped.empty() || rounds > 0);
  }
};

/// Errors of compiling go to checked.sink; the report then has a failure.
VerifyReport verify(Checked &checked, const sema::Function &function,
                    const VerifyOptions &options);

/// Some lines for people.
void print(llvm::raw_ostream &os, const VerifyReport &report);

} // namespace tdsl::driver

#endif // TDSL_DRIVER_VERIFY_VERIFY_H
