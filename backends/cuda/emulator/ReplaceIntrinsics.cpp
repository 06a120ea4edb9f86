//===- ReplaceIntrinsics.cpp - NVVM's intrinsics become the host's --------===//

#include "backends/cuda/emulator/HostModule.h"
#include "backends/cuda/emulator/Registers.h"
#include "backends/cuda/emulator/host/Host.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace tdsl::cuda {
namespace {

/// A line of Intrinsics.def.
struct Known {
  enum Kind { Call, Math, Nothing, Load };

  StringRef name;
  Kind kind;
  Register source = RegisterCount;
  Intrinsic::ID intrinsic = Intrinsic::not_intrinsic;
  const char *function = nullptr;
  void *address = nullptr;
};

const Known Table[] = {
#define TDSL_NVVM_CALL(Name, Function)                                         \
  {Name,                                                                       \
   Known::Call,                                                                \
   RegisterCount,                                                              \
   Intrinsic::not_intrinsic,                                                   \
   "tdsl.host." #Function,                                                     \
   reinterpret_cast<void *>(&host::Function)},
#define TDSL_NVVM_MATH(Name, Of)                                               \
  {Name, Known::Math, RegisterCount, Intrinsic::Of, nullptr, nullptr},
#define TDSL_NVVM_NOTHING(Name)                                                \
  {Name,    Known::Nothing, RegisterCount, Intrinsic::not_intrinsic,           \
   nullptr, nullptr},
#define TDSL_NVVM_REGISTER(Name, Source)                                       \
  {Name, Known::Load, Source, Intrinsic::not_intrinsic, nullptr, nullptr},
#include "backends/cuda/emulator/Intrinsics.def"
#undef TDSL_NVVM_CALL
#undef TDSL_NVVM_MATH
#undef TDSL_NVVM_NOTHING
#undef TDSL_NVVM_REGISTER
};

const Known *lookUp(StringRef name) {
  if (!name.consume_front("llvm.nvvm."))
    return nullptr;
  // An overloaded name ends with the pointer's address space: `.p3`.
  StringRef stem = name.rsplit('.').first;
  StringRef last = name.rsplit('.').second;
  if (last.consume_front("p") && !last.empty() && all_of(last, isDigit))
    name = stem;
  for (const Known &known : Table)
    if (known.name == name)
      return &known;
  return nullptr;
}

/// Vectors and narrow floats travel as integers: how the two compilers pass
/// them need not be the same.
Value *asWord(IRBuilder<> &builder, Value *value) {
  Type *type = value->getType();
  if (!type->isVectorTy() && !type->is16bitFPTy())
    return value;
  auto bits = static_cast<unsigned>(type->getPrimitiveSizeInBits());
  return builder.CreateBitCast(value, builder.getIntNTy(bits));
}

/// Calls a host function; a struct comes back through memory, where its words
/// stand one after the other.
Value *callHost(IRBuilder<> &builder, CallInst &call, const Known &known,
                uint32_t site, const DataLayout &layout) {
  std::vector<Value *> values = {builder.getInt32(site)};
  Type *type = call.getType();
  AllocaInst *words = nullptr;
  if (type->isStructTy()) {
    BasicBlock &first = call.getFunction()->getEntryBlock();
    IRBuilder<> atStart(&first, first.begin());
    words = atStart.CreateAlloca(type);
    values.push_back(words);
  }
  for (Value *operand : call.args())
    values.push_back(asWord(builder, operand));
  std::vector<Type *> types;
  for (Value *value : values)
    types.push_back(value->getType());
  Type *result = words ? builder.getVoidTy() : type;
  bool isNarrow = type->isVectorTy() || type->is16bitFPTy();
  if (isNarrow)
    result = builder.getIntNTy(
        static_cast<unsigned>(type->getPrimitiveSizeInBits()));
  FunctionCallee callee = call.getModule()->getOrInsertFunction(
      known.function, FunctionType::get(result, types, /*isVarArg=*/false));
  Value *given = builder.CreateCall(callee, values);
  if (words)
    return builder.CreateLoad(type, words);
  return isNarrow ? builder.CreateBitCast(given, type) : given;
}

Value *replacement(HostModule &host, CallInst &call, const Known &known) {
  IRBuilder<> builder(&call);
  std::vector<Value *> operands(call.args().begin(), call.args().end());
  switch (known.kind) {
  case Known::Nothing:
    return nullptr;
  case Known::Math:
    return builder.CreateIntrinsic(known.intrinsic, {call.getType()}, operands);
  case Known::Load: {
    Type *type = ArrayType::get(builder.getInt32Ty(), RegisterCount);
    Constant *all = host.module->getOrInsertGlobal(RegistersSymbol, type);
    return builder.CreateLoad(
        builder.getInt32Ty(),
        builder.CreateConstInBoundsGEP2_32(type, all, 0, known.source));
  }
  case Known::Call: {
    auto site = static_cast<uint32_t>(host.sites.size());
    Site &made = host.sites.emplace_back();
    made.what = call.getCalledFunction()->getName();
    made.place = placeOf(call);
    return callHost(builder, call, known, site, host.module->getDataLayout());
  }
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
  bool isNvvm = name.starts_with("llvm.nvvm.");
  if (name == CheckSymbol)
    return std::nullopt;
  if (isNvvm ? lookUp(name) != nullptr
             : callee->isIntrinsic() || !callee->isDeclaration())
    return std::nullopt;
  return "`" + name.str() + "`";
}

} // namespace

bool replaceIntrinsics(HostModule &host, std::string &whyNot) {
  std::vector<std::pair<CallInst *, const Known *>> calls;
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
      if (const Known *known = lookUp(call->getCalledFunction()->getName()))
        calls.emplace_back(call, known);
    }
  for (auto [call, known] : calls) {
    if (Value *value = replacement(host, *call, *known))
      call->replaceAllUsesWith(value);
    call->eraseFromParent();
  }
  return true;
}

std::vector<std::pair<std::string, void *>> hostSymbols() {
  std::vector<std::pair<std::string, void *>> symbols;
  for (const Known &known : Table)
    if (known.kind == Known::Call)
      symbols.emplace_back(known.function, known.address);
  return symbols;
}

} // namespace tdsl::cuda
