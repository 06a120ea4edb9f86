//===- CudaEmit.cpp - Kernels as LLVM IR or PTX ---------------------------===//
//
// dslc goes through the backend's registry; this pass is for tests of the
// crossing alone. It prints what it made and leaves an empty module.
//
//===----------------------------------------------------------------------===//

#include "backends/cuda/Emit.h"
#include "compiler/diag/Diagnostic.h"
#include "compiler/support/Check.h"

#include "mlir/Pass/Pass.h"

using namespace mlir;

namespace {
struct CudaEmit : PassWrapper<CudaEmit, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(CudaEmit)

  CudaEmit() = default;
  CudaEmit(const CudaEmit &other) : PassWrapper(other) {}

  Option<std::string> form{*this, "form", llvm::cl::init("llvm"),
                           llvm::cl::desc("lowered, llvm or ptx")};
  Option<bool> lines{*this, "lines", llvm::cl::init(false),
                     llvm::cl::desc("line tables")};

  StringRef getArgument() const override { return "cuda-emit"; }
  StringRef getDescription() const override {
    return "Print kernels as LLVM IR before (lowered) or after LLVM's passes, "
           "or as PTX";
  }

  void runOnOperation() override {
    tdsl::diag::Sink sink;
    llvm::LLVMContext context;
    auto machine = tdsl::cuda::makeMachine(80);
    tdsl::cuda::KernelModule made = tdsl::cuda::lowerKernels(
        getOperation(), lines, context, *machine, sink);
    if (!made.module) {
      for (const tdsl::diag::Diagnostic *diagnostic : sink.all())
        getOperation().emitError(diagnostic->message);
      return signalPassFailure();
    }
    for (const tdsl::gpu::KernelCode &kernel : made.kernels)
      llvm::outs() << (form == "ptx" ? "// " : "; ") << kernel.entry
                   << ": shared " << kernel.sharedBytes << ", dynamic "
                   << kernel.dynamicBytes << "\n";
    if (form != "lowered")
      tdsl::cuda::optimizeKernels(*made.module, *machine);
    if (form == "ptx")
      llvm::outs() << tdsl::cuda::printPtx(*made.module, *machine);
    else
      made.module->print(llvm::outs(), nullptr);
    getOperation().getBody()->clear();
  }
};
} // namespace

void registerCudaEmit() { PassRegistration<CudaEmit>(); }
