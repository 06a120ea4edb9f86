//===- Launch.cpp - Bound loops: what each thread of a GPU does -----------===//
//
//   block.x i in 0..n:  S(i)     ->    i = block_id x:  S(i)
//   thread.x j in 0..m: S(j)     ->    j = thread_id x: if j < m: S(j)
//
// and where there are more iterations than threads (t), or blocks:
//
//   thread.x j in 0..m: S(j)
//   ->
//   for n in 0..ceil(m / t):
//     j = n*t + thread_id x
//     if j < m: S(j)
//
// The guards stand at the leaves, so that every thread of a block comes to each
// barrier. See Note [Sums of a block].
//
//===----------------------------------------------------------------------===//

#include "compiler/lower/NestToTir/Transcriber.h"
#include "compiler/schedule/finalize/Launches.h"
#include "compiler/support/Check.h"
#include "compiler/tir/Access.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace tdsl::lower {

using sets::Expr;

void Transcriber::emit(const schedule::Barrier &) {
  builder.create<tir::BarrierOp>(func.getLoc());
}

void Transcriber::emit(const schedule::Launch &launch) {
  Location loc = func.getLoc();
  Value grid[3];
  for (unsigned axis = 0; axis != 3; ++axis)
    grid[axis] = scope.emit(launch.grid[axis], loc);
  auto made = builder.create<tir::LaunchOp>(
      loc, launch.stage, grid[0], grid[1], grid[2],
      llvm::ArrayRef<int64_t>(launch.threads));
  OpBuilder::InsertionGuard insertion(builder);
  builder.createBlock(&made.getBody());
  sets::Facts inner = scope.facts();
  frame = LaunchFrame();
  frame.launch = &launch;
  for (unsigned axis = 0; axis != 3; ++axis) {
    std::string name(1, "xyz"[axis]);
    auto at = static_cast<tir::Axis>(axis);
    // An axis of one has one number.
    frame.blockId[axis] = frame.threadId[axis] = 0;
    if (launch.grid[axis] != Expr(1)) {
      frame.blockId[axis] = Expr::symbol("%block." + name);
      scope.bind("%block." + name, builder.create<tir::BlockIdOp>(
                                       loc, builder.getIndexType(), at));
      inner.assumeIn("%block." + name, {0, launch.grid[axis]});
    }
    if (launch.threads[axis] != 1) {
      frame.threadId[axis] = Expr::symbol("%thread." + name);
      scope.bind("%thread." + name, builder.create<tir::ThreadIdOp>(
                                        loc, builder.getIndexType(), at));
      inner.assumeIn("%thread." + name, {0, launch.threads[axis]});
    }
  }
  sets::Facts outer = scope.exchange(std::move(inner));
  allocateShared(launch.body);
  ++loopDepth;
  emit(launch.body);
  --loopDepth;
  scope.exchange(std::move(outer));
  frame = LaunchFrame();
}

/// A buffer of constant extents; what follows is written where it lives.
Value Transcriber::allocateHere(llvm::StringRef stage,
                                llvm::ArrayRef<int64_t> extents,
                                tir::Scope where) {
  graph::StageOp op = graph::findStage(func, stage);
  Location loc = op.getLoc();
  SmallVector<Value> sizes;
  for (int64_t extent : extents)
    sizes.push_back(builder.create<arith::ConstantIndexOp>(loc, extent));
  auto made = builder.create<tir::AllocateOp>(loc, sizes, stage);
  Block *block = builder.createBlock(&made.getBody());
  return block->addArgument(tir::BufferType::get(func.getContext(),
                                                 op.getType().getValueType(),
                                                 extents.size(), where),
                            loc);
}

