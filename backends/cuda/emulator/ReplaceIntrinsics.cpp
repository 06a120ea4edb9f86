//===- ReplaceIntrinsics.cpp - NVVM's intrinsics become the host's --------===//

#include "backends/cuda/emulator/HostModule.h"
#include "backends/cuda/emulator/Intrinsics.h"

#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace tdsl::cuda::emulator {
namespace {

/// The integer in which a value travels to the host and back: how two compilers
/// pass vectors, narrow floats and truth values need not be the same.
Type *wordFor(IRBuilder<> &builder, Type *type) {
  if (type->isPointerTy() || type->isVoidTy())
    return type;
  auto bits = static_cast<unsigned>(type->getPrimitiveSizeInBits());
  return builder.getIntNTy(std::max(bits, 32u));
}

Value *toWord(IRBuilder<> &builder, Value *value) {
  Type *type = value->getType();
  if (type->isPointerTy())
    return builder.CreateAddrSpaceCast(value, builder.getPtrTy());
  auto bits = static_cast<unsigned>(type->getPrimitiveSizeInBits());
  Value *same = builder.CreateBitCast(value, builder.getIntNTy(bits));
  return builder.CreateZExt(same, wordFor(builder, type));
}

Value *fromWord(IRBuilder<> &builder, Value *word, Type *type) {
  if (type->isVoidTy())
    return word;
  auto bits = static_cast<unsigned>(type->getPrimitiveSizeInBits());
  Value *same = builder.CreateTrunc(word, builder.getIntNTy(bits));
  return builder.CreateBitCast(same, type);
}

/// A site for the call; with several pointers, one for each.
uint32_t addSites(HostModule &host, const CallInst &call) {
  auto first = static_cast<uint32_t>(host.sites.size());
  Site site;
  site.what = call.getCalledFunction()->getName();
  site.place = placeOf(call);
  for (const Value *operand : call.args())
    if (operand->getType()->isPointerTy()) {
      host.sites.push_back(site);
      describeAddress(host, operand, host.sites.back());
    }
  if (host.sites.size() == first)
    host.sites.push_back(site);
  return first;
}

/// Calls a host function; a struct comes back through memory.
Value *callHost(IRBuilder<> &builder, CallInst &call,
                const KnownIntrinsic &known, uint32_t site) {
  std::vector<Value *> values = {builder.getInt32(site)};
  Type *type = call.getType();
  AllocaInst *words = nullptr;
  if (type->isStructTy()) {
    BasicBlock &first = call.getFunction()->getEntryBlock();
    words = IRBuilder<>(&first, first.begin()).CreateAlloca(type);
    values.push_back(words);
  }
  for (Value *operand : call.args())
    values.push_back(toWord(builder, operand));
  std::vector<Type *> types;
  for (Value *value : values)
    types.push_back(value->getType());
  Type *result = words ? builder.getVoidTy() : wordFor(builder, type);
  FunctionCallee callee = call.getModule()->getOrInsertFunction(
      known.function, FunctionType::get(result, types, /*isVarArg=*/false));
  Value *given = builder.CreateCall(callee, values);
  return words ? builder.CreateLoad(type, words)
               : fromWord(builder, given, type);
}

Value *loadRegister(IRBuilder<> &builder, Module &module, Register source) {
  Type *type = ArrayType::get(builder.getInt32Ty(), RegisterCount);
  Constant *all = module.getOrInsertGlobal(RegistersSymbol, type);
  return builder.CreateLoad(
      builder.getInt32Ty(),
      builder.CreateConstInBoundsGEP2_32(type, all, 0, source));
}

/// What an intrinsic gives, or null if it gives nothing.
Value *replacement(HostModule &host, CallInst &call,
                   const KnownIntrinsic &known) {
  IRBuilder<> builder(&call);
  std::vector<Value *> operands(call.args().begin(), call.args().end());
  switch (known.kind) {
  case KnownIntrinsic::Nothing:
    return nullptr;
  case KnownIntrinsic::Math:
    return builder.CreateIntrinsic(known.math, {call.getType()}, operands);
  case KnownIntrinsic::Formula:
    return known.formula(builder, {operands, call.getType()});
  case KnownIntrinsic::Load:
    return loadRegister(builder, *host.module, known.source);
  case KnownIntrinsic::Call:
    return callHost(builder, call, known, addSites(host, call));
  }
  llvm_unreachable("not a kind");
}

/// What a call goes to that the emulator cannot follow, or nothing.
std::optional<std::string> unknownCallee(const CallBase &call) {
  if (auto *text = dyn_cast<InlineAsm>(call.getCalledOperand()))
    return "inline assembly: " + text->getAsmString();
  const Function *callee = call.getCalledFunction();
  if (!callee)
    return "a call through a pointer";
  StringRef name = callee->getName();
  bool isPlain = !name.starts_with("llvm.nvvm.") &&
                 (callee->isIntrinsic() || !callee->isDeclaration());
  if (isPlain || name == CheckSymbol || findIntrinsic(name))
    return std::nullopt;
  return "`" + name.str() + "`";
}

} // namespace

bool replaceIntrinsics(HostModule &host, std::string &whyNot) {
  std::vector<std::pair<CallInst *, const KnownIntrinsic *>> calls;
  for (Function &function : *host.module)
    for (Instruction &instruction : instructions(function)) {
      auto *call = dyn_cast<CallInst>(&instruction);
      if (!call)
        continue;
      if (auto unknown = unknownCallee(*call)) {
        std::string place = placeOf(*call);
        whyNot = "`" + function.getName().str() + "` has what the emulator " +
                 "does not know, " + *unknown +
                 (place.empty() ? "" : " at " + place);
        return false;
      }
      if (auto *known = findIntrinsic(call->getCalledFunction()->getName()))
        calls.emplace_back(call, known);
    }
  for (auto [call, known] : calls) {
    if (Value *value = replacement(host, *call, *known))
      call->replaceAllUsesWith(value);
    call->eraseFromParent();
  }
  return true;
}

} // namespace tdsl::cuda::emulator
