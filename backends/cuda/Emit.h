//===- Emit.h - From kernels to PTX ---------------------------------------===//

#ifndef TDSL_BACKENDS_CUDA_EMIT_H
#define TDSL_BACKENDS_CUDA_EMIT_H

#include "backends/gpu/Program.h"
#include "compiler/diag/Diagnostic.h"

#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Target/TargetMachine.h"

#include <memory>
#include <optional>

namespace tdsl::cuda {

/// LLVM's code generator for a GPU of this capability (80 for sm_80), or of the
/// newest before it that LLVM knows.
std::unique_ptr<llvm::TargetMachine> makeMachine(unsigned capability);

/// All kernels of a program in one module.
struct KernelModule {
  std::unique_ptr<llvm::Module> module; // null where a diagnostic was given
  std::vector<gpu::KernelCode> kernels; // in their order
};

/// What lowerKernels makes on its way.
void insertDialects(mlir::DialectRegistry &registry);

/// As it goes into LLVM's passes. `kernels` is rewritten: give a clone.
KernelModule lowerKernels(mlir::ModuleOp kernels, bool debugLines,
                          llvm::LLVMContext &context,
                          llvm::TargetMachine &machine, diag::Sink &sink);

/// As it goes into LLVM's code generator, and into the emulator.
void optimizeKernels(llvm::Module &module, llvm::TargetMachine &machine);

/// The text of an optimised module.
std::string printPtx(llvm::Module &module, llvm::TargetMachine &machine);

/// A copy with one of the kernels and what it uses. The emulator takes all
/// arrays of a module together; a GPU counts those that a kernel uses.
std::unique_ptr<llvm::Module> extractKernel(const llvm::Module &module,
                                            llvm::StringRef entry);

} // namespace tdsl::cuda

#endif // TDSL_BACKENDS_CUDA_EMIT_H
