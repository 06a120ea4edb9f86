//===- Body.cpp - One evaluation of a stage's body ------------------------===//

#include "compiler/lower/NestToTir/Body.h"

#include "compiler/support/Check.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace tdsl::lower {

Value BodyEmitter::emit(Block &block, const Point &point, Value guard,
                        IRMapping outer, Value *predicate) {
  Frame frame{point, guard, std::move(outer)};
  for (Operation &op : block.without_terminator())
    emitOp(op, frame);
  auto yield = cast<graph::YieldOp>(block.getTerminator());
  if (predicate)
    *predicate =
        yield.getPredicate() ? value(yield.getPredicate(), frame) : Value();
  return value(yield.getValue(), frame);
}

void BodyEmitter::emitOp(Operation &op, Frame &frame) {
  if (auto read = dyn_cast<graph::ReadOp>(op))
    return emitRead(read, frame);
  if (auto reduce = dyn_cast<graph::ReduceOp>(op))
    return emitReduce(reduce, frame);
  if (auto table = dyn_cast<graph::TableOp>(op))
    return emitTable(table, frame);
  if (auto check = dyn_cast<graph::CheckOp>(op))
    return emitCheck(check, frame);
  if (auto compare = dyn_cast<arith::CmpIOp>(op);
      compare && compare.getLhs().getType().isIndex())
    return emitCompare(compare, frame);
  // Indices become forms where they are used, not code here.
  bool isIndex = op.getNumResults() == 1 && op.getResult(0).getType().isIndex();
  if (isIndex && isa<graph::SizeOp, graph::FloorDivOp, graph::ModOp,
                     arith::ConstantOp, arith::AddIOp, arith::SubIOp,
                     arith::MulIOp, arith::MinSIOp, arith::MaxSIOp>(op))
    return;
  for (Value operand : op.getOperands())
    value(operand, frame);
  builder.clone(op, frame.values);
}

/// The emitted value of an SSA value of the graph.
Value BodyEmitter::value(Value old, Frame &frame) {
  if (Value known = frame.values.lookupOrNull(old))
    return known;
  TDSL_CHECK(old.getType().isIndex(), "a value of a body was not emitted");
  Value made = scope.emit(form(old, frame), old.getLoc());
  frame.values.map(old, made);
  return made;
}

sets::Expr BodyEmitter::form(Value index, Frame &frame) {
  if (auto argument = dyn_cast<BlockArgument>(index)) {
    auto found = frame.point.find(graph::symbolOf(argument));
    TDSL_CHECK(found != frame.point.end(), "an index has no value");
    return found->second;
  }
  Operation *op = index.getDefiningOp();
  IntegerAttr constant;
  if (matchPattern(index, m_Constant(&constant)))
    return sets::Expr(constant.getInt());
  if (auto size = dyn_cast<graph::SizeOp>(op))
    return sets::Expr::symbol(size.getName());
  auto operand = [&](unsigned place) {
    return form(op->getOperand(place), frame);
  };
  if (isa<arith::AddIOp>(op))
    return operand(0) + operand(1);
  if (isa<arith::SubIOp>(op))
    return operand(0) - operand(1);
  if (isa<arith::MulIOp>(op))
    return operand(0) * operand(1);
  if (isa<arith::MinSIOp>(op))
    return sets::Expr::min(operand(0), operand(1));
  if (isa<arith::MaxSIOp>(op))
    return sets::Expr::max(operand(0), operand(1));
  if (isa<graph::FloorDivOp>(op))
    return sets::Expr::floorDiv(operand(0), operand(1));
  if (isa<graph::ModOp>(op))
    return sets::Expr::mod(operand(0), operand(1));
  // Read from data: the value was emitted, and gets a symbol.
  Value made = frame.values.lookupOrNull(index);
  TDSL_CHECK(made, "an index of a body was not emitted");
  sets::Expr symbol = scope.opaque(made);
  return symbol;
}

Value BodyEmitter::both(Value a, Value b, Location loc) {
  if (!a || !b)
    return a ? a : b;
  return builder.createOrFold<arith::AndIOp>(loc, a, b);
}

