//===- HostModule.h - A module for the GPU, made to run on the host -------===//

#ifndef TDSL_CUDA_EMULATOR_HOSTMODULE_H
#define TDSL_CUDA_EMULATOR_HOSTMODULE_H

#include "backends/cuda/emulator/Memory.h"
#include "backends/cuda/emulator/Site.h"

#include "llvm/IR/Module.h"

#include <array>

namespace tdsl::cuda::emulator {

struct Kernel {
  std::string name;
  unsigned parameters = 0;
  /// Which parameters are pointers to global memory, by number.
  std::vector<uint32_t> pointers;
  /// The block that the kernel was compiled for; 0 where any will do.
  std::array<uint32_t, 3> block = {0, 0, 0};
};

/// The copy and what the host must know of it. Symbols that it needs: those of
/// the names below, and those of hostSymbols().
struct HostModule {
  std::unique_ptr<llvm::LLVMContext> context;
  std::unique_ptr<llvm::Module> module;
  std::vector<Kernel> kernels;
  std::vector<SharedArray> arrays;
  /// The bytes of those whose size is known.
  uint64_t staticShared = 0;
  Sites sites;
  /// Divides the address and the size of each access that is checked.
  uint32_t granule = 1;

  const Kernel *find(llvm::StringRef kernel) const;
};

/// The array of registers that kernels load from.
constexpr const char *RegistersSymbol = "tdsl.registers";

/// What is called with (site, address, bytes) before each access to check.
constexpr const char *CheckSymbol = "tdsl.check";

/// The name under which a kernel takes its arguments as cuLaunchKernel does:
/// one pointer to an array of pointers to their values.
std::string entryName(llvm::StringRef kernel);

/// The name under which a shared array's address is asked for.
std::string sharedName(size_t array);

/// The steps of HostModule.cpp, in its order. Each returns false with the
/// reason in `whyNot` for a module that the emulator cannot run.
bool findKernels(HostModule &host, std::string &whyNot);
bool layoutShared(HostModule &host, std::string &whyNot);
void instrumentAccesses(HostModule &host);
bool replaceIntrinsics(HostModule &host, std::string &whyNot);
void addEntries(HostModule &host);

/// Makes of a module, given as bitcode, what the host can compile; with
/// `check`, each access of memory calls CheckSymbol first.
std::optional<HostModule> makeHostModule(llvm::StringRef bitcode, bool check,
                                         std::string &whyNot);

/// "file:12" of an instruction, or empty.
std::string placeOf(const llvm::Instruction &instruction);

/// Writes down what an address is computed from, where that is plain to see.
void describeAddress(const HostModule &host, const llvm::Value *address,
                     Site &site);

/// Host functions by the names under which modules call them.
std::vector<std::pair<std::string, void *>> hostSymbols();

} // namespace tdsl::cuda::emulator

#endif // TDSL_CUDA_EMULATOR_HOSTMODULE_H
