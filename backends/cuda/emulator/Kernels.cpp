//===- Kernels.cpp - The kernels of a module, and a way to call them ------===//

#include "backends/cuda/emulator/HostModule.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"

using namespace llvm;

namespace tdsl::cuda::emulator {
namespace {

/// Adds the functions that `!{ptr @f, !"kernel", i32 1}` says are kernels.
void addAnnotated(const Module &module, SetVector<const Function *> &kernels) {
  const NamedMDNode *annotations = module.getNamedMetadata("nvvm.annotations");
  if (!annotations)
    return;
  for (const MDNode *node : annotations->operands()) {
    if (node->getNumOperands() == 0)
      continue;
    auto *function =
        mdconst::dyn_extract_or_null<Function>(node->getOperand(0));
    for (unsigned key = 1; function && key < node->getNumOperands(); key += 2) {
      auto *text = dyn_cast<MDString>(node->getOperand(key));
      if (text && text->getString() == "kernel")
        kernels.insert(function);
    }
  }
}

/// A value for a parameter, out of the memory that holds the argument.
Value *loadArgument(IRBuilder<> &builder, const Argument &parameter,
                    Value *arguments) {
  Value *slot = builder.CreateConstGEP1_32(builder.getPtrTy(), arguments,
                                           parameter.getArgNo());
  Value *address = builder.CreateLoad(builder.getPtrTy(), slot);
  if (parameter.hasByValAttr())
    return address;
  return builder.CreateLoad(parameter.getType(), address);
}

} // namespace

bool findKernels(HostModule &host, std::string &whyNot) {
  SetVector<const Function *> kernels;
  addAnnotated(*host.module, kernels);
  for (const Function &function : *host.module)
    if (function.getCallingConv() == CallingConv::PTX_Kernel)
      kernels.insert(&function);
  for (const Function *function : kernels) {
    if (function->isDeclaration())
      continue;
    Kernel kernel;
    kernel.name = function->getName();
    kernel.parameters = static_cast<unsigned>(function->arg_size());
    for (const Argument &parameter : function->args())
      if (parameter.getType()->isPointerTy() && !parameter.hasByValAttr())
        kernel.pointers.push_back(parameter.getArgNo());
    host.kernels.push_back(std::move(kernel));
  }
  if (host.kernels.empty())
    whyNot = "the module has no kernel";
  return !host.kernels.empty();
}

void addEntries(HostModule &host) {
  Module &module = *host.module;
  IRBuilder<> builder(module.getContext());
  auto *type = FunctionType::get(builder.getVoidTy(), {builder.getPtrTy()},
                                 /*isVarArg=*/false);
  for (const Kernel &kernel : host.kernels) {
    Function *callee = module.getFunction(kernel.name);
    Function *entry = Function::Create(type, GlobalValue::ExternalLinkage,
                                       entryName(kernel.name), module);
    builder.SetInsertPoint(BasicBlock::Create(module.getContext(), "", entry));
    std::vector<Value *> values;
    for (const Argument &parameter : callee->args())
      values.push_back(loadArgument(builder, parameter, entry->getArg(0)));
    CallInst *call = builder.CreateCall(callee, values);
    call->setAttributes(
        callee->getAttributes().removeFnAttributes(module.getContext()));
    builder.CreateRetVoid();
  }
}

} // namespace tdsl::cuda::emulator
