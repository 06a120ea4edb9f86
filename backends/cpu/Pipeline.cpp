//===- Pipeline.cpp - From tensor IR to an LLVM module --------------------===//

#include "backends/cpu/Pipeline.h"

#include "backends/cpu/lower/Lower.h"
#include "backends/native/Constants.h"
#include "backends/native/Native.h"
#include "compiler/support/Check.h"
#include "compiler/target/Tir.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace tdsl::cpu {

static void toLlvmDialect(mlir::ModuleOp module,
                          const target::Signature &signature) {
  lowerSignature(module, signature);
  outlineParallelLoops(module);
  lowerRuntimeCalls(module);
  lower::lowerStructure(module);
  TDSL_CHECK(succeeded(lower::lowerControlFlow(module)),
             "loops cannot be lowered");
  TDSL_CHECK(succeeded(lower::lowerToLlvm(module)), "a body cannot be lowered");
}

std::unique_ptr<llvm::Module> lowerUnit(const target::Unit &unit,
                                        llvm::LLVMContext &context,
                                        llvm::TargetMachine &machine) {
  Doing doing("lowering the tensor IR to LLVM");
  mlir::ModuleOp original = unit.tir->module;
  mlir::OwningOpRef<mlir::ModuleOp> module(original.clone());
  module->getContext()
      ->loadDialect<mlir::LLVM::LLVMDialect, mlir::cf::ControlFlowDialect,
                    mlir::func::FuncDialect>();
  auto func = *module->getBody()->getOps<tir::FuncOp>().begin();
  std::string kernelName = unit.signature.name + ".kernel";
  int64_t numLeaves = func.getLeaves();
  func.setSymName(kernelName);
  toLlvmDialect(*module, unit.signature);
  std::unique_ptr<llvm::Module> made =
      lower::translate(*module, context, unit.signature.name, unit.debugLines);
  llvm::Function *kernel = made->getFunction(kernelName);
  kernel->setLinkage(llvm::GlobalValue::InternalLinkage);
  native::setTarget(*made, machine);
  native::Constants constants(*made);
  native::addDescriptor(unit.signature, numLeaves, *kernel, constants);
  return made;
}

} // namespace tdsl::cpu
