//===- Pipeline.cpp - From tensor IR to an LLVM module --------------------===//

#include "backends/cpu/Pipeline.h"

#include "backends/cpu/lower/Lower.h"
#include "compiler/support/Check.h"
#include "compiler/target/Tir.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/Transforms/Passes.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"

namespace tdsl::cpu {

/// Line tables: every function is a scope of its file.
static void addLines(mlir::ModuleOp module) {
  mlir::PassManager passes(module.getContext());
  passes.addPass(mlir::LLVM::createDIScopeForLLVMFuncOpPass());
  TDSL_CHECK(succeeded(passes.run(module)), "line tables cannot be made");
}

static void toLlvmDialect(mlir::ModuleOp module,
                          const target::Signature &signature, bool debugLines) {
  lowerSignature(module, signature);
  outlineParallelLoops(module);
  lowerStructure(module);
  TDSL_CHECK(succeeded(lowerControlFlow(module)), "loops cannot be lowered");
  TDSL_CHECK(succeeded(lowerToLlvm(module)), "a body cannot be lowered");
  if (debugLines)
    addLines(module);
}

static void setTarget(llvm::Module &module, llvm::TargetMachine &machine) {
  module.setTargetTriple(machine.getTargetTriple().str());
  module.setDataLayout(machine.createDataLayout());
  for (llvm::Function &function : module) {
    if (function.isDeclaration())
      continue;
    function.addFnAttr("target-cpu", machine.getTargetCPU());
    function.addFnAttr("target-features", machine.getTargetFeatureString());
    function.addFnAttr(llvm::Attribute::NoUnwind);
  }
}

std::unique_ptr<llvm::Module> lowerUnit(const target::Unit &unit,
                                        llvm::LLVMContext &context,
                                        llvm::TargetMachine &machine) {
  Doing doing("lowering the tensor IR to LLVM");
  mlir::ModuleOp original = unit.tir->module;
  mlir::OwningOpRef<mlir::ModuleOp> module(original.clone());
  mlir::MLIRContext *mlirContext = module->getContext();
  mlirContext
      ->loadDialect<mlir::LLVM::LLVMDialect, mlir::cf::ControlFlowDialect,
                    mlir::func::FuncDialect>();
  mlir::registerBuiltinDialectTranslation(*mlirContext);
  mlir::registerLLVMDialectTranslation(*mlirContext);
  auto func = *module->getBody()->getOps<tir::FuncOp>().begin();
  std::string kernelName = unit.signature.name + ".kernel";
  int64_t numLeaves = func.getLeaves();
  func.setSymName(kernelName);
  toLlvmDialect(*module, unit.signature, unit.debugLines);
  std::unique_ptr<llvm::Module> made =
      mlir::translateModuleToLLVMIR(*module, context, unit.signature.name);
  TDSL_CHECK(made, "the LLVM dialect cannot be translated");
  llvm::Function *kernel = made->getFunction(kernelName);
  kernel->setLinkage(llvm::GlobalValue::InternalLinkage);
  setTarget(*made, machine);
  addDescriptor(unit.signature, numLeaves, *kernel);
  return made;
}

} // namespace tdsl::cpu
