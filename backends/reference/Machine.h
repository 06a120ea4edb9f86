//===- Machine.h - What all frames of one run share -----------------------===//
//
// The first failure (after it every evaluation comes to an end quickly), how
// floats are rounded, what is traced, and how much stack is left.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_REFERENCE_MACHINE_H
#define TDSL_REFERENCE_MACHINE_H

#include "backends/reference/Failure.h"
#include "backends/reference/number/Floats.h"
#include "compiler/target/Backend.h"

#include "llvm/Support/Compiler.h"

namespace tdsl::reference {

class Machine {
public:
  explicit Machine(const target::RunOptions &options)
      : options(options),
        isShaken(options.rounding == target::Rounding::Shaken),
        randomState(options.shakeSeed) {}

  const target::RunOptions options;

  bool hasFailed() const { return firstFailure.has_value(); }
  const std::optional<Failure> &failure() const { return firstFailure; }
  /// Records the failure unless there was one before.
  void fail(FailureKind kind, const llvm::Twine &message, Span span = {});

  /// The result of an operation, rounded to its type.
  double round(double exact, number::Format format) {
    double rounded = number::round(exact, format);
    return LLVM_UNLIKELY(isShaken) ? shake(exact, rounded, format) : rounded;
  }
  /// The result of a function that others compute within `ulps`.
  double roundFunction(double exact, number::Format format, double ulps) {
    double rounded = number::round(exact, format);
    return LLVM_UNLIKELY(isShaken) ? shakeWithin(rounded, format, ulps)
                                   : rounded;
  }

  /// Runs `work` on a stack of its own that is large, and known to be.
  void runOnLargeStack(llvm::function_ref<void()> work);
  /// Whether stages may still be evaluated inside of one another.
  bool hasStack() const {
    char here;
    return &here > stackLimit;
  }

private:
  double shake(double exact, double rounded, number::Format format);
  double shakeWithin(double rounded, number::Format format, double ulps);
  uint64_t nextRandom();

  bool isShaken;
  uint64_t randomState;
  const char *stackLimit = nullptr;
  std::optional<Failure> firstFailure;
};

} // namespace tdsl::reference

#endif // TDSL_REFERENCE_MACHINE_H
