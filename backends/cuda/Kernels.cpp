//===- Kernels.cpp - From tir.kernel operations to an LLVM module ---------===//

#include "backends/cuda/Emit.h"
#include "backends/cuda/lower/Lower.h"
#include "backends/native/Native.h"
#include "compiler/diag/Catalog.h"
#include "compiler/support/Check.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"

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

static std::vector<Kernel> toLlvmDialect(mlir::ModuleOp module) {
  markExactIndices(module);
  std::vector<Kernel> kernels = lowerSignatures(module);
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

KernelModule lowerKernels(mlir::ModuleOp module, bool debugLines,
                          llvm::LLVMContext &context,
                          llvm::TargetMachine &machine, diag::Sink &sink) {
  Doing doing("lowering kernels to LLVM");
  KernelModule made;
  if (std::optional<std::string> why = missingFunction(module)) {
    sink.emit(diag::CannotGenerate, Span(), *why);
    return made;
  }
  module->getContext()
      ->loadDialect<mlir::LLVM::LLVMDialect, mlir::cf::ControlFlowDialect,
                    mlir::func::FuncDialect>();
  std::vector<Kernel> kernels = toLlvmDialect(module);
  made.module = lower::translate(module, context, "kernels", debugLines);
  native::setTarget(*made.module, machine);
  annotate(*made.module, kernels);
  for (const Kernel &kernel : kernels)
    made.kernels.push_back({kernel.entry, /*image=*/0,
                            kernel.staticBytes + kernel.dynamicBytes,
                            kernel.dynamicBytes});
  return made;
}

std::optional<gpu::DeviceCode> emit(const gpu::DeviceProgram &program,
                                    const target::Target &target,
                                    bool debugLines, diag::Sink &sink) {
  llvm::LLVMContext context;
  std::unique_ptr<llvm::TargetMachine> machine =
      makeMachine(target.gpu.capability);
  mlir::ModuleOp original = *program.kernels;
  mlir::OwningOpRef<mlir::ModuleOp> kernels(original.clone());
  KernelModule made =
      lowerKernels(*kernels, debugLines, context, *machine, sink);
  if (!made.module)
    return std::nullopt;
  optimizeKernels(*made.module, *machine);
  gpu::DeviceCode code;
  code.images.push_back(printPtx(*made.module, *machine));
  code.kernels = std::move(made.kernels);
  return code;
}

} // namespace tdsl::cuda
