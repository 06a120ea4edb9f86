//===- Reduce.cpp - Reductions --------------------------------------------===//
//
// A reduction that is the right side of a stage stays at the root of the stage,
// where schedules open it into loops. Inside of a larger expression it gets an
// anonymous stage of its own, over those indices around it that it uses, so
// that it can be opened too and is computed once for the others; see place().
// Sums of f16 and bf16 are made in f32 and rounded once.
//
//===----------------------------------------------------------------------===//

#include "compiler/lower/AstToGraph/Body.h"
#include "compiler/lower/AstToGraph/Mentioned.h"
#include "compiler/lower/AstToGraph/Types.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using tdsl::sema::ReduceOp;
using tdsl::sema::Scalar;

namespace tdsl::lower {

static graph::ReduceKind kindOf(ReduceOp op) {
  switch (op) {
  case ReduceOp::Sum:
  case ReduceOp::Mean: // of which only the sum is a reduction
    return graph::ReduceKind::Sum;
  case ReduceOp::Prod:
    return graph::ReduceKind::Prod;
  case ReduceOp::Max:
    return graph::ReduceKind::Max;
  case ReduceOp::Min:
    return graph::ReduceKind::Min;
  case ReduceOp::Any:
    return graph::ReduceKind::Any;
  case ReduceOp::All:
    return graph::ReduceKind::All;
  case ReduceOp::ArgMax:
    return graph::ReduceKind::ArgMax;
  case ReduceOp::ArgMin:
    return graph::ReduceKind::ArgMin;
  }
  llvm_unreachable("all operators are listed");
}

static bool accumulatesWide(ReduceOp op) {
  return op == ReduceOp::Sum || op == ReduceOp::Prod || op == ReduceOp::Mean;
}

static bool isArg(ReduceOp op) {
  return op == ReduceOp::ArgMax || op == ReduceOp::ArgMin;
}

/// `sum[i] sum[j] e` is one reduction over i and j.
Body::Reduction Body::reductionOf(const sema::ReduceExpr &e) {
  Reduction all;
  all.op = e.op == ReduceOp::Mean ? ReduceOp::Sum : e.op;
  all.type = accumulatesWide(e.op) ? widened(typeOf(e)) : typeOf(e);
  all.indices.assign(e.indices.begin(), e.indices.end());
  all.predicate = e.predicate;
  all.body = e.body;
  all.span = e.span;
  bool keepsOrder = instance->function->strict && sema::isFloat(all.type);
  while (!isArg(all.op) && !keepsOrder && !all.predicate) {
    const auto *inner = llvm::dyn_cast<sema::ReduceExpr>(all.body);
    if (!inner || inner->op != all.op || typeOf(*inner) != all.type)
      break;
    llvm::append_range(all.indices, inner->indices);
    all.predicate = inner->predicate;
    all.body = inner->body;
  }
  return all;
}

Value Body::reduce(const sema::ReduceExpr &e) {
  if (e.op == ReduceOp::Mean)
    return mean(e);
  Reduction reduction = reductionOf(e);
  Value value = place(reduction);
  if (e.checkNonEmpty)
    value = checked(e,
                    b.create<arith::CmpIOp>(arith::CmpIPredicate::sgt, count(e),
                                            integer(Scalar::I64, 0)),
                    value);
  return convert(value, reduction.type, typeOf(e));
}

//===----------------------------------------------------------------------===//
// Means, and reductions that need a point
//===----------------------------------------------------------------------===//

Value Body::mean(const sema::ReduceExpr &e) {
  Reduction sum = reductionOf(e);
  Value total = place(sum);
  Value points = count(e);
  Value result =
      b.create<arith::DivFOp>(total, convert(points, Scalar::I64, sum.type));
  if (e.checkNonEmpty)
    result = checked(e,
                     b.create<arith::CmpIOp>(arith::CmpIPredicate::sgt, points,
                                             integer(Scalar::I64, 0)),
                     result);
  return convert(result, sum.type, typeOf(e));
}

/// How many points a reduction has, as an i64.
Value Body::count(const sema::ReduceExpr &e) {
  Reduction points;
  points.type = Scalar::I64;
  points.indices.assign(e.indices.begin(), e.indices.end());
  points.predicate = e.predicate;
  points.span = e.span;
  if (e.predicate || endOfBox(points, 0) != points.indices.size())
    return place(points);
  Value product;
  for (const sema::Index *index : e.indices) {
    Value extent = extentOf(*index);
    product = product ? b.create<arith::MulIOp>(product, extent) : extent;
  }
  return convert(product, Scalar::Index, Scalar::I64);
}

Value Body::extentOf(const sema::Index &index) {
  auto [from, to] = ends(index);
  Value extent = b.create<arith::SubIOp>(to, from);
  auto form = graph::affine(extent);
  if (form && factsHere().provesNonNegative(*form))
    return extent;
  return b.create<arith::MaxSIOp>(extent, integer(Scalar::Index, 0));
}

/// Reports where the reduction has no point, but only where it is needed.
Value Body::checked(const sema::ReduceExpr &e, Value some, Value value) {
  if (speculative)
    return value;
  if (Value needed = pathCondition()) {
    Value yes = integer(Scalar::Bool, 1);
    some = b.create<arith::OrIOp>(some, b.create<arith::XOrIOp>(needed, yes));
  }
  return b.create<graph::CheckOp>(some, value,
                                  elaborator.site(stage, "", e.span));
}

//===----------------------------------------------------------------------===//
// Stages of their own
//===----------------------------------------------------------------------===//

/// Not where it may be skipped (there it would be computed at every point),
/// not where the indices around it span no box, and not inside of another
/// reduction unless it then is computed less often.
bool Body::canHoist(const Reduction &reduction) const {
  if (instance->isInlined || !path.empty())
    return false;
  if (!llvm::all_of(around, [](const Around &index) { return index.isBox; }))
    return false;
  if (!llvm::any_of(around, [](const Around &i) { return i.isReduction; }))
    return true;
  llvm::StringSet<> used;
  if (reduction.body)
    addMentioned(*reduction.body, used);
  if (reduction.predicate)
    addMentioned(*reduction.predicate, used);
  for (const sema::Index *index : reduction.indices)
    addMentioned(*index, used);
  return !llvm::all_of(around, [&](const Around &index) {
    return index.key.instance != instance || used.contains(index.key.symbol);
  });
}

Value Body::place(const Reduction &reduction) {
  if (!canHoist(reduction))
    return emit(reduction);
  StringRef what = stringifyReduceKind(kindOf(reduction.op));
  StageSpec spec{
      elaborator.anonymousName(stage, reduction.body ? what : "count"),
      reduction.type,
      {},
      /*isAnonymous=*/true,
      /*isBoundary=*/false,
      speculative,
      elaborator.location(reduction.span)};
  for (const Around &index : around) {
    spec.indices.push_back({index.key, index.name, index.range, true});
    spec.isSpeculative |= !index.isExact;
  }
  Instance &of = *instance;
  Tensor tensor = elaborator.define(spec, [&](Body &body) {
    llvm::SaveAndRestore<Instance *> here(body.instance, &of);
    return body.emit(reduction);
  });
  return read(tensor, {}, {});
}

//===----------------------------------------------------------------------===//
// The operation
//===----------------------------------------------------------------------===//

/// The end of those indices, from `first` on, whose ranges depend on none of
/// them: they span a box and become one operation.
size_t Body::endOfBox(const Reduction &reduction, size_t first) const {
  size_t end = first;
  for (; end < reduction.indices.size(); ++end) {
    llvm::StringSet<> used;
    addMentioned(*reduction.indices[end], used);
    for (size_t i = first; i < end; ++i)
      if (used.contains(reduction.indices[i]->symbol))
        return end;
  }
  return end;
}

std::pair<Value, Value> Body::ends(const sema::Index &index) {
  Value from =
      index.lower ? evaluate(*index.lower) : materialize(index.range.lower);
  Value to =
      index.upper ? evaluate(*index.upper) : materialize(index.range.upper);
  return {from, to};
}

Body::Around Body::aroundOf(const sema::Index &index, bool hasPredicate) {
  Around result;
  result.key = {instance, index.symbol};
  result.name = index.name;
  result.symbol = elaborator.uniqueSymbol(index.name);
  result.isReduction = true;
  result.isExact = !hasPredicate;
  result.isBox = !index.lower && !index.upper;
  if (!result.isBox)
    return result;
  sets::Interval range{inGraph(index.range.lower), inGraph(index.range.upper)};
  std::vector<sets::Variable> variables;
  for (const Around &one : around)
    if (range.lower.uses(one.symbol) || range.upper.uses(one.symbol)) {
      result.isExact = false;
      if (!one.isBox || !one.range) {
        result.isBox = false;
        return result;
      }
      variables.push_back({one.symbol, *one.range});
    }
  if (variables.empty()) {
    result.range = range;
    return result;
  }
  auto low = elaborator.facts().rangeOver(range.lower, variables);
  auto high = elaborator.facts().rangeOver(range.upper, variables);
  result.isBox = low && high;
  if (result.isBox)
    result.range = sets::Interval{low->lower, high->upper - 1};
  return result;
}

/// A product in a sum: the sum takes it with one rounding.
bool Body::isContracted(const Reduction &reduction) const {
  if (reduction.op != ReduceOp::Sum || !reduction.body ||
      instance->function->strict)
    return false;
  const auto *product = llvm::dyn_cast<sema::BinaryExpr>(reduction.body);
  Scalar type = typeOf(*reduction.body);
  return product && product->op == sema::BinaryOp::Mul && sema::isFloat(type) &&
         !isNarrowFloat(type);
}

Value Body::innermost(const Reduction &reduction, Value &predicate) {
  if (reduction.predicate) {
    predicate = evaluate(*reduction.predicate);
    path.push_back({predicate, false});
  }
  Value value =
      reduction.body ? evaluate(*reduction.body) : integer(Scalar::I64, 1);
  if (reduction.predicate)
    path.pop_back();
  if (reduction.body && !isArg(reduction.op))
    value = convert(value, typeOf(*reduction.body), reduction.type);
  return value;
}

Value Body::emit(const Reduction &reduction, size_t first) {
  size_t end = endOfBox(reduction, first);
  bool isInnermost = end == reduction.indices.size();
  SmallVector<StringRef> names;
  std::vector<Around> entered;
  SmallVector<Value> from, to;
  for (size_t i = first; i < end; ++i) {
    const sema::Index &index = *reduction.indices[i];
    auto [lower, upper] = ends(index);
    from.push_back(lower);
    to.push_back(upper);
    names.push_back(index.name);
    entered.push_back(aroundOf(index, reduction.predicate != nullptr));
  }
  SmallVector<StringRef> symbols;
  for (const Around &index : entered)
    symbols.push_back(index.symbol);

  Scalar compared = reduction.body ? typeOf(*reduction.body) : reduction.type;
  bool isOrdered = kindOf(reduction.op) != graph::ReduceKind::Sum &&
                   reduction.op != ReduceOp::Prod &&
                   reduction.op != ReduceOp::Any &&
                   reduction.op != ReduceOp::All;
  auto op = b.create<graph::ReduceOp>(
      typeFor(reduction.type), kindOf(reduction.op), b.getStrArrayAttr(names),
      b.getStrArrayAttr(symbols), from, to,
      /*isUnsigned=*/isOrdered && sema::isUnsigned(compared),
      /*contract=*/isInnermost && isContracted(reduction),
      /*strict=*/instance->function->strict && sema::isFloat(reduction.type) &&
          accumulatesWide(reduction.op));

  OpBuilder::InsertionGuard guard(b);
  Block &block = op.getBody().emplaceBlock();
  b.setInsertionPointToStart(&block);
  size_t depth = around.size();
  for (Around &index : entered) {
    index.value = block.addArgument(b.getIndexType(), b.getLoc());
    around.push_back(std::move(index));
  }
  Value predicate;
  Value value =
      isInnermost ? innermost(reduction, predicate) : emit(reduction, end);
  b.setInsertionPointToEnd(&block);
  b.create<graph::YieldOp>(value, predicate);
  around.resize(depth);
  return op.getResult();
}

} // namespace tdsl::lower
