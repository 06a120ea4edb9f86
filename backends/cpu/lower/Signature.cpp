//===- Signature.cpp - Kernels as the runtime calls them ------------------===//

#include "backends/cpu/lower/Lower.h"

#include "compiler/support/Check.h"

using namespace mlir;

namespace tdsl::cpu {

static constexpr llvm::StringLiteral ContextPlace = "tdsl.context";

Value contextAt(Operation *op) {
  auto func = op->getParentOfType<LLVM::LLVMFuncOp>();
  auto place = func->getAttrOfType<IntegerAttr>(ContextPlace);
  return func.getArgument(place.getInt());
}

LLVM::LLVMFuncOp runtimeFunction(ModuleOp module, llvm::StringRef name,
                                 Type result, ArrayRef<Type> params) {
  if (auto known = module.lookupSymbol<LLVM::LLVMFuncOp>(name))
    return known;
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  return builder.create<LLVM::LLVMFuncOp>(
      module.getLoc(), name, LLVM::LLVMFunctionType::get(result, params));
}

static void lowerSignature(tir::FuncOp func,
                           const target::Signature &signature) {
  OpBuilder builder(func);
  Location loc = func.getLoc();
  Type pointer = LLVM::LLVMPointerType::get(func.getContext());
  Type i32 = builder.getI32Type(), i64 = builder.getI64Type();
  auto made = builder.create<LLVM::LLVMFuncOp>(
      loc, func.getSymName(),
      LLVM::LLVMFunctionType::get(i32, {pointer, pointer, pointer}));
  made->setAttr(ContextPlace, builder.getI64IntegerAttr(0));
  Block *entry = made.addEntryBlock(builder);
  builder.setInsertionPointToStart(entry);
  size_t numParams = func.getParams().size();
  Block &body = func.getBody().front();
  for (BlockArgument argument : body.getArguments()) {
    size_t place = argument.getArgNumber();
    bool isBuffer = place < numParams;
    int32_t offset = place;
    if (!isBuffer) {
      auto name = cast<StringAttr>(func.getSizes()[place - numParams]);
      offset = signature.symbolNamed(name.getValue());
      TDSL_CHECK(offset >= 0, "a kernel uses a size that no caller gives");
    }
    Type type = isBuffer ? pointer : i64;
    Value address = builder.create<LLVM::GEPOp>(
        loc, pointer, type, entry->getArgument(isBuffer ? 1 : 2),
        ArrayRef<LLVM::GEPArg>{offset});
    Value loaded = builder.create<LLVM::LoadOp>(loc, type, address);
    argument.replaceAllUsesWith(
        lower::castTo(builder, loaded, argument.getType()));
  }
  entry->getOperations().splice(entry->end(), body.getOperations());
  builder.setInsertionPointToEnd(entry);
  Value zero = builder.create<LLVM::ConstantOp>(loc, i32, 0);
  builder.create<LLVM::ReturnOp>(loc, zero);
  func.erase();
}

void lowerSignature(ModuleOp module, const target::Signature &signature) {
  for (auto func :
       llvm::make_early_inc_range(module.getBody()->getOps<tir::FuncOp>()))
    lowerSignature(func, signature);
}

} // namespace tdsl::cpu
