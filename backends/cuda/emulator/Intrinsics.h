//===- Intrinsics.h - What the emulator knows of NVVM ---------------------===//

#ifndef TDSL_CUDA_EMULATOR_INTRINSICS_H
#define TDSL_CUDA_EMULATOR_INTRINSICS_H

#include "backends/cuda/emulator/Formulas.h"
#include "backends/cuda/emulator/Registers.h"

namespace tdsl::cuda::emulator {

/// A line of Intrinsics.def.
struct KnownIntrinsic {
  enum Kind { Call, Formula, Math, Nothing, Load };

  llvm::StringRef name;
  Kind kind;
  Register source = RegisterCount;
  llvm::Intrinsic::ID math = llvm::Intrinsic::not_intrinsic;
  formula::Formula formula = nullptr;
  const char *function = nullptr;
  void *address = nullptr;
};

/// By its name, `llvm.nvvm.barrier0`; null for what is not known, which is fine
/// for an intrinsic of LLVM and not for one of NVVM.
const KnownIntrinsic *findIntrinsic(llvm::StringRef name);

} // namespace tdsl::cuda::emulator

#endif // TDSL_CUDA_EMULATOR_INTRINSICS_H
