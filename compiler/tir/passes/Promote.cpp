//===- Promote.cpp - Carry accumulations in values instead of memory ------===//
//
// For each serial loop, innermost first:
//   1. move what does not change in the loop in front of it;
//   2. for each buffer that the loop reads and writes, if every access to it
//   stands
//      directly in the body, unguarded, at an address that does not move, and
//      any two addresses are the same or apart, carry the elements: load them
//      before the loop, store them behind it.
// A sum across lanes is carried as a vector, and folded once behind the loop.
//
// A loop that never runs then writes back what it read, so the element must be
// there: something in front of the loop touches it as well (what a reduction
// folds into is set by the Init leaf), or the loop is known to run, or all of
// it stands in a branch that is taken where the loop runs.
//
//===----------------------------------------------------------------------===//

#include "compiler/tir/Access.h"
#include "compiler/tir/passes/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/ADT/SetVector.h"

namespace tdsl::tir {
#define GEN_PASS_DEF_PROMOTE
#include "compiler/tir/passes/Passes.h.inc"
} // namespace tdsl::tir

using namespace mlir;
using namespace tdsl::tir;

namespace {

struct Promote : tdsl::tir::impl::PromoteBase<Promote> {
  void runOnOperation() override;
};

bool isOutside(Value value, ForOp loop) {
  return !loop.getBody().isAncestor(value.getParentRegion());
}

void hoistInvariants(ForOp loop) {
  for (Operation &op :
       llvm::make_early_inc_range(loop.getBlock()->without_terminator()))
    if (isPure(&op) && op.getNumRegions() == 0 &&
        llvm::all_of(op.getOperands(),
                     [&](Value v) { return isOutside(v, loop); }))
      op.moveBefore(loop);
}

/// One element (or adjacent ones) that the loop carries.
struct Carried {
  Cell cell;
  SmallVector<Value> indices; // of its first access, which will be gone
  Type accessed;              // by a single load or store
  std::optional<Combine> across;
  Type type; // of the carried value
};

/// The elements of `buffer` to carry; none where one access stands in the way.
SmallVector<Carried> findCarried(ForOp loop, Value buffer) {
  Addresses addresses;
  SmallVector<Carried> found;
  for (Operation &op : loop.getBlock()->without_terminator()) {
    std::optional<Touch> access = touch(op);
    if (!access || access->buffer != buffer) {
      if (op.getNumRegions() != 0 && anyTouch(op, buffer, false))
        return {};
      continue;
    }
    if (access->guard || !llvm::all_of(access->indices, [&](Value v) {
          return v.getType().isIndex() && isOutside(v, loop);
        }))
      return {};
    auto step = dyn_cast<AccumulateOp>(op);
    Carried here{addresses.cell(buffer, access->indices, access->type),
                 SmallVector<Value>(access->indices), access->type,
                 std::nullopt, access->type};
    if (step && step.getAcross()) {
      here.across = step.getCombine();
      here.type = step.getValue().getType();
    }
    bool known = false;
    for (Carried &other : found) {
      Overlap overlap = Addresses::overlap(other.cell, here.cell);
      if (overlap == Overlap::Disjoint)
        continue;
      if (overlap == Overlap::Unknown || other.across != here.across ||
          other.type != here.type)
        return {};
      known = true;
    }
    if (!known)
      found.push_back(here);
  }
  return found;
}

bool isKnownToRun(ForOp loop) {
  APInt lower, upper;
  return matchPattern(loop.getLower(), m_ConstantInt(&lower)) &&
         matchPattern(loop.getUpper(), m_ConstantInt(&upper)) &&
         lower.slt(upper);
}

/// Whether what runs whenever the loop is reached touches the element, too.
bool isThere(ForOp loop, const Carried &element) {
  if (isKnownToRun(loop))
    return true;
  Addresses addresses;
  Cell wanted =
      addresses.cell(element.cell.buffer, element.indices, element.accessed);
  for (Operation *at = loop; at && !isa<FuncOp>(at); at = at->getParentOp())
    for (Operation *op = at->getPrevNode(); op; op = op->getPrevNode()) {
      std::optional<Touch> access = touch(*op);
      if (!access || access->guard || access->buffer != wanted.buffer)
        continue;
      Cell cell = addresses.cell(access->buffer, access->indices, access->type);
      if (Addresses::overlap(cell, wanted) == Overlap::Same)
        return true;
    }
  return false;
}

/// if lower < upper: the loop
void guard(ForOp loop) {
  OpBuilder builder(loop);
  Location loc = loop.getLoc();
  Value runs = builder.create<arith::CmpIOp>(loc, arith::CmpIPredicate::slt,
                                             loop.getLower(), loop.getUpper());
  SmallVector<Value> inits(loop.getInits());
  auto branch = builder.create<scf::IfOp>(loc, loop.getResultTypes(), runs,
                                          /*addThenBlock=*/true,
                                          /*addElseBlock=*/!inits.empty());
  loop.replaceAllUsesWith(branch.getResults());
  loop->moveBefore(branch.thenBlock(), branch.thenBlock()->begin());
  OpBuilder::atBlockEnd(branch.thenBlock())
      .create<scf::YieldOp>(loc, loop.getResults());
  if (!inits.empty())
    OpBuilder::atBlockEnd(branch.elseBlock()).create<scf::YieldOp>(loc, inits);
}

class Carrier {
public:
  Carrier(ForOp loop, SmallVector<Carried> carried)
      : loop(loop), carried(std::move(carried)), builder(loop) {}