Value BodyEmitter::guardOf(Value own, Frame &frame) {
  if (!own)
    return frame.guard;
  Value emitted = value(own, frame);
  if (matchPattern(emitted, m_One()))
    return frame.guard;
  return both(frame.guard, emitted, own.getLoc());
}

Value BodyEmitter::zero(Type type, Location loc) {
  return builder.create<arith::ConstantOp>(
      loc, cast<TypedAttr>(builder.getZeroAttr(type)));
}

void BodyEmitter::emitRead(graph::ReadOp read, Frame &frame) {
  Location loc = read.getLoc();
  Value guard = guardOf(read.getGuard(), frame);
  if (guard && matchPattern(guard, m_Zero())) {
    frame.values.map(read.getResult(), zero(read.getResult().getType(), loc));
    return;
  }
  SmallVector<sets::Expr> at;
  for (Value index : read.getIndices())
    at.push_back(form(index, frame));
  auto place = places.find(graph::nameOf(read.getTensor()));
  if (read.getCheckedAttr()) {
    auto box = read.getTensor().getType().getBox();
    TDSL_CHECK(box, "a checked read of a tensor without a box");
    guard = both(guard,
                 checkInside(read.getCheckedAttr(), guard, at, *box, loc), loc);
  }
  Value result;
  if (place != places.end()) {
    result = load(place->second, at, read.getResult().getType(), guard, loc);
  } else {
    graph::StageOp stage = graph::stageOf(read.getTensor());
    TDSL_CHECK(stage, "a tensor that is read has no place and no body");
    Point point;
    for (unsigned dim = 0; dim != stage.getNumIndices(); ++dim)
      point[stage.getIndexSymbol(dim)] = at[dim];
    result = emit(stage.getBody().front(), point, guard);
  }
  frame.values.map(read.getResult(), result);
}

Value BodyEmitter::load(const Place &place, ArrayRef<sets::Expr> at, Type type,
                        Value guard, Location loc) {
  SmallVector<Value> indices;
  for (auto [dim, form] : llvm::enumerate(at))
    indices.push_back(scope.emit(form - place.box[dim].lower, loc));
  if (guard && isHarmless(place, at))
    guard = Value();
  return builder.create<tir::LoadOp>(loc, type, place.buffer, indices, guard);
}

/// Whether a read stays inside of its memory also where the guard of its leaf
/// does not hold, as one of a tile does: then anything will do.
bool BodyEmitter::isHarmless(const Place &place, ArrayRef<sets::Expr> at) {
  auto scopeOfPlace = cast<tir::BufferType>(place.buffer.getType()).getScope();
  if (!factsOfAll || scopeOfPlace == tir::Scope::Argument ||
      scopeOfPlace == tir::Scope::Heap)
    return false;
  for (auto [dim, extent] : llvm::enumerate(tir::extents(place.buffer))) {
    IntegerAttr number;
    sets::Expr offset = at[dim] - place.box[dim].lower;
    if (!matchPattern(extent, m_Constant(&number)) ||
        !factsOfAll->provesNonNegative(offset) ||
        !factsOfAll->provesNonNegative(sets::Expr(number.getInt() - 1) -
                                       offset))
      return false;
  }
  return true;
}

/// Reports the first dimension in which the point lies outside; yields whether
/// it lies inside in all of them.
Value BodyEmitter::checkInside(graph::SiteAttr site, Value guard,
                               ArrayRef<sets::Expr> at,
                               ArrayRef<sets::Interval> box, Location loc) {
  Value inside;
  for (auto [dim, form] : llvm::enumerate(at)) {
    sets::Expr offset = form - box[dim].lower;
    Value holds = scope.emitAllNonNegative(
        {offset, box[dim].upper - sets::Expr(1) - form}, loc);
    if (!holds)
      continue;
    Value one = builder.create<arith::ConstantIntOp>(loc, 1, 1);
    Value failed = builder.createOrFold<arith::XOrIOp>(loc, holds, one);
    builder.create<tir::CheckOp>(
        loc, both(both(guard, inside, loc), failed, loc), scope.emit(form, loc),
        scope.emit(box[dim].extent(), loc), siteOf(site, dim));
    inside = both(inside, holds, loc);
  }
  return inside;
}

