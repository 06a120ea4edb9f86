//===- HostCode.h - A host module as machine code -------------------------===//

#ifndef TDSL_CUDA_EMULATOR_HOSTCODE_H
#define TDSL_CUDA_EMULATOR_HOSTCODE_H

#include "backends/cuda/emulator/HostModule.h"

#include "llvm/ADT/StringMap.h"

namespace llvm::orc {
class LLJIT;
}

namespace tdsl::cuda::emulator {

/// What the module asks for from outside, by name.
using HostAddresses = llvm::StringMap<void *>;

class HostCode {
public:
  /// Compiles a module and takes it.
  static std::unique_ptr<HostCode>
  compile(std::unique_ptr<llvm::LLVMContext> context,
          std::unique_ptr<llvm::Module> module, const HostAddresses &addresses,
          std::string &whyNot);
  ~HostCode();

  /// The address of a function of the module, which must have it.
  void *find(llvm::StringRef function) const;

private:
  explicit HostCode(std::unique_ptr<llvm::orc::LLJIT> jit);

  std::unique_ptr<llvm::orc::LLJIT> jit;
};

} // namespace tdsl::cuda::emulator

#endif // TDSL_CUDA_EMULATOR_HOSTCODE_H
