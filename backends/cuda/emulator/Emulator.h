//===- Emulator.h - Running CUDA kernels without a GPU --------------------===//
//
// Takes the very LLVM module that goes to llc for sm_80 and runs its kernels on
// the host: one fiber a thread, block after block. What it is for is finding
// mistakes, so what the hardware leaves open is decided against the kernel.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_CUDA_EMULATOR_EMULATOR_H
#define TDSL_CUDA_EMULATOR_EMULATOR_H

#include "backends/cuda/emulator/Traffic.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace llvm {
class Module;
}

namespace tdsl::cuda {

struct EmulatorOptions {
  /// Threads and blocks run from the last to the first. A barrier that is
  /// missing often does no harm in one order and shows in the other.
  bool descending = false;
  /// Looks at each access: races, bounds, alignment, shared memory that nobody
  /// has written. Several times slower.
  bool check = false;
  /// Where to write how well the lanes of warps access memory together, a line
  /// for each place in the kernel; null: nobody counts.
  std::vector<Traffic> *traffic = nullptr;
};

struct Launch {
  llvm::StringRef kernel;
  std::array<uint32_t, 3> grid = {1, 1, 1};
  std::array<uint32_t, 3> block = {1, 1, 1};
  uint32_t dynamicShared = 0;
  /// Pointers to the values of the arguments, as cuLaunchKernel takes them.
  llvm::ArrayRef<const void *> arguments;
  /// For each argument the bytes behind it, if it is a pointer; none at all if
  /// they are not known, and then bounds are not checked.
  llvm::ArrayRef<uint64_t> extents;
  /// For each argument what reports call it; none at all: by its number.
  llvm::ArrayRef<llvm::StringRef> names;
};

class Emulator {
public:
  /// Nothing, with the reason, for a module that has what the emulator does not
  /// know: an intrinsic without a line in Intrinsics.def, inline assembly. Does
  /// not keep the module.
  static std::unique_ptr<Emulator> create(const llvm::Module &module,
                                          std::string &whyNot);
  ~Emulator();

  /// Runs a kernel to its end. False, with words in `report`, when the launch
  /// is not valid or when something was found; memory is then half written.
  /// A divergent barrier is found with and without checks.
  ///
  /// Shared memory is poisoned before each block: all bits set, which is a NaN
  /// in each type of float. One launch at a time.
  bool launch(const Launch &launch, const EmulatorOptions &options,
              std::string &report);

private:
  struct State;

  explicit Emulator(std::unique_ptr<State> state);

  std::unique_ptr<State> state;
};

} // namespace tdsl::cuda

#endif // TDSL_CUDA_EMULATOR_EMULATOR_H
