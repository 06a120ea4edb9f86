//===- Control.cpp - Loops, branches, lifetimes ---------------------------===//
//
// What leaves a loop or a branch goes through a variable of the function: a
// structured region of the dialect yields nothing, and every driver makes
// values of such variables first.
//
//===----------------------------------------------------------------------===//

#include "backends/vulkan/lower/Emitter.h"

#include "compiler/diag/Catalog.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace tdsl::vulkan {

LogicalResult Emitter::emitIf(Value condition,
                              llvm::function_ref<LogicalResult()> emitThen,
                              llvm::function_ref<LogicalResult()> emitElse) {
  auto selection = b.create<spirv::SelectionOp>(spirv::SelectionControl::None);
  OpBuilder::InsertionGuard guard(b);
  selection.addMergeBlock(b);
  Block *merge = selection.getMergeBlock();
  Block *header = b.createBlock(merge);
  auto emitBranch = [&](llvm::function_ref<LogicalResult()> body) -> Block * {
    if (!body)
      return merge;
    Block *block = b.createBlock(merge);
    if (failed(body()))
      return nullptr;
    b.create<spirv::BranchOp>(merge);
    return block;
  };
  Block *thenBlock = emitBranch(emitThen);
  Block *elseBlock = thenBlock ? emitBranch(emitElse) : nullptr;
  if (!elseBlock)
    return failure();
  b.setInsertionPointToEnd(header);
  b.create<spirv::BranchConditionalOp>(condition, thenBlock, ValueRange(),
                                       elseBlock, ValueRange());
  return success();
}

namespace {

/// What a region passes on, one variable a value.
SmallVector<Value> variablesFor(Emitter &e, TypeRange types) {
  SmallVector<Value> made;
  for (Type type : types)
    made.push_back(e.variable(registerType(type)));
  return made;
}

void storeAll(Emitter &e, ValueRange old, ArrayRef<Value> variables) {
  for (auto [value, variable] : llvm::zip_equal(old, variables))
    e.store(e.valueOf(value), variable);
}

void loadAll(Emitter &e, ValueRange old, ArrayRef<Value> variables) {
  for (auto [value, variable] : llvm::zip_equal(old, variables))
    e.define(value, e.load(variable));
}

LogicalResult emitBranch(Emitter &e, scf::IfOp branch) {
  SmallVector<Value> results = variablesFor(e, branch.getResultTypes());
  auto emitRegion = [&](Block *block) {
    if (failed(e.emit(*block)))
      return failure();
    storeAll(e, block->getTerminator()->getOperands(), results);
    return success();
  };
  auto emitThen = [&] { return emitRegion(branch.thenBlock()); };
  auto emitElse = [&] { return emitRegion(branch.elseBlock()); };
  Value condition = e.valueOf(branch.getCondition());
  LogicalResult done = branch.elseBlock()
                           ? e.emitIf(condition, emitThen, emitElse)
                           : e.emitIf(condition, emitThen);
  if (succeeded(done))
    loadAll(e, branch.getResults(), results);
  return done;
}

/// header: i < upper ? body : merge;  body: ...;  next: i += 1, header
LogicalResult emitLoop(Emitter &e, tir::ForOp loop) {
  ImplicitLocOpBuilder &b = e.b;
  Value index = e.variable(b.getI32Type());
  SmallVector<Value> carried = variablesFor(e, loop.getResultTypes());
  e.store(e.valueOf(loop.getLower()), index);
  storeAll(e, loop.getInits(), carried);
  auto made = b.create<spirv::LoopOp>(spirv::LoopControl::None);
  {
    OpBuilder::InsertionGuard guard(b);
    made.addEntryAndMergeBlock(b);
    Block *merge = made.getMergeBlock();
    Block *header = b.createBlock(merge);
    Block *body = b.createBlock(merge);
    Block *next = b.createBlock(merge);
    b.setInsertionPointToEnd(made.getEntryBlock());
    b.create<spirv::BranchOp>(header);
    b.setInsertionPointToEnd(header);
    Value inside =
        b.create<spirv::SLessThanOp>(e.load(index), e.valueOf(loop.getUpper()));
    b.create<spirv::BranchConditionalOp>(inside, body, ValueRange(), merge,
                                         ValueRange());
    b.setInsertionPointToEnd(body);
    e.define(loop.getVariable(), e.load(index));
    loadAll(e, loop.getBlock()->getArguments().drop_front(), carried);
    if (failed(e.emit(*loop.getBlock())))
      return failure();
    storeAll(e, loop.getBlock()->getTerminator()->getOperands(), carried);
    b.create<spirv::BranchOp>(next);
    b.setInsertionPointToEnd(next);
    e.store(b.create<spirv::IAddOp>(e.load(index), e.word(1)), index);
    b.create<spirv::BranchOp>(header);
  }
  loadAll(e, loop.getResults(), carried);
  // A device that may end a loop early has no result then.
  if (!e.limits().fullLoops && e.getKernel().getReport())
    emitLoopEnded(e, b.create<spirv::SLessThanOp>(e.load(index),
                                                  e.valueOf(loop.getUpper())));
  return success();
}

/// Shared memory is a variable of the module, a stack one of the function.
LogicalResult emitAllocate(Emitter &e, tir::AllocateOp allocate) {
  Value buffer = allocate.getBody().getArgument(0);
  auto type = cast<tir::BufferType>(buffer.getType());
  int64_t count = 1;
  for (Value extent : allocate.getExtents()) {
    IntegerAttr known;
    if (!matchPattern(extent, m_Constant(&known))) {
      e.getSink().emit(diag::CannotGenerate, Span(),
                       "a buffer inside of a kernel has no constant extents");
      return failure();
    }
    count *= known.getInt();
  }
  Type element = memoryType(type.getElementType());
  e.requireArithmetic(element);
  count = std::max<int64_t>(count, 1); // SPIR-V has no empty array
  Type array = spirv::ArrayType::get(element, count);
  Value base;
  if (type.getScope() == tir::Scope::Shared) {
    int64_t place = e.getSharedBytes();
    base =
        e.global(spirv::PointerType::get(array, spirv::StorageClass::Workgroup),
                 "shared." + std::to_string(place));
    // Scalars of any size may be laid out one behind the other.
    e.addSharedBytes(llvm::alignTo(count * bytesOf(type.getElementType()), 16));
  } else {
    base = e.variable(array);
  }
  e.define(buffer, {base, type.getElementType(), /*isBound=*/false});
  return e.emit(allocate.getBody().front());
}

void emitBarrier(Emitter &e) {
  using spirv::MemorySemantics;
  e.b.create<spirv::ControlBarrierOp>(
      spirv::Scope::Workgroup, spirv::Scope::Workgroup,
      MemorySemantics::AcquireRelease | MemorySemantics::WorkgroupMemory |
          MemorySemantics::UniformMemory);
}

} // namespace

std::optional<LogicalResult> emitControl(Emitter &e, Operation &op) {
  if (auto loop = dyn_cast<tir::ForOp>(op))
    return emitLoop(e, loop);
  if (auto branch = dyn_cast<scf::IfOp>(op))
    return emitBranch(e, branch);
  if (auto allocate = dyn_cast<tir::AllocateOp>(op))
    return emitAllocate(e, allocate);
  if (isa<tir::BarrierOp>(op)) {
    emitBarrier(e);
    return success();
  }
  if (isa<tir::YieldOp, scf::YieldOp>(op)) // the region around it stores them
    return success();
  return std::nullopt;
}

} // namespace tdsl::vulkan
