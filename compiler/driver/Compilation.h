//===- Compilation.h - The whole way, phase by phase ----------------------===//
//
// Compilation.cpp is the pipeline, to be read aloud. What it makes stays here,
// so that any form on the way can be printed.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DRIVER_COMPILATION_H
#define TDSL_DRIVER_COMPILATION_H

#include "compiler/diag/Diagnostic.h"
#include "compiler/schedule/Nest.h"
#include "compiler/sema/Program.h"
#include "compiler/target/Backend.h"

#include <functional>
#include <memory>

namespace tdsl::driver {

/// A file and what came of reading it. The program is there also when the text
/// is wrong; then the sink has errors.
struct Checked {
  SourceManager sources;
  diag::Sink sink;
  const SourceFile *file = nullptr;
  std::unique_ptr<sema::Program> program;
};

struct CheckedOptions {
  std::vector<std::string> searchPath; // for imports
};

/// Reads and checks a file. Null with the reason where it cannot be read.
std::unique_ptr<Checked> checkFile(llvm::StringRef path,
                                   const CheckedOptions &options,
                                   std::string &whyNot);

/// The phases after the check, in order, by the names that --stop-after and
/// --dump-after take.
enum class Phase : uint8_t {
#define TDSL_PHASE(Name, Spelling, Summary) Name,
#include "compiler/driver/Phases.def"
#undef TDSL_PHASE
};
llvm::StringRef spelling(Phase phase);
std::optional<Phase> phaseNamed(llvm::StringRef spelling);

/// What MLIR keeps of all that is made in it. Compilations that follow each
/// other may share one, which saves its setup; it only grows.
struct Workshop;
std::shared_ptr<Workshop> makeWorkshop();

/// Which instance of a function is wanted, and for what.
struct InstanceOptions {
  sema::TypeArguments types; // of its type parameters
  llvm::StringMap<int64_t> constants;
  target::Target target;
  schedule::Instrument instrument = schedule::Instrument::None;
  /// In force instead of the one that fits the target best (findSchedule).
  const sema::Schedule *schedule = nullptr;
  Phase stopAfter = Phase::Flatten;
  std::shared_ptr<Workshop> workshop; // null: one of its own
  /// Called after each phase, with what it made as text.
  std::function<void(Phase, const std::string &)> dump;
};

/// One instance of a function on its way to a backend.
class Compilation {
public:
  Compilation(Checked &checked, const sema::Function &function,
              InstanceOptions options);
  ~Compilation();
  Compilation(const Compilation &) = delete;
  Compilation &operator=(const Compilation &) = delete;

  /// Runs the phases. False where the sink got an error.
  bool run();

  /// What a backend takes; complete once run() has reached the last phase (for
  /// one that needs no tensor IR: the first).
  const target::Unit &unit() const { return made; }
  /// After the phase Finalize: the loops in force.
  const schedule::Nest &nest() const;
  /// After the phase Schedule: every step that was applied, the user's and
  /// those of the automatic scheduler.
  const sema::Schedule &schedule() const { return inForce; }
  /// Operations and bytes that the algorithm asks for at these sizes; after the
  /// phase Optimize.
  double flops(const llvm::StringMap<int64_t> &sizes) const;
  double bytes(const llvm::StringMap<int64_t> &sizes) const;
  /// What a phase made, as text.
  std::string print(Phase phase) const;

private:
  struct Forms; // graph, nest and tensor IR: what knows MLIR

  Checked &checked;
  const sema::Function &function;
  InstanceOptions options;
  std::unique_ptr<Forms> forms;
  sema::Schedule inForce;
  target::Unit made;

  bool phase(Phase name, llvm::function_ref<void()> work);
  void describe();
  void elaborate(const sema::Schedule *wanted);
  void apply(const sema::Schedule *wanted);
  void decide();
  void finalize();
  void lower();
  void complete();
};

/// The schedule of the program that fits the target best; null: none.
const sema::Schedule *findSchedule(const sema::Program &program,
                                   const sema::Function &function,
                                   const target::Target &target);

/// The last phase that a backend has a use for.
Phase lastPhaseFor(const target::Backend &backend);

/// How an instance of a function is called.
target::Signature signatureOf(const sema::Function &function,
                              llvm::ArrayRef<sema::Scalar> types,
                              const llvm::StringMap<int64_t> &constants);

} // namespace tdsl::driver

#endif // TDSL_DRIVER_COMPILATION_H
