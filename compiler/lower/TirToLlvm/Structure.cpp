//===- Structure.cpp - Loops, and arrays on the stack ---------------------===//

#include "compiler/lower/TirToLlvm/TirToLlvm.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace tdsl::lower {

Value castTo(OpBuilder &builder, Value value, Type type) {
  if (value.getType() == type)
    return value;
  return builder.create<UnrealizedConversionCastOp>(value.getLoc(), type, value)
      .getResult(0);
}

Type memoryType(Type type) {
  Type i8 = IntegerType::get(type.getContext(), 8);
  if (auto vector = dyn_cast<VectorType>(type))
    return vector.getElementType().isInteger(1)
               ? VectorType::get(vector.getShape(), i8)
               : type;
  return type.isInteger(1) ? i8 : type;
}

int64_t elementBytes(Type type) {
  int64_t lanes = 1;
  if (auto vector = dyn_cast<VectorType>(type)) {
    lanes = vector.getNumElements();
    type = vector.getElementType();
  }
  if (type.isIndex())
    return 8 * lanes;
  return std::max<int64_t>(8, type.getIntOrFloatBitWidth()) / 8 * lanes;
}

static void lowerLoop(tir::ForOp loop) {
  OpBuilder builder(loop);
  Value one = builder.create<arith::ConstantIndexOp>(loop.getLoc(), 1);
  auto made = builder.create<scf::ForOp>(loop.getLoc(), loop.getLower(),
                                         loop.getUpper(), one, loop.getInits());
  Block *from = loop.getBlock(), *to = made.getBody();
  if (!to->empty())
    to->back().erase(); // the terminator of a loop that carries nothing
  for (auto [old, argument] :
       llvm::zip(from->getArguments(), to->getArguments()))
    old.replaceAllUsesWith(argument);
  to->getOperations().splice(to->end(), from->getOperations());
  Operation *yield = to->getTerminator();
  OpBuilder(yield).create<scf::YieldOp>(yield->getLoc(), yield->getOperands());
  yield->erase();
  loop.replaceAllUsesWith(made.getResults());
  loop.erase();
}

/// An array in the entry block, so that LLVM can take it apart.
static void lowerStack(tir::AllocateOp allocate) {
  auto func = allocate->getParentOfType<LLVM::LLVMFuncOp>();
  OpBuilder builder = OpBuilder::atBlockBegin(&func.getBody().front());
  Location loc = allocate.getLoc();
  IntegerAttr extent;
  matchPattern(allocate.getExtents()[0], m_Constant(&extent));
  Value buffer = allocate.getBody().getArgument(0);
  Type element =
      memoryType(cast<tir::BufferType>(buffer.getType()).getElementType());
  if (element.isIndex())
    element = builder.getI64Type();
  Value one = builder.create<LLVM::ConstantOp>(loc, builder.getI64Type(), 1);
  Value memory = builder.create<LLVM::AllocaOp>(
      loc, LLVM::LLVMPointerType::get(func.getContext()),
      LLVM::LLVMArrayType::get(element, extent.getInt()), one, 64);
  buffer.replaceAllUsesWith(castTo(builder, memory, buffer.getType()));
  allocate->getBlock()->getOperations().splice(
      Block::iterator(allocate), allocate.getBody().front().getOperations());
  allocate.erase();
}

void lowerStructure(ModuleOp module) {
  SmallVector<Operation *> found;
  module.walk([&](Operation *op) { // innermost first
    if (isa<tir::ForOp, tir::AllocateOp>(op))
      found.push_back(op);
  });
  for (Operation *op : found) {
    if (auto loop = dyn_cast<tir::ForOp>(op))
      lowerLoop(loop);
    else
      lowerStack(cast<tir::AllocateOp>(op));
  }
}

} // namespace tdsl::lower