/// A chain of selections: tables are short, and so it vectorises.
void BodyEmitter::emitTable(graph::TableOp table, Frame &frame) {
  Location loc = table.getLoc();
  auto entries = cast<ElementsAttr>(table.getEntries());
  auto attributes = llvm::to_vector(entries.getValues<Attribute>());
  int64_t length = attributes.size();
  sets::Expr at = scope.facts().simplify(form(table.getIndex(), frame));
  Value guard = guardOf(table.getGuard(), frame);
  if (table.getCheckedAttr())
    checkInside(table.getCheckedAttr(), guard, {at},
                {sets::Interval{sets::Expr(0), sets::Expr(length)}}, loc);
  auto entry = [&](int64_t place) -> Value {
    return builder.create<arith::ConstantOp>(
        loc, cast<TypedAttr>(attributes[place]));
  };
  std::optional<int64_t> known = at.constant();
  Value result;
  if (known) {
    bool inside = 0 <= *known && *known < length;
    result = inside ? entry(*known) : zero(table.getResult().getType(), loc);
  } else {
    Value index = scope.emit(at, loc);
    result = entry(length - 1);
    for (int64_t place = length - 1; place-- > 0;) {
      Value here = builder.create<arith::ConstantIndexOp>(loc, place);
      Value is = builder.create<arith::CmpIOp>(loc, arith::CmpIPredicate::eq,
                                               index, here);
      result = builder.create<arith::SelectOp>(loc, is, entry(place), result);
    }
  }
  frame.values.map(table.getResult(), result);
}

void BodyEmitter::emitCheck(graph::CheckOp check, Frame &frame) {
  Location loc = check.getLoc();
  Value one = builder.create<arith::ConstantIntOp>(loc, 1, 1);
  Value failed = builder.createOrFold<arith::XOrIOp>(
      loc, value(check.getCondition(), frame), one);
  Value none = builder.create<arith::ConstantIndexOp>(loc, 0);
  builder.create<tir::CheckOp>(loc, both(frame.guard, failed, loc), none, none,
                               siteOf(check.getSite(), 0));
  frame.values.map(check.getResult(), value(check.getValue(), frame));
}

/// left - right >= margin, for each order.
static std::optional<bool> decide(const sets::Facts &facts,
                                  arith::CmpIPredicate predicate,
                                  const sets::Expr &left,
                                  const sets::Expr &right) {
  auto known = [](sets::Answer answer) -> std::optional<bool> {
    if (answer == sets::Answer::Unknown)
      return std::nullopt;
    return answer == sets::Answer::Proven;
  };
  auto flip = [](std::optional<bool> answer) -> std::optional<bool> {
    return answer ? std::optional(!*answer) : std::nullopt;
  };
  switch (predicate) {
  case arith::CmpIPredicate::eq:
    return known(facts.equal(left, right));
  case arith::CmpIPredicate::ne:
    return flip(known(facts.equal(left, right)));
  case arith::CmpIPredicate::slt:
    return known(facts.less(left, right));
  case arith::CmpIPredicate::sge:
    return flip(known(facts.less(left, right)));
  case arith::CmpIPredicate::sgt:
    return known(facts.less(right, left));
  case arith::CmpIPredicate::sle:
    return flip(known(facts.less(right, left)));
  default:
    return std::nullopt;
  }
}

void BodyEmitter::emitCompare(arith::CmpIOp compare, Frame &frame) {
  Location loc = compare.getLoc();
  sets::Expr left = form(compare.getLhs(), frame);
  sets::Expr right = form(compare.getRhs(), frame);
  std::optional<bool> known =
      decide(scope.facts(), compare.getPredicate(), left, right);
  Value result;
  if (known)
    result = builder.create<arith::ConstantIntOp>(loc, *known, 1);
  else
    result = builder.create<arith::CmpIOp>(loc, compare.getPredicate(),
                                           scope.emit(left, loc),
                                           scope.emit(right, loc));
  frame.values.map(compare.getResult(), result);
}

} // namespace tdsl::lower
