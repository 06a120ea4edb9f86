//===- Kernels.cpp - The kernels of a module, and a way to call them ------===//

#include "backends/cuda/emulator/HostModule.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"

using namespace llvm;

namespace tdsl::cuda::emulator {
namespace {

/// What nvvm.annotations says of a function: `!{ptr @f, !"kernel", i32 1}`.
struct Annotation {
  Function *function;
  StringRef key;
  uint32_t value;
};

std::vector<Annotation> annotationsOf(const Module &module) {
  std::vector<Annotation> annotations;
  const NamedMDNode *all = module.getNamedMetadata("nvvm.annotations");
  if (!all)
    return annotations;
  for (const MDNode *node : all->operands()) {
    if (node->getNumOperands() == 0)
      continue;
    auto *function =
        mdconst::dyn_extract_or_null<Function>(node->getOperand(0));
    for (unsigned at = 1; function && at + 1 < node->getNumOperands();
         at += 2) {
      auto *key = dyn_cast<MDString>(node->getOperand(at));
      auto *value =
          mdconst::dyn_extract_or_null<ConstantInt>(node->getOperand(at + 1));
      if (key && value)
        annotations.push_back({function, key->getString(),
                               static_cast<uint32_t>(value->getZExtValue())});
    }
  }
  return annotations;
}

/// Reads the block that a kernel was compiled for.
void readBlock(ArrayRef<Annotation> annotations, const Function *function,
               Kernel &kernel) {
  const StringRef keys[] = {"reqntidx", "reqntidy", "reqntidz"};
  for (const Annotation &annotation : annotations)
    for (unsigned axis = 0; axis < 3; ++axis)
      if (annotation.function == function && annotation.key == keys[axis])
        kernel.block[axis] = annotation.value;
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
  std::vector<Annotation> annotations = annotationsOf(*host.module);
  for (const Annotation &annotation : annotations)
    if (annotation.key == "kernel")
      kernels.insert(annotation.function);
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
    readBlock(annotations, function, kernel);
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
