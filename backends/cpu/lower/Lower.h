//===- Lower.h - From flat tensor IR to the LLVM dialect ------------------===//
//
// Each step is a function on the module; Pipeline.cpp names them in order.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_BACKENDS_CPU_LOWER_LOWER_H
#define TDSL_BACKENDS_CPU_LOWER_LOWER_H

#include "compiler/target/Signature.h"
#include "compiler/tir/Tir.h"

#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/PatternMatch.h"

namespace tdsl::cpu {

/// tir.func -> llvm.func with the runtime's signature: context, buffers, sizes.
/// The runtime has the sizes in the order of the signature.
void lowerSignature(mlir::ModuleOp module, const target::Signature &signature);
/// Parallel loops -> functions that the runtime's pool calls.
void outlineParallelLoops(mlir::ModuleOp module);
/// Before a parallel loop: the estimated nanoseconds of one of its iterations
/// at the sizes of the call; 0 where they depend on data.
mlir::Value nanosecondsOf(tir::ForOp loop);
/// Serial loops -> scf.for; allocations, leaves and checks -> calls and memory.
void lowerStructure(mlir::ModuleOp module);
/// scf -> cf.
mlir::LogicalResult lowerControlFlow(mlir::ModuleOp module);
/// Everything that is left -> the LLVM dialect.
mlir::LogicalResult lowerToLlvm(mlir::ModuleOp module);

/// The runtime's context in the function around `op`.
mlir::Value contextAt(mlir::Operation *op);
/// Declares a function of the runtime, or finds its declaration.
mlir::LLVM::LLVMFuncOp runtimeFunction(mlir::ModuleOp module,
                                       llvm::StringRef name, mlir::Type result,
                                       llvm::ArrayRef<mlir::Type> params);
/// A buffer as the pointer that it is, an index as 64 bits; and back.
mlir::Value castTo(mlir::OpBuilder &builder, mlir::Value value,
                   mlir::Type type);

/// The type an element has in memory: i1 takes a byte.
mlir::Type memoryType(mlir::Type type);

/// Operations on f16 and bf16; the type and the constants of bf16.
void addNarrowFloatPatterns(mlir::RewritePatternSet &patterns);
void addBFloat16AsBits(mlir::LLVMTypeConverter &types,
                       mlir::RewritePatternSet &patterns);
/// Forms of max and min that LLVM does not find.
void addMinMaxPatterns(mlir::RewritePatternSet &patterns);

/// Loads and stores of flat buffers.
void addMemoryPatterns(mlir::LLVMTypeConverter &types,
                       mlir::RewritePatternSet &patterns);

} // namespace tdsl::cpu

#endif // TDSL_BACKENDS_CPU_LOWER_LOWER_H
