//===- TirToLlvm.h - From flat tensor IR to LLVM --------------------------===//
//
// The part of the way that is the same for every machine that LLVM makes code
// for. A backend turns functions into llvm.func first, and what is its own
// (allocations of the heap, checks, parallel loops) into calls and memory; then
// it takes these steps in order.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_LOWER_TIRTOLLVM_TIRTOLLVM_H
#define TDSL_LOWER_TIRTOLLVM_TIRTOLLVM_H

#include "compiler/tir/Tir.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"

#include <memory>

namespace tdsl::lower {

/// LLVM's address spaces for the scopes of buffers.
struct AddressSpaces {
  unsigned argument = 0;
  unsigned shared = 0;
};

/// The pointer that a buffer is.
mlir::LLVM::LLVMPointerType pointerTo(tir::BufferType buffer,
                                      const AddressSpaces &spaces);

/// Loads and stores of one element that have a guard -> scf.if around them, for
/// machines where a branch costs less than a second address.
void branchOnGuards(mlir::ModuleOp module);
/// Serial loops -> scf.for; stack buffers -> arrays of the function.
void lowerStructure(mlir::ModuleOp module);
/// scf -> cf.
mlir::LogicalResult lowerControlFlow(mlir::ModuleOp module);
/// The first operation that the next step makes a call into the C library of;
/// null where there is none.
mlir::Operation *findLibraryCall(mlir::ModuleOp module);
/// Everything that is left -> the LLVM dialect.
mlir::LogicalResult lowerToLlvm(mlir::ModuleOp module,
                                const AddressSpaces &spaces = {});
/// LLVM's own form, with line tables where they are asked for.
std::unique_ptr<llvm::Module> translate(mlir::ModuleOp module,
                                        llvm::LLVMContext &context,
                                        llvm::StringRef name, bool debugLines);

/// A buffer as the pointer that it is, an index as 64 bits; and back.
mlir::Value castTo(mlir::OpBuilder &builder, mlir::Value value,
                   mlir::Type type);

/// The type an element has in memory: i1 takes a byte.
mlir::Type memoryType(mlir::Type type);
/// Bytes of one element of a buffer in memory.
int64_t elementBytes(mlir::Type type);

} // namespace tdsl::lower

#endif // TDSL_LOWER_TIRTOLLVM_TIRTOLLVM_H