  /// Returns the loop that takes the place of the old one.
  ForOp run() {
    SmallVector<Value> inits(loop.getInits());
    size_t before = inits.size();
    for (Carried &element : carried)
      inits.push_back(initial(element));
    auto made =
        builder.create<ForOp>(loop.getLoc(), loop.getKind(), loop.getName(),
                              loop.getLower(), loop.getUpper(), inits);
    moveBody(made, before);
    for (auto [place, element] : llvm::enumerate(carried))
      writeBack(element, made.getResult(before + place));
    for (size_t place = 0; place != before; ++place)
      loop.getResult(place).replaceAllUsesWith(made.getResult(place));
    loop.erase();
    return made;
  }

private:
  ForOp loop;
  SmallVector<Carried> carried;
  OpBuilder builder;
  Addresses addresses;

  Value initial(Carried &element) {
    if (element.across)
      return identity(builder, loop.getLoc(), *element.across, element.type);
    return builder.create<LoadOp>(loop.getLoc(), element.type,
                                  element.cell.buffer, element.indices,
                                  Value());
  }

  void writeBack(Carried &element, Value value) {
    if (element.across)
      builder.create<AccumulateOp>(loop.getLoc(), *element.across, value,
                                   element.cell.buffer, element.indices,
                                   Value(), false, true);
    else
      builder.create<StoreOp>(loop.getLoc(), value, element.cell.buffer,
                              element.indices, Value());
  }

  /// The cells were named by another Addresses: name them again in ours.
  size_t placeOf(const Touch &access) {
    Cell cell = addresses.cell(access.buffer, access.indices, access.type);
    for (auto [place, element] : llvm::enumerate(carried)) {
      Cell other = addresses.cell(element.cell.buffer, element.indices,
                                  element.accessed);
      if (Addresses::overlap(cell, other) == Overlap::Same)
        return place;
    }
    llvm_unreachable("findCarried saw every access");
  }

  void moveBody(ForOp made, size_t before) {
    Block *to = made.getBlock();
    if (to->mightHaveTerminator())
      to->getTerminator()->erase();
    Block *from = loop.getBlock();
    for (size_t place = 0; place != before + 1; ++place)
      from->getArgument(place).replaceAllUsesWith(to->getArgument(place));
    SmallVector<Value> current(to->getArguments().drop_front(before + 1));
    Value buffer = carried.front().cell.buffer;
    for (Operation &op :
         llvm::make_early_inc_range(from->without_terminator())) {
      op.moveBefore(to, to->end());
      std::optional<Touch> access = touch(op);
      if (!access || access->buffer != buffer)
        continue;
      step(op, current[placeOf(*access)]);
    }
    SmallVector<Value> yielded(from->getTerminator()->getOperands());
    yielded.append(current);
    OpBuilder::atBlockEnd(to).create<YieldOp>(loop.getLoc(), yielded);
  }

  void step(Operation &op, Value &current) {
    OpBuilder here(&op);
    if (auto load = dyn_cast<LoadOp>(op))
      load.getValue().replaceAllUsesWith(current);
    else if (auto store = dyn_cast<StoreOp>(op))
      current = store.getValue();
    else if (auto sum = dyn_cast<AccumulateOp>(op))
      current = combineValues(here, op.getLoc(), sum.getCombine(), current,
                              sum.getValue(), sum.getContract());
    op.erase();
  }
};

void promote(ForOp loop) {
  hoistInvariants(loop);
  // What is only stored gains nothing, and may never have been set.
  llvm::SetVector<Value> written;
  llvm::SmallPtrSet<Value, 4> read;
  for (Operation &op : loop.getBlock()->without_terminator())
    if (std::optional<Touch> access = touch(op)) {
      if (access->writes)
        written.insert(access->buffer);
      if (access->reads)
        read.insert(access->buffer);
    }
  bool isGuarded = false;
  for (Value buffer : written) {
    if (!read.contains(buffer))
      continue;
    SmallVector<Carried> carried = findCarried(loop, buffer);
    if (carried.empty())
      continue;
    bool areThere = llvm::all_of(carried, [&](const Carried &element) {
      return isThere(loop, element);
    });
    if (!areThere && !isGuarded) {
      guard(loop);
      isGuarded = true;
    }
    loop = Carrier(loop, std::move(carried)).run();
  }
}

} // namespace

void Promote::runOnOperation() {
  SmallVector<ForOp> loops;
  getOperation().walk([&](ForOp loop) { // innermost first
    if (loop.getKind() == LoopKind::Serial)
      loops.push_back(loop);
  });
  for (ForOp loop : loops)
    promote(loop);
}
