//===- NestToTir.cpp - From a finalized nest to the tensor IR -------------===//
//
// A node of the nest is an operation here: a loop is a tir.for, a leaf a store
// or an accumulation. Bodies are Body.cpp's.
//
//===----------------------------------------------------------------------===//

#include "compiler/lower/NestToTir/Transcriber.h"
#include "compiler/schedule/finalize/Launches.h"
#include "compiler/support/Check.h"
#include "compiler/tir/Access.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/Verifier.h"

using namespace mlir;

namespace tdsl::lower {

std::vector<Transcriber::Param> Transcriber::params() {
  std::vector<Param> result;
  for (auto [place, type] : llvm::enumerate(func.getArgumentTypes()))
    result.push_back(
        {func.getArgumentName(place), cast<graph::TensorType>(type)});
  for (auto [place, type] : llvm::enumerate(func.getResultTypes()))
    result.push_back(
        {func.getResultName(place), cast<graph::TensorType>(type)});
  return result;
}

OwningOpRef<ModuleOp> Transcriber::run() {
  OwningOpRef<ModuleOp> module(ModuleOp::create(func.getLoc()));
  builder.setInsertionPointToStart(module->getBody());
  std::vector<Param> all = params();
  SmallVector<llvm::StringRef> names;
  for (const Param &param : all)
    names.push_back(param.name);
  auto made = builder.create<tir::FuncOp>(
      func.getLoc(), func.getSymName(), builder.getStrArrayAttr(names),
      func.getSizesAttr(), countersOf(nest, options.instrument));
  builder.createBlock(&made.getBody());
  bindParams(made, all);
  noteTime();
  emit(nest.root);
  TDSL_CHECK(succeeded(verify(*module)), "the tensor IR of a nest is invalid");
  return module;
}

void Transcriber::bindParams(tir::FuncOp made, ArrayRef<Param> params) {
  Block &block = made.getBody().front();
  Location loc = func.getLoc();
  auto bufferOf = [&](const Param &param, unsigned rank) {
    return tir::BufferType::get(func.getContext(), param.type.getValueType(),
                                rank, tir::Scope::Argument);
  };
  for (const Param &param : params)
    block.addArgument(bufferOf(param, 1), loc);
  for (Attribute size : func.getSizes())
    scope.bind(cast<StringAttr>(size).getValue(),
               block.addArgument(builder.getIndexType(), loc));
  for (auto [place, param] : llvm::enumerate(params)) {
    auto box = param.type.getBox();
    TDSL_CHECK(box, "a parameter that is defined everywhere");
    SmallVector<Value> extents;
    for (const sets::Interval &dim : *box)
      extents.push_back(scope.emit(dim.extent(), loc));
    Value view = builder.create<tir::ViewOp>(loc, bufferOf(param, box->size()),
                                             block.getArgument(place), extents);
    places[param.name] = {view, *box};
  }
}

void Transcriber::emit(const schedule::Block &block) {
  for (const std::unique_ptr<schedule::Node> &node : block) {
    std::visit([this](const auto &kind) { emit(kind); }, node->of);
    if (loopDepth == 0 &&
        (node->as<schedule::Loop>() || node->as<schedule::Compute>() ||
         node->as<schedule::Launch>()))
      noteTime();
  }
}

/// At the begin, and after each of schedule::roots(), in that order.
void Transcriber::noteTime() {
  if (options.instrument == schedule::Instrument::TimeRoots)
    builder.create<tir::ClockOp>(func.getLoc(), timesNoted++);
}

void Transcriber::emit(const schedule::Loop &loop) {
  if (frame.launch && schedule::isSummedByThreads(loop) && !sum)
    return emitSharedSum(loop);
  if (schedule::isBound(loop.kind))
    return emitBound(loop);
  OpBuilder::InsertionGuard insertion(builder);
  Value variable = beginLoop(loop);
  ++frame.iterating;
  emitInside(loop, variable, loop.range);
  --frame.iterating;
}

/// The operation of a loop; what follows is written in it. Yields what the
/// loop's symbol is.
Value Transcriber::beginLoop(const schedule::Loop &loop) {
  Location loc = func.getLoc();
  tir::LoopKind kind = static_cast<tir::LoopKind>(loop.kind);
  Value lower = scope.emit(loop.range.lower, loc);
  Value upper = scope.emit(loop.range.upper, loc);
  Value offset;
  bool written =
      kind == tir::LoopKind::Vector || kind == tir::LoopKind::Unrolled;
  if (written) { // from 0, so that the extent is a constant
    sets::Expr extent = scope.facts().simplify(loop.range.extent());
    TDSL_CHECK(extent.constant(),
               "a vector or unrolled loop without a constant extent");
    offset = lower;
    lower = builder.create<arith::ConstantIndexOp>(loc, 0);
    upper = builder.create<arith::ConstantIndexOp>(loc, *extent.constant());
  }
  auto made = builder.create<tir::ForOp>(loc, kind, loop.name, lower, upper);
  builder.setInsertionPointToStart(made.getBlock());
  Value variable = made.getVariable();
  if (offset)
    variable = builder.createOrFold<arith::AddIOp>(loc, offset, variable);
  return variable;
}

/// `known`: where the variable lies; without an upper end where iterations from
/// the loop's own on are skipped further in.
void Transcriber::emitInside(const schedule::Loop &loop, Value variable,
                             const sets::Interval &known) {
  bool isVector = loop.kind == schedule::LoopKind::Vector;
  sets::Facts inner = scope.facts();
  inner.assumeIn(loop.symbol, known);
  sets::Facts outer = scope.exchange(std::move(inner));
  scope.bind(loop.symbol, variable);
  vectorDepth += isVector;
  ++loopDepth;
  emit(loop.body);
  --loopDepth;
  vectorDepth -= isVector;
  scope.unbind(loop.symbol);
  scope.exchange(std::move(outer));
}

void Transcriber::emit(const schedule::Unless &unless) {
  Location loc = func.getLoc();
  SmallVector<sets::Expr> forms;
  sets::Facts inner = scope.facts();
  for (const sets::Expr &positive : unless.positive) {
    forms.push_back(positive - sets::Expr(1));
    inner.assumeNonNegative(forms.back());
  }
  Value condition = scope.emitAllNonNegative(forms, loc);
  if (!condition)
    return emit(unless.body);
  auto branch = builder.create<scf::IfOp>(loc, condition, false);
  OpBuilder::InsertionGuard insertion(builder);
  builder.setInsertionPointToStart(branch.thenBlock());
  sets::Facts outer = scope.exchange(std::move(inner));
  emit(unless.body);
  scope.exchange(std::move(outer));
}

static tir::Scope scopeOf(schedule::Scope scope) {
  switch (scope) {
  case schedule::Scope::Argument:
    return tir::Scope::Argument;
  case schedule::Scope::Heap:
    return tir::Scope::Heap;
  case schedule::Scope::Stack:
  case schedule::Scope::Register:
    return tir::Scope::Stack;
  case schedule::Scope::Shared:
    return tir::Scope::Shared;
  }
  llvm_unreachable("every scope is above");
}

void Transcriber::emit(const schedule::Allocate &allocate) {
  const schedule::Buffer &buffer = nest.buffers[allocate.buffer];
  graph::StageOp stage = graph::findStage(func, buffer.stage);
  TDSL_CHECK(stage, "a buffer of a stage that is not there");
  Location loc = stage.getLoc();
  if (buffer.scope == schedule::Scope::Shared)
    return keepIn(buffer, frame.shared.lookup(&allocate),
                  [&] { emit(allocate.body); });
  SmallVector<Value> extents;
  for (const sets::Expr &extent : buffer.extents)
    extents.push_back(scope.emit(extent, loc));
  auto made = builder.create<tir::AllocateOp>(loc, extents, buffer.stage);
  OpBuilder::InsertionGuard insertion(builder);
  Block *block = builder.createBlock(&made.getBody());
  Value memory = block->addArgument(
      tir::BufferType::get(func.getContext(), stage.getType().getValueType(),
                           extents.size(), scopeOf(buffer.scope)),
      loc);
  keepIn(buffer, memory, [&] { emit(allocate.body); });
}

/// While `work` is done, the values of a stage lie in that memory. What is
/// summed in registers has a place of its own besides.
void Transcriber::keepIn(const schedule::Buffer &buffer, Value memory,
                         llvm::function_ref<void()> work) {
  auto before = places.find(buffer.stage);
  std::optional<Place> outer;
  if (before != places.end())
    outer = before->second;
  places[buffer.stage] = {memory, buffer.box};
  if (outer)
    outerPlaces[buffer.stage] = *outer;
  work();
  outerPlaces.erase(buffer.stage);
  if (outer)
    places[buffer.stage] = *outer;
  else
    places.erase(buffer.stage);
}

void Transcriber::emit(const schedule::Compute &leaf) {
  graph::StageOp stage = graph::findStage(func, leaf.stage);
  TDSL_CHECK(stage, "a leaf of a stage that is not there");
  if (vectorDepth != 0) // in lanes, as a mask
    return emitMasked(leaf, stage, leaf.guards, /*storesAll=*/false);
  // Who is no thread of it has nothing to write; registers are everybody's own,
  // and a part of a sum.
  bool goesOn = leaf.inRegisters || (sum && sum->stage == leaf.stage);
  std::vector<sets::Expr> guards = leaf.guards;
  if (frame.launch)
    llvm::append_range(guards, threadGuards(leaf));
  std::vector<sets::Expr> masks = leaf.masks;
  if (goesOn)
    llvm::append_range(masks, guards);
  auto write = [&] { emitMasked(leaf, stage, masks, /*storesAll=*/true); };
  if (goesOn)
    return write();
  where(guards, stage.getLoc(), write);
}

/// Where masks do not hold nothing is read; something is stored only by who
/// stores all.
void Transcriber::emitMasked(const schedule::Compute &leaf,
                             graph::StageOp stage,
                             llvm::ArrayRef<sets::Expr> masks, bool storesAll) {
  sets::Facts inner = scope.facts();
  for (const sets::Expr &mask : masks)
    inner.assumeNonNegative(mask);
  Value condition = scope.emitAllNonNegative(masks, stage.getLoc());
  sets::Facts outer = scope.exchange(std::move(inner));
  bodies.setFactsOfAll(storesAll && condition ? &outer : nullptr);
  emitLeaf(leaf, stage, condition, storesAll);
  bodies.setFactsOfAll(nullptr);
  scope.exchange(std::move(outer));
}

SmallVector<Value> Transcriber::indicesOf(const Place &place,
                                          graph::StageOp stage,
                                          const Point &point, Location loc) {
  SmallVector<Value> indices;
  for (unsigned dim = 0; dim != stage.getNumIndices(); ++dim) {
    sets::Expr form = point.lookup(stage.getIndexSymbol(dim));
    indices.push_back(scope.emit(form - place.box[dim].lower, loc));
  }
  return indices;
}

void Transcriber::emitLeaf(const schedule::Compute &leaf, graph::StageOp stage,
                           Value guard, bool storesAll) {
  Location loc = stage.getLoc();
  auto place = places.find(leaf.stage);
  TDSL_CHECK(place != places.end(), "a leaf writes a stage without a buffer");
  if (options.instrument == schedule::Instrument::CountLeaves)
    builder.create<tir::LeafOp>(loc, leaf.leaf);
  Point point;
  for (const auto &[symbol, form] : leaf.indices)
    point[symbol] = form;
  graph::ReduceOp root = stage.getRootReduction();
  if (sum && sum->stage == leaf.stage && leaf.phase == schedule::Phase::Update)
    return updatePartial(stage, point, guard);
  const Place &to = place->second;
  SmallVector<Value> indices = indicesOf(to, stage, point, loc);
  Value mask = storesAll ? Value() : guard;
  switch (leaf.phase) {
  case schedule::Phase::Whole: {
    Value value = bodies.emit(stage.getBody().front(), point, guard);
    builder.create<tir::StoreOp>(loc, value, to.buffer, indices, mask);
    return;
  }
  case schedule::Phase::Init: {
    Value value = tir::identity(builder, loc, combineOf(root),
                                root.getResult().getType());
    builder.create<tir::StoreOp>(loc, value, to.buffer, indices, mask);
    return;
  }
  case schedule::Phase::Update: {
    Value value = bodies.emitUpdate(stage, root, point, guard);
    builder.create<tir::AccumulateOp>(loc, combineOf(root), value, to.buffer,
                                      indices, mask, root.getContract(), false);
    return;
  }
  case schedule::Phase::Store: {
    Value value = builder.create<tir::LoadOp>(
        loc, stage.getType().getValueType(), to.buffer, indices, Value());
    const Place &outer = outerPlaces.find(leaf.stage)->second;
    builder.create<tir::StoreOp>(loc, value, outer.buffer,
                                 indicesOf(outer, stage, point, loc), mask);
    return;
  }
  }
}

/// What a thread has nothing of adds nothing, so that its sum has no guard.
void Transcriber::updatePartial(graph::StageOp stage, const Point &point,
                                Value guard) {
  Location loc = stage.getLoc();
  graph::ReduceOp root = stage.getRootReduction();
  tir::Combine combine = combineOf(root);
  Value value = bodies.emitUpdate(stage, root, point, guard);
  if (guard) {
    Value none = tir::identity(builder, loc, combine, value.getType());
    value = builder.create<arith::SelectOp>(loc, guard, value, none);
  }
  Value first = builder.create<arith::ConstantIndexOp>(loc, 0);
  builder.create<tir::AccumulateOp>(loc, combine, value, sum->partial,
                                    ValueRange(first), Value(),
                                    root.getContract() && !guard, false);
}

OwningOpRef<ModuleOp> toTir(graph::FuncOp func, const schedule::Nest &nest,
                            const NestToTirOptions &options) {
  Doing doing("lowering the nest to the tensor IR");
  func.getContext()
      ->loadDialect<tir::TirDialect, arith::ArithDialect, math::MathDialect,
                    scf::SCFDialect, vector::VectorDialect>();
  return Transcriber(func, nest, options).run();
}

} // namespace tdsl::lower