/// `summed`: whose sums the loops around are for, with their memory.
void Transcriber::allocateShared(const schedule::Block &block,
                                 llvm::StringRef summed) {
  const int64_t *threads = frame.launch->threads;
  for (const std::unique_ptr<schedule::Node> &node : block) {
    if (const auto *it = node->as<schedule::Allocate>()) {
      const schedule::Buffer &buffer = nest.buffers[it->buffer];
      SmallVector<int64_t> extents;
      if (buffer.scope == schedule::Scope::Shared) {
        for (const Expr &extent : buffer.extents)
          extents.push_back(*extent.constant());
        frame.shared[it] =
            allocateHere(buffer.stage, extents, tir::Scope::Shared);
      }
    }
    const auto *loop = node->as<schedule::Loop>();
    llvm::StringRef inside = summed;
    if (loop && schedule::isSummedByThreads(*loop) && loop->stage != summed) {
      inside = loop->stage;
      frame.shared[loop] =
          allocateHere(loop->stage, {threads[0] * threads[1] * threads[2]},
                       tir::Scope::Shared);
    }
    if (const schedule::Block *body = schedule::bodyOf(*node))
      allocateShared(*body, inside);
  }
}

void Transcriber::emitBound(const schedule::Loop &loop) {
  if (schedule::isBlock(loop.kind))
    return emitBlocks(loop);
  unsigned axis = schedule::axisOf(loop.kind);
  bool fits = schedule::fitsOnce(loop, *frame.launch);
  int64_t count = frame.launch->threads[axis];
  std::optional<Expr> guard;
  if (!fits || loop.range.extent() != Expr(count))
    guard = loop.range.upper - Expr(1) - Expr::symbol(loop.symbol);
  frame.bound.push_back({loop.stage, axis, guard});
  // Threads without an iteration come this far, too.
  Expr rounds = fits ? Expr(1) : Expr::ceilDiv(loop.range.extent(), count);
  sets::Interval known = {loop.range.lower,
                          loop.range.lower + rounds * Expr(count)};
  if (fits)
    emitInside(
        loop,
        scope.emit(loop.range.lower + frame.threadId[axis], func.getLoc()),
        known);
  else
    emitRounds(loop, count, frame.threadId[axis],
               [&](Value variable) { emitInside(loop, variable, known); });
  frame.bound.pop_back();
}

/// All threads of a block are in it, so that a condition is no harm. A grid
/// has fewer blocks than iterations only where it can have no more.
void Transcriber::emitBlocks(const schedule::Loop &loop) {
  unsigned axis = schedule::axisOf(loop.kind);
  Location loc = func.getLoc();
  const Expr &id = frame.blockId[axis];
  Expr extent = loop.range.extent();
  if (frame.launch->grid[axis] == extent)
    return emitInside(loop, scope.emit(loop.range.lower + id, loc), loop.range);
  emitRounds(loop, frame.launch->most[axis], id, [&](Value variable) {
    scope.bind(loop.symbol, variable);
    where({loop.range.upper - Expr(1) - Expr::symbol(loop.symbol)}, loc,
          [&] { emitInside(loop, variable, loop.range); });
  });
}

/// Every `count`-th iteration, from number `id` on; as often as it takes.
void Transcriber::emitRounds(const schedule::Loop &loop, int64_t count,
                             const Expr &id,
                             llvm::function_ref<void(Value)> inside) {
  Location loc = func.getLoc();
  OpBuilder::InsertionGuard insertion(builder);
  Value zero = builder.create<arith::ConstantIndexOp>(loc, 0);
  Value rounds = scope.emit(Expr::ceilDiv(loop.range.extent(), count), loc);
  auto made = builder.create<tir::ForOp>(loc, tir::LoopKind::Serial,
                                         loop.name + "_round", zero, rounds);
  builder.setInsertionPointToStart(made.getBlock());
  std::string round = "%round." + loop.symbol;
  scope.bind(round, made.getVariable());
  Value variable = scope.emit(
      loop.range.lower + Expr::symbol(round) * Expr(count) + id, loc);
  ++frame.iterating;
  inside(variable);
  --frame.iterating;
  scope.unbind(round);
}

/// Whether the threads of a loop around are those that compute the stage: its
/// own, and where it is one thread's, those of the stages around it.
bool Transcriber::isOwnThreads(llvm::StringRef stage,
                               llvm::StringRef loopStage) const {
  if (stage == loopStage)
    return true;
  return isOneThreads(stage) &&
         isOwnThreads(nest.plan(stage)->consumer, loopStage);
}

