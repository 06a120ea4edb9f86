//===- Tir.cpp - The tensor IR dialect ------------------------------------===//

#include "compiler/tir/Tir.h"

#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace tdsl::tir;

#include "compiler/tir/TirOpsDialect.cpp.inc"
#include "compiler/tir/TirOpsEnums.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "compiler/tir/TirOpsAttrs.cpp.inc"
#define GET_TYPEDEF_CLASSES
#include "compiler/tir/TirOpsTypes.cpp.inc"
#define GET_OP_CLASSES
#include "compiler/tir/TirOps.cpp.inc"

void TirDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "compiler/tir/TirOpsAttrs.cpp.inc"
      >();
  addTypes<
#define GET_TYPEDEF_LIST
#include "compiler/tir/TirOpsTypes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "compiler/tir/TirOps.cpp.inc"
      >();
}

ValueRange tdsl::tir::extents(Value buffer) {
  if (auto view = buffer.getDefiningOp<ViewOp>())
    return view.getExtents();
  if (auto argument = dyn_cast<BlockArgument>(buffer))
    if (auto allocate =
            dyn_cast<AllocateOp>(argument.getOwner()->getParentOp()))
      return allocate.getExtents();
  return {};
}

LogicalResult FuncOp::verify() {
  Block &block = getBody().front();
  size_t params = getParams().size(), sizes = getSizes().size();
  // C1: one argument for each parameter and each size.
  if (block.getNumArguments() != params + sizes)
    return emitOpError("C1: has ")
           << block.getNumArguments() << " arguments for " << params
           << " parameters and " << sizes << " sizes";
  // C2: parameters are flat buffers, sizes are indices.
  for (auto [place, argument] : llvm::enumerate(block.getArguments())) {
    auto buffer = dyn_cast<BufferType>(argument.getType());
    bool fits = place < params ? buffer && buffer.getRank() == 1
                               : argument.getType().isIndex();
    if (!fits)
      return emitOpError("C2: argument ") << place << " has the wrong type";
  }
  return success();
}

LogicalResult ViewOp::verify() {
  // C1: as many extents as the rank, of a flat buffer of the same elements.
  if (getExtents().size() != getBuffer().getType().getRank() ||
      getFlat().getType().getElementType() !=
          getBuffer().getType().getElementType())
    return emitOpError("C1: extents and type do not agree");
  return success();
}

LogicalResult AllocateOp::verify() {
  // C1: the body has the buffer as its one argument, with these extents or
  // flat.
  auto type = getBody().getNumArguments() == 1
                  ? dyn_cast<BufferType>(getBody().getArgument(0).getType())
                  : BufferType();
  if (!type || (type.getRank() != 1 && type.getRank() != getExtents().size()))
    return emitOpError("C1: the body must take one buffer of rank 1 or ")
           << getExtents().size();
  // C2: a stack or shared buffer has constant extents.
  if (type.getScope() == Scope::Stack || type.getScope() == Scope::Shared)
    for (Value extent : getExtents())
      if (!matchPattern(extent, m_Constant()))
        return emitOpError("C2: a stack or shared buffer needs constant "
                           "extents");
  return success();
}

static LogicalResult verifyThreads(Operation *op,
                                   llvm::ArrayRef<int64_t> threads) {
  // C1: three positive numbers of threads.
  if (threads.size() != 3 ||
      llvm::any_of(threads, [](int64_t count) { return count < 1; }))
    return op->emitOpError("C1: needs three positive numbers of threads");
  return success();
}

LogicalResult LaunchOp::verify() {
  // C2: the body takes nothing, and no launch or loop is around.
  if (getBody().getNumArguments() != 0)
    return emitOpError("C2: the body takes arguments");
  if ((*this)->getParentOfType<LaunchOp>() || (*this)->getParentOfType<ForOp>())
    return emitOpError("C2: stands in a loop or in another launch");
  return verifyThreads(*this, getThreads());
}

LogicalResult KernelOp::verify() {
  Block &block = getBody().front();
  size_t buffers = getBuffers().size(), sizes = getSizes().size();
  // C2: one argument for each buffer and each size.
  if (block.getNumArguments() != buffers + sizes || getUses().size() != buffers)
    return emitOpError("C2: has ")
           << block.getNumArguments() << " arguments for " << buffers
           << " buffers and " << sizes << " sizes";
  // C3: buffers are flat, sizes are indices.
  for (auto [place, argument] : llvm::enumerate(block.getArguments())) {
    auto buffer = dyn_cast<BufferType>(argument.getType());
    bool fits = place < buffers ? buffer && buffer.getRank() == 1
                                : argument.getType().isIndex();
    if (!fits)
      return emitOpError("C3: argument ") << place << " has the wrong type";
  }
  return verifyThreads(*this, getThreads());
}

void ForOp::build(OpBuilder &builder, OperationState &state, LoopKind kind,
                  llvm::StringRef name, Value lower, Value upper,
                  ValueRange inits) {
  state.addOperands({lower, upper});
  state.addOperands(inits);
  state.addAttribute(getKindAttrName(state.name),
                     LoopKindAttr::get(builder.getContext(), kind));
  state.addAttribute(getNameAttrName(state.name), builder.getStringAttr(name));
  state.addTypes(inits.getTypes());
  OpBuilder::InsertionGuard guard(builder);
  Block *block = builder.createBlock(state.addRegion());
  block->addArgument(builder.getIndexType(), state.location);
  for (Value init : inits)
    block->addArgument(init.getType(), state.location);
  if (inits.empty())
    builder.create<YieldOp>(state.location);
}

std::optional<int64_t> ForOp::getConstantExtent() {
  IntegerAttr lower, upper;
  if (matchPattern(getLower(), m_Constant(&lower)) &&
      matchPattern(getUpper(), m_Constant(&upper)))
    return upper.getInt() - lower.getInt();
  return std::nullopt;
}

LogicalResult ForOp::verify() {
  // C1: the body takes the variable and what the loop carries.
  if (getBody().getNumArguments() != 1 + getInits().size() ||
      !getVariable().getType().isIndex())
    return emitOpError("C1: the body's arguments do not fit");
  // C2: what is carried keeps its type.
  auto *yield = getBlock()->getTerminator();
  if (yield->getOperandTypes() != getInits().getTypes() ||
      getResultTypes() != getInits().getTypes())
    return emitOpError("C2: carried values change their type");
  // C3: only a serial loop carries values.
  if (getKind() != LoopKind::Serial && !getInits().empty())
    return emitOpError("C3: only a serial loop carries values");
  return success();
}

static LogicalResult verifyAccess(Operation *op, BufferType buffer,
                                  OperandRange indices, Type value) {
  // C1: one index a dimension.
  if (indices.size() != buffer.getRank())
    return op->emitOpError("C1: has ")
           << indices.size() << " indices for rank " << buffer.getRank();
  // C2: the value is an element or a vector of them.
  if (getElementTypeOrSelf(value) !=
      getElementTypeOrSelf(buffer.getElementType()))
    return op->emitOpError("C2: the value's type is not the buffer's");
  return success();
}

LogicalResult LoadOp::verify() {
  return verifyAccess(*this, getBuffer().getType(), getIndices(),
                      getValue().getType());
}

LogicalResult StoreOp::verify() {
  return verifyAccess(*this, getBuffer().getType(), getIndices(),
                      getValue().getType());
}
