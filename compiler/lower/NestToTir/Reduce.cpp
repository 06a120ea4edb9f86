//===- Reduce.cpp - Reductions that stay inside of a body -----------------===//
//
// A short reduction of constant extents (a stencil) is written out; any other
// becomes serial loops that carry the accumulator.
//
//===----------------------------------------------------------------------===//

#include "compiler/lower/NestToTir/Body.h"
#include "compiler/tir/Access.h"

#include "compiler/support/Check.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;

namespace tdsl::lower {

/// Reductions of at most so many points are written out.
static constexpr int64_t WrittenOut = 32;

tir::Combine combineOf(graph::ReduceOp reduce) {
  bool isUnsigned = reduce.getIsUnsigned();
  switch (reduce.getKind()) {
  case graph::ReduceKind::Sum:
    return tir::Combine::Sum;
  case graph::ReduceKind::Prod:
    return tir::Combine::Prod;
  case graph::ReduceKind::Max:
  case graph::ReduceKind::ArgMax:
    return isUnsigned ? tir::Combine::UMax : tir::Combine::Max;
  case graph::ReduceKind::Min:
  case graph::ReduceKind::ArgMin:
    return isUnsigned ? tir::Combine::UMin : tir::Combine::Min;
  case graph::ReduceKind::Any:
    return tir::Combine::Any;
  case graph::ReduceKind::All:
    return tir::Combine::All;
  }
  llvm_unreachable("every kind of reduction is above");
}

tir::SiteAttr siteOf(graph::SiteAttr site, unsigned dim) {
  constexpr unsigned Read = 0, Empty = 2; // TDSL_SITE_* of the runtime
  return tir::SiteAttr::get(site.getContext(), site.getStage(),
                            site.getTensor(), site.getFile(), site.getLine(),
                            site.getColumn(), dim,
                            site.getTensor().empty() ? Empty : Read);
}

/// An argmax carries the best value, its index and whether there is one yet.
BodyEmitter::Carried BodyEmitter::reduceStart(graph::ReduceOp reduce) {
  Location loc = reduce.getLoc();
  if (!reduce.isArg())
    return {tir::identity(builder, loc, combineOf(reduce),
                          reduce.getResult().getType())};
  return {zero(reduce.getYield().getValue().getType(), loc),
          zero(reduce.getResult().getType(), loc),
          builder.create<arith::ConstantIntOp>(loc, 0, 1)};
}

/// best < value, where a NaN is better than any number: the first one wins.
static Value isBetter(OpBuilder &builder, Location loc, graph::ReduceOp reduce,
                      Value best, Value value) {
  bool greater = reduce.getKind() == graph::ReduceKind::ArgMax;
  if (!isa<FloatType>(value.getType())) {
    arith::CmpIPredicate predicate =
        reduce.getIsUnsigned()
            ? (greater ? arith::CmpIPredicate::ugt : arith::CmpIPredicate::ult)
            : (greater ? arith::CmpIPredicate::sgt : arith::CmpIPredicate::slt);
    return builder.create<arith::CmpIOp>(loc, predicate, value, best);
  }
  Value beats = builder.create<arith::CmpFOp>(
      loc, greater ? arith::CmpFPredicate::UGT : arith::CmpFPredicate::ULT,
      value, best);
  Value bestIsNumber =
      builder.create<arith::CmpFOp>(loc, arith::CmpFPredicate::ORD, best, best);
  return builder.create<arith::AndIOp>(loc, beats, bestIsNumber);
}

BodyEmitter::Carried BodyEmitter::reduceStep(graph::ReduceOp reduce,
                                             const Point &point, Frame &frame,
                                             Carried carried) {
  Location loc = reduce.getLoc();
  Value predicate;
  Value value = emit(reduce.getBody().front(), point, frame.guard, frame.values,
                     &predicate);
  if (!reduce.isArg()) {
    tir::Combine combine = combineOf(reduce);
    if (predicate)
      value = builder.create<arith::SelectOp>(
          loc, predicate, value,
          tir::identity(builder, loc, combine, value.getType()));
    return {tir::combineValues(builder, loc, combine, carried[0], value,
                               reduce.getContract())};
  }
  auto choose = [&](Value condition, Value yes, Value no) -> Value {
    return builder.create<arith::SelectOp>(loc, condition, yes, no);
  };
  Value yes = builder.create<arith::ConstantIntOp>(loc, 1, 1);
  Value better = isBetter(builder, loc, reduce, carried[0], value);
  Value none = builder.create<arith::XOrIOp>(loc, carried[2], yes);
  Value take = builder.create<arith::OrIOp>(loc, none, better);
  take = both(take, predicate, loc);
  Value index = scope.emit(point.lookup(reduce.getIndexSymbol(0)), loc);
  if (!reduce.getResult().getType().isIndex())
    index = builder.create<arith::IndexCastOp>(
        loc, reduce.getResult().getType(), index);
  return {choose(take, value, carried[0]), choose(take, index, carried[1]),
          choose(take, yes, carried[2])};
}

/// What stands in front of the reduction in the stage's body (values that do
/// not change with its indices) belongs to the step.
Value BodyEmitter::emitUpdate(graph::StageOp stage, graph::ReduceOp root,
                              const Point &point, Value guard) {
  Frame frame{point, guard, {}};
  for (Operation &op : stage.getBody().front()) {
    if (&op == root.getOperation())
      break;
    emitOp(op, frame);
  }
  Value predicate;
  Value value =
      emit(root.getBody().front(), point, guard, frame.values, &predicate);
  if (!predicate)
    return value;
  Value neutral =
      tir::identity(builder, root.getLoc(), combineOf(root), value.getType());
  return builder.create<arith::SelectOp>(root.getLoc(), predicate, value,
                                         neutral);
}

BodyEmitter::Carried BodyEmitter::reduceLoops(graph::ReduceOp reduce,
                                              unsigned depth, Point &point,
                                              Frame &frame, Carried carried) {
  if (depth == reduce.getNumIndices())
    return reduceStep(reduce, point, frame, std::move(carried));
  Location loc = reduce.getLoc();
  llvm::StringRef symbol = reduce.getIndexSymbol(depth);
  sets::Expr from = form(reduce.getFrom()[depth], frame);
  sets::Expr to = form(reduce.getTo()[depth], frame);
  auto loop = builder.create<tir::ForOp>(
      loc, tir::LoopKind::Serial, reduce.getIndexName(depth),
      scope.emit(from, loc), scope.emit(to, loc), carried);

  // Inlined bodies nest: each loop's variable gets a symbol of its own.
  std::string variable = (symbol + "'" + llvm::Twine(numCarried++)).str();
  sets::Facts inner = scope.facts();
  inner.assumeIn(variable, {from, to});
  sets::Facts outer = scope.exchange(std::move(inner));
  scope.bind(variable, loop.getVariable());
  point[symbol] = sets::Expr::symbol(variable);
  {
    OpBuilder::InsertionGuard insertion(builder);
    builder.setInsertionPointToEnd(loop.getBlock());
    Carried next =
        reduceLoops(reduce, depth + 1, point, frame,
                    Carried(loop.getBody().getArguments().drop_front()));
    builder.create<tir::YieldOp>(loc, ValueRange(next));
  }
  scope.exchange(std::move(outer));
  return Carried(loop.getResults());
}

/// Every point of a short reduction with constant ends; nothing otherwise.
static std::optional<std::vector<std::vector<int64_t>>>
shortPoints(ArrayRef<std::pair<int64_t, int64_t>> ends) {
  int64_t count = 1;
  for (auto [from, to] : ends) {
    int64_t extent = std::max<int64_t>(0, to - from);
    if (extent > WrittenOut || (count *= extent) > WrittenOut)
      return std::nullopt;
  }
  std::vector<std::vector<int64_t>> points = {{}};
  for (auto [from, to] : ends) {
    std::vector<std::vector<int64_t>> longer;
    for (const std::vector<int64_t> &point : points)
      for (int64_t value = from; value < to; ++value) {
        longer.push_back(point);
        longer.back().push_back(value);
      }
    points = std::move(longer);
  }
  return points;
}

void BodyEmitter::emitReduce(graph::ReduceOp reduce, Frame &frame) {
  SmallVector<std::pair<int64_t, int64_t>> ends;
  // Inner ends may use outer indices: those are no constants.
  Point point = frame.point;
  for (unsigned depth = 0; depth != reduce.getNumIndices(); ++depth)
    point[reduce.getIndexSymbol(depth)] =
        sets::Expr::symbol(reduce.getIndexSymbol(depth));
  Frame inner{point, frame.guard, frame.values};
  for (unsigned depth = 0; depth != reduce.getNumIndices(); ++depth) {
    auto from = scope.facts().simplify(form(reduce.getFrom()[depth], inner));
    auto to = scope.facts().simplify(form(reduce.getTo()[depth], inner));
    if (from.constant() && to.constant())
      ends.push_back({*from.constant(), *to.constant()});
  }
  Carried carried = reduceStart(reduce);
  auto points =
      ends.size() == reduce.getNumIndices() ? shortPoints(ends) : std::nullopt;
  if (points) {
    for (const std::vector<int64_t> &values : *points) {
      for (auto [depth, known] : llvm::enumerate(values))
        point[reduce.getIndexSymbol(depth)] = sets::Expr(known);
      carried = reduceStep(reduce, point, frame, std::move(carried));
    }
  } else {
    carried = reduceLoops(reduce, 0, point, inner, std::move(carried));
  }
  frame.values.map(reduce.getResult(), carried[reduce.isArg() ? 1 : 0]);
}

} // namespace tdsl::lower
