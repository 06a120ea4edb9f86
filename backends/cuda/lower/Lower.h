//===- Lower.h - What CUDA does before compiler/lower/TirToLlvm -----------===//
//
// Each step is a function on a module of kernels; Kernels.cpp names them in
// order. What the first step knows of a kernel stays on its function, in
// attributes that the translation to LLVM drops.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_BACKENDS_CUDA_LOWER_LOWER_H
#define TDSL_BACKENDS_CUDA_LOWER_LOWER_H

#include "backends/gpu/Program.h"
#include "compiler/lower/TirToLlvm/TirToLlvm.h"

#include <array>

namespace tdsl::cuda {

/// LLVM's numbers for them: NVPTX knows them as global and shared.
constexpr lower::AddressSpaces Spaces = {/*argument=*/1, /*shared=*/3};

/// A kernel on its way.
struct Kernel {
  std::string entry;
  std::array<int64_t, 3> threads = {};
  int64_t staticBytes = 0, dynamicBytes = 0; // of shared memory
};

/// Index arithmetic that depends on no data gets `nsw`.
void markExactIndices(mlir::ModuleOp module);
/// tir.kernel -> llvm.func; the kernels in their order.
std::vector<Kernel> lowerSignatures(mlir::ModuleOp module);
/// tir.check, tir.leaf -> atomic operations on the report.
void lowerReport(mlir::ModuleOp module);
/// Shared allocations -> arrays of the module.
void lowerShared(mlir::ModuleOp module, std::vector<Kernel> &kernels);
/// Numbers of blocks and threads, barriers -> intrinsics.
void lowerThreads(mlir::ModuleOp module);

/// Tells LLVM which functions are kernels and how far numbers go.
void annotate(llvm::Module &module, llvm::ArrayRef<Kernel> kernels);

/// The report in the kernel around `op`: a pointer.
mlir::Value reportAt(mlir::Operation *op);

} // namespace tdsl::cuda

#endif // TDSL_BACKENDS_CUDA_LOWER_LOWER_H
