//===- Parallel.cpp - Parallel loops become functions for the pool --------===//
//
//   for parallel i in lo..hi: S(i, captured)
// ->
//   f(closure, context, begin, end) { for i in begin..end: S(i, closure...) }
//   tdsl_rt_parallel_for(context, lo, hi, cost, f, &captured)
//
//===----------------------------------------------------------------------===//

#include "backends/cpu/lower/Lower.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;

namespace tdsl::cpu {
namespace {

class Outliner {
public:
  Outliner(ModuleOp module, tir::ForOp loop, unsigned number)
      : module(module), loop(loop), builder(loop), number(number),
        pointer(LLVM::LLVMPointerType::get(module.getContext())),
        i64(builder.getI64Type()) {}

  void run() {
    collect();
    LLVM::LLVMFuncOp body = makeBody();
    call(body);
    loop.erase();
  }

private:
  ModuleOp module;
  tir::ForOp loop;
  OpBuilder builder;
  unsigned number;
  Type pointer, i64;
  llvm::SetVector<Value> captured;
  SmallVector<Type> fields; // as they lie in the closure
  SmallVector<Operation *> constants;

  /// Values from outside; constants are made again inside.
  void collect() {
    llvm::SetVector<Value> used;
    getUsedValuesDefinedAbove(loop.getBody(), used);
    for (Value value : used) {
      if (matchPattern(value, m_Constant())) {
        constants.push_back(value.getDefiningOp());
        continue;
      }
      captured.insert(value);
      Type type = value.getType();
      if (isa<tir::BufferType>(type))
        type = pointer;
      else if (type.isIndex())
        type = i64;
      else if (type.isInteger(1))
        type = builder.getI8Type();
      else if (type.isBF16())
        type = builder.getIntegerType(16);
      fields.push_back(type);
    }
  }

  Type closureType() {
    return LLVM::LLVMStructType::getLiteral(module.getContext(), fields);
  }

  LLVM::LLVMFuncOp makeBody() {
    Location loc = loop.getLoc();
    auto around = loop->getParentOfType<LLVM::LLVMFuncOp>();
    OpBuilder outside = OpBuilder::atBlockEnd(module.getBody());
    std::string name =
        (around.getSymName() + ".parallel" + llvm::Twine(number)).str();
    auto body = outside.create<LLVM::LLVMFuncOp>(
        loc, name,
        LLVM::LLVMFunctionType::get(
            LLVM::LLVMVoidType::get(module.getContext()),
            {pointer, pointer, i64, i64}),
        LLVM::Linkage::Internal);
    body->setAttr("tdsl.context", outside.getI64IntegerAttr(1));
    Block *entry = body.addEntryBlock(outside);
    OpBuilder inside = OpBuilder::atBlockEnd(entry);
    IRMapping mapping;
    for (Operation *constant : constants)
      inside.clone(*constant, mapping);
    for (auto [place, value] : llvm::enumerate(captured))
      mapping.map(value, loadField(inside, entry->getArgument(0), place,
                                   value.getType()));
    Type index = inside.getIndexType();
    auto serial = inside.create<tir::ForOp>(
        loc, tir::LoopKind::Serial, loop.getName(),
        lower::castTo(inside, entry->getArgument(2), index),
        lower::castTo(inside, entry->getArgument(3), index));
    mapping.map(loop.getVariable(), serial.getVariable());
    OpBuilder at(serial.getBlock()->getTerminator());
    for (Operation &op : loop.getBlock()->without_terminator())
      at.clone(op, mapping);
    inside.create<LLVM::ReturnOp>(loc, ValueRange());
    return body;
  }

  Value fieldAddress(OpBuilder &at, Value closure, int32_t place) {
    return at.create<LLVM::GEPOp>(loop.getLoc(), pointer, closureType(),
                                  closure, ArrayRef<LLVM::GEPArg>{0, place});
  }

  Value loadField(OpBuilder &at, Value closure, size_t place, Type type) {
    Value value = at.create<LLVM::LoadOp>(loop.getLoc(), fields[place],
                                          fieldAddress(at, closure, place));
    if (type.isInteger(1))
      return at.create<LLVM::TruncOp>(loop.getLoc(), type, value);
    return lower::castTo(at, value, type);
  }

  void call(LLVM::LLVMFuncOp body) {
    Location loc = loop.getLoc();
    auto around = loop->getParentOfType<LLVM::LLVMFuncOp>();
    OpBuilder entry = OpBuilder::atBlockBegin(&around.getBody().front());
    Value one = entry.create<LLVM::ConstantOp>(loc, i64, 1);
    Value closure =
        entry.create<LLVM::AllocaOp>(loc, pointer, closureType(), one);
    for (auto [place, value] : llvm::enumerate(captured)) {
      Value field =
          value.getType().isInteger(1)
              ? builder.create<LLVM::ZExtOp>(loc, fields[place], value)
              : lower::castTo(builder, value, fields[place]);
      builder.create<LLVM::StoreOp>(loc, field,
                                    fieldAddress(builder, closure, place));
    }
    auto run = runtimeFunction(module, "tdsl_rt_parallel_for",
                               LLVM::LLVMVoidType::get(module.getContext()),
                               {pointer, i64, i64, i64, pointer, pointer});
    Value address = builder.create<LLVM::AddressOfOp>(loc, body);
    Value cost = lower::castTo(builder, nanosecondsOf(loop), i64);
    builder.create<LLVM::CallOp>(
        loc, run,
        ValueRange{contextAt(loop),
                   lower::castTo(builder, loop.getLower(), i64),
                   lower::castTo(builder, loop.getUpper(), i64), cost, address,
                   closure});
  }
};

} // namespace

void outlineParallelLoops(ModuleOp module) {
  // Outermost first: a loop inside of another is found in the new function.
  for (unsigned number = 0;; ++number) {
    tir::ForOp next;
    module.walk<WalkOrder::PreOrder>([&](tir::ForOp loop) {
      if (loop.getKind() != tir::LoopKind::Parallel)
        return WalkResult::advance();
      next = loop;
      return WalkResult::interrupt();
    });
    if (!next)
      return;
    Outliner(module, next, number).run();
  }
}

} // namespace tdsl::cpu
