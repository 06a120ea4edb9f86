//===- Lower.h - What the CPU does before compiler/lower/TirToLlvm --------===//
//
// Each step is a function on the module; Pipeline.cpp names them in order.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_BACKENDS_CPU_LOWER_LOWER_H
#define TDSL_BACKENDS_CPU_LOWER_LOWER_H

#include "compiler/lower/TirToLlvm/TirToLlvm.h"
#include "compiler/target/Signature.h"

namespace tdsl::cpu {

/// tir.func -> llvm.func with the runtime's signature: context, buffers, sizes.
/// The runtime has the sizes in the order of the signature.
void lowerSignature(mlir::ModuleOp module, const target::Signature &signature);
/// Parallel loops -> functions that the runtime's pool calls.
void outlineParallelLoops(mlir::ModuleOp module);
/// Before a parallel loop: the estimated nanoseconds of one of its iterations
/// at the sizes of the call; 0 where they depend on data.
mlir::Value nanosecondsOf(tir::ForOp loop);
/// Allocations of the heap, leaves, clocks and checks -> calls of the runtime.
void lowerRuntimeCalls(mlir::ModuleOp module);

/// The runtime's context in the function around `op`.
mlir::Value contextAt(mlir::Operation *op);
/// Declares a function of the runtime, or finds its declaration.
mlir::LLVM::LLVMFuncOp runtimeFunction(mlir::ModuleOp module,
                                       llvm::StringRef name, mlir::Type result,
                                       llvm::ArrayRef<mlir::Type> params);

} // namespace tdsl::cpu

#endif // TDSL_BACKENDS_CPU_LOWER_LOWER_H
