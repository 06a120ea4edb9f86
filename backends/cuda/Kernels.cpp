//===- Kernels.cpp - From tir.kernel operations to an LLVM module ---------===//

#include "backends/cuda/Emit.h"
#include "backends/cuda/lower/Lower.h"
#include "backends/native/Native.h"
#include "compiler/diag/Catalog.h"
#include "compiler/support/Check.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace tdsl::cuda {

/// An elementary function that is neither an instruction nor expanded, or
/// nothing.
static std::optional<std::string> missingFunction(mlir::ModuleOp module) {
  mlir::Operation *call = lower::findLibraryCall(module);
  if (!call)
    return std::nullopt;
  std::string name = call->getName().stripDialect().str();
  std::string type;
  llvm::raw_string_ostream(type) << call->getResult(0).getType();
  return "a kernel for CUDA cannot compute `" + name + "` of " + type +
         ", which has no expansion into arithmetic; the CPU calls the C "
         "library for it";
}

static std::vector<LoweredKernel> toLlvmDialect(mlir::ModuleOp module) {
  markExactIndices(module);
  std::vector<LoweredKernel> kernels = lowerSignatures(module);
  lowerReport(module);
  lowerShared(module, kernels);
  lowerThreads(module);
  lower::branchOnGuards(module);
  lower::lowerStructure(module);
  TDSL_CHECK(succeeded(lower::lowerControlFlow(module)),
             "loops cannot be lowered");
  TDSL_CHECK(succeeded(lower::lowerToLlvm(module, Spaces)),
             "a body cannot be lowered");
  return kernels;
}

void insertDialects(mlir::DialectRegistry &registry) {
  registry.insert<mlir::arith::ArithDialect, mlir::cf::ControlFlowDialect,
                  mlir::func::FuncDialect, mlir::LLVM::LLVMDialect,
                  mlir::scf::SCFDialect, mlir::vector::VectorDialect>();
}

KernelModule lowerKernels(mlir::ModuleOp module, bool debugLines,
                          llvm::LLVMContext &context,
                          llvm::TargetMachine &machine, diag::Sink &sink) {
  Doing doing("lowering kernels to LLVM");
  KernelModule made;
  if (std::optional<std::string> why = missingFunction(module)) {
    sink.emit(diag::CannotGenerate, Span(), *why);
    return made;
  }
  mlir::DialectRegistry dialects;
  insertDialects(dialects);
  module->getContext()->appendDialectRegistry(dialects);
  for (llvm::StringRef name : dialects.getDialectNames())
    module->getContext()->getOrLoadDialect(name);
  std::vector<LoweredKernel> kernels = toLlvmDialect(module);
  // Tables would make the driver's compiler generate code to debug.
  made.module = lower::translate(module, context, "kernels",
                                 debugLines ? lower::Lines::Directives
                                            : lower::Lines::None);
  native::setTarget(*made.module, machine);
  annotate(*made.module, kernels);
  for (const LoweredKernel &kernel : kernels)
    made.kernels.push_back({kernel.entry, /*image=*/0,
                            kernel.staticBytes + kernel.dynamicBytes,
                            kernel.dynamicBytes});
  return made;
}

} // namespace tdsl::cuda
