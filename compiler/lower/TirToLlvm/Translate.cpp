//===- Translate.cpp - From the LLVM dialect to LLVM's own form -----------===//

#include "compiler/lower/TirToLlvm/TirToLlvm.h"

#include "compiler/support/Check.h"

#include "mlir/Dialect/LLVMIR/Transforms/Passes.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"

namespace tdsl::lower {

/// Line tables: every function is a scope of its file.
static void addLines(mlir::ModuleOp module) {
  mlir::PassManager passes(module.getContext());
  passes.addPass(mlir::LLVM::createDIScopeForLLVMFuncOpPass());
  TDSL_CHECK(succeeded(passes.run(module)), "line tables cannot be made");
}

std::unique_ptr<llvm::Module> translate(mlir::ModuleOp module,
                                        llvm::LLVMContext &context,
                                        llvm::StringRef name, bool debugLines) {
  if (debugLines)
    addLines(module);
  mlir::registerBuiltinDialectTranslation(*module.getContext());
  mlir::registerLLVMDialectTranslation(*module.getContext());
  std::unique_ptr<llvm::Module> made =
      mlir::translateModuleToLLVMIR(module, context, name);
  TDSL_CHECK(made, "the LLVM dialect cannot be translated");
  return made;
}

} // namespace tdsl::lower
