//===- Candidate.h - A function compiled by the target under test ---------===//

#ifndef TDSL_DRIVER_VERIFY_CANDIDATE_H
#define TDSL_DRIVER_VERIFY_CANDIDATE_H

#include "compiler/driver/verify/Judge.h"
#include "compiler/driver/verify/Verify.h"

namespace tdsl::driver {

class Candidate {
public:
  Candidate(Checked &checked, const sema::Function &function,
            const Instance &instance, const target::Target &machine,
            target::Backend &backend);

  /// False where compiling gave errors; they are in checked.sink.
  bool isReady() const { return executable != nullptr; }
  llvm::StringRef targetName() const { return backend.name(); }
  /// The loops in force; null for a target that has none.
  const schedule::Nest *nest() const;

  std::optional<target::RunError> run(const Case &round, Tensors &inputs,
                                      Tensors &results);

  unsigned numLeaves() const;
  /// What never ran until now: "c (update), tail of j".
  std::vector<std::string> leavesNotRun() const;

private:
  const sema::Function &function;
  target::Backend &backend;
  std::unique_ptr<Compilation> compilation;
  std::unique_ptr<target::Executable> executable;
  unsigned numRuns = 0;
};

} // namespace tdsl::driver

#endif // TDSL_DRIVER_VERIFY_CANDIDATE_H