/// Whether the stage is kept on the stack of each thread. Registers that it is
/// summed up in say nothing of where it belongs.
bool Transcriber::isOneThreads(llvm::StringRef stage) const {
  auto outer = outerPlaces.find(stage);
  auto place = outer != outerPlaces.end() ? outer : places.find(stage);
  return place != places.end() &&
         nest.plan(stage)->where == schedule::StagePlan::Where::At &&
         cast<tir::BufferType>(place->second.buffer.getType()).getScope() ==
             tir::Scope::Stack;
}

/// What must be >= 0 for this thread to be one of those that compute the leaf.
std::vector<Expr> Transcriber::threadGuards(const schedule::Compute &leaf) {
  std::vector<Expr> guards;
  bool isBound[3] = {false, false, false};
  for (const LaunchFrame::Bound &bound : frame.bound) {
    if (!isOwnThreads(leaf.stage, bound.stage))
      continue;
    isBound[bound.axis] = true;
    if (bound.guard)
      guards.push_back(*bound.guard);
  }
  // Each thread has its own, whoever reads it further in.
  if (isOneThreads(leaf.stage))
    return guards;
  for (unsigned axis = 0; axis != 3; ++axis)
    if (!isBound[axis] && frame.launch->threads[axis] != 1)
      guards.push_back(-frame.threadId[axis]); // the first thread alone
  return guards;
}

void Transcriber::where(llvm::ArrayRef<Expr> forms, Location loc,
                        llvm::function_ref<void()> write) {
  Value condition = scope.emitAllNonNegative(forms, loc);
  sets::Facts inner = scope.facts();
  for (const Expr &form : forms)
    inner.assumeNonNegative(form);
  sets::Facts outer = scope.exchange(std::move(inner));
  auto restore =
      llvm::make_scope_exit([&] { scope.exchange(std::move(outer)); });
  if (!condition)
    return write();
  auto branch = builder.create<scf::IfOp>(loc, condition, false);
  OpBuilder::InsertionGuard insertion(builder);
  builder.setInsertionPointToStart(branch.thenBlock());
  write();
}

// Note [Sums of a block]
//
//   for jo: thread.x ji: s[i] <- x[i, j]
//   ->
//   partial = identity
//   for jo: partial <- x[i, j], by each thread its share
//   scratch[thread] = partial
//   for n in t/2, t/4 .. 1: barrier; if thread < n: scratch[thread] <-
//                                                   scratch[thread + n]
//   the first thread: s[i] <- scratch[0]

static const schedule::Compute *updateIn(const schedule::Block &block,
                                         llvm::StringRef stage) {
  for (const std::unique_ptr<schedule::Node> &node : block) {
    const auto *leaf = node->as<schedule::Compute>();
    if (leaf && leaf->stage == stage && leaf->phase == schedule::Phase::Update)
      return leaf;
    if (const schedule::Block *body = schedule::bodyOf(*node))
      if (const auto *found = updateIn(*body, stage))
        return found;
  }
  return nullptr;
}

static void reducedAxes(const schedule::Loop &loop, llvm::StringRef stage,
                        bool (&axes)[3]) {
  if (loop.stage == stage && schedule::isThread(loop.kind))
    axes[schedule::axisOf(loop.kind)] = true;
  for (const std::unique_ptr<schedule::Node> &node : loop.body)
    if (const auto *inner = node->as<schedule::Loop>())
      reducedAxes(*inner, stage, axes);
}

void Transcriber::emitSharedSum(const schedule::Loop &loop) {
  graph::StageOp stage = graph::findStage(func, loop.stage);
  Location loc = stage.getLoc();
  Type type = stage.getType().getValueType();
  OpBuilder::InsertionGuard insertion(builder);
  Value scratch = frame.shared.lookup(&loop);
  Value partial = allocateHere(loop.stage, {1}, tir::Scope::Stack);
  Value first = builder.create<arith::ConstantIndexOp>(loc, 0);
  tir::Combine combine = combineOf(stage.getRootReduction());
  builder.create<tir::StoreOp>(loc, tir::identity(builder, loc, combine, type),
                               partial, ValueRange(first), Value());
  sum = SharedSum{loop.stage, partial};
  emit(loop);
  sum.reset();
  // The last sum was read: a block that keeps its sums has waited for that.
  auto place =
      cast<tir::BufferType>(places.find(loop.stage)->second.buffer.getType());
  if (frame.iterating && place.getScope() != tir::Scope::Shared)
    builder.create<tir::BarrierOp>(loc);
  Value mine = builder.create<tir::LoadOp>(loc, type, partial,
                                           ValueRange(first), Value());
  builder.create<tir::StoreOp>(loc, mine, scratch,
                               ValueRange(threadNumber(loc)), Value());
  bool axes[3] = {false, false, false};
  reducedAxes(loop, loop.stage, axes);
  for (unsigned axis = 0; axis != 3; ++axis)
    if (axes[axis])
      addAcross(stage, axis, scratch);
  finishSum(*updateIn(loop.body, loop.stage), stage, scratch);
}

/// The number of this thread in its block.
Value Transcriber::threadNumber(Location loc) {
  const int64_t *threads = frame.launch->threads;
  return scope.emit(frame.threadId[0] + frame.threadId[1] * Expr(threads[0]) +
                        frame.threadId[2] * Expr(threads[0] * threads[1]),
                    loc);
}

/// Adds up along an axis, into the first thread's element.
void Transcriber::addAcross(graph::StageOp stage, unsigned axis,
                            Value scratch) {
  Location loc = stage.getLoc();
  Type type = stage.getType().getValueType();
  tir::Combine combine = combineOf(stage.getRootReduction());
  int64_t count = frame.launch->threads[axis];
  int64_t stride = 1;
  for (unsigned inner = 0; inner != axis; ++inner)
    stride *= frame.launch->threads[inner];
  const Expr &id = frame.threadId[axis];
  for (int64_t step = llvm::PowerOf2Ceil(count) / 2; step > 0; step /= 2) {
    builder.create<tir::BarrierOp>(loc);
    where({Expr(step - 1) - id, Expr(count - 1 - step) - id}, loc, [&] {
      Value at = threadNumber(loc);
      Value by = builder.create<arith::ConstantIndexOp>(loc, step * stride);
      Value far = builder.createOrFold<arith::AddIOp>(loc, at, by);
      Value other = builder.create<tir::LoadOp>(loc, type, scratch,
                                                ValueRange(far), Value());
      builder.create<tir::AccumulateOp>(loc, combine, other, scratch,
                                        ValueRange(at), Value(), false, false);
    });
  }
}

void Transcriber::finishSum(const schedule::Compute &leaf, graph::StageOp stage,
                            Value scratch) {
  Location loc = stage.getLoc();
  const Place &place = places.find(leaf.stage)->second;
  Point point;
  for (const auto &[symbol, form] : leaf.indices)
    point[symbol] = form;
  // Guards that speak of the reduction are behind.
  schedule::Compute whole;
  whole.stage = leaf.stage;
  const schedule::StagePlan &plan = *nest.plan(leaf.stage);
  for (const Expr &guard : leaf.guards) {
    bool isPure = llvm::none_of(plan.loops, [&](const auto &loop) {
      return loop.isReduction && guard.uses(loop.symbol);
    });
    if (isPure)
      whole.guards.push_back(guard);
  }
  std::vector<Expr> guards = threadGuards(whole);
  llvm::append_range(guards, whole.guards);
  where(guards, loc, [&] {
    Value total = builder.create<tir::LoadOp>(
        loc, stage.getType().getValueType(), scratch,
        ValueRange(threadNumber(loc)), Value());
    builder.create<tir::AccumulateOp>(
        loc, combineOf(stage.getRootReduction()), total, place.buffer,
        indicesOf(place, stage, point, loc), Value(), false, false);
  });
}

} // namespace tdsl::lower
