//===- Access.cpp - Reads of tensors, tables and calls --------------------===//
//
// A read that is proven needs no guard. One that is proven only under the
// conditions on the way to it carries these, and so does one that is checked:
// an access reports an error only where the algorithm reads. In a speculative
// body (Instance.h) the conditions are not known; there a read is guarded by
// the bounds of its tensor.
//
//===----------------------------------------------------------------------===//

#include "compiler/lower/AstToGraph/Body.h"
#include "compiler/lower/AstToGraph/Types.h"

#include "compiler/graph/Materialize.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;

namespace tdsl::lower {

//===----------------------------------------------------------------------===//
// Conditions
//===----------------------------------------------------------------------===//

Value Body::both(Value a, Value c) {
  if (!a || !c)
    return a ? a : c;
  return b.create<arith::AndIOp>(a, c);
}

Value Body::pathCondition() {
  Value all;
  for (const Condition &condition : path) {
    Value value = condition.value;
    if (condition.isNegated) {
      Value yes = integer(sema::Scalar::Bool, 1);
      value = b.create<arith::XOrIOp>(value, yes);
    }
    all = both(all, value);
  }
  return all;
}

sets::Facts Body::factsHere() const {
  sets::Facts known = elaborator.facts();
  for (const Around &index : around)
    if (index.isBox && index.range)
      known.assumeIn(index.symbol, *index.range);
  return known;
}

/// lower <= index < upper, as far as it is not known; null where it is. The
/// range is in sizes of the graph.
Value Body::isInside(Value index, const sets::Interval &range) {
  auto form = graph::affine(index);
  sets::Facts known = factsHere();
  auto compare = [&](arith::CmpIPredicate how, const sets::Expr &end) -> Value {
    auto noIndex = [](StringRef) { return Value(); };
    Value limit = graph::materialize(b, b.getLoc(), end, noIndex);
    return b.create<arith::CmpIOp>(how, index, limit);
  };
  Value isAbove, isBelow;
  if (!form || !known.provesNonNegative(*form - range.lower))
    isAbove = compare(arith::CmpIPredicate::sge, range.lower);
  if (!form || !known.provesNonNegative(range.upper - 1 - *form))
    isBelow = compare(arith::CmpIPredicate::slt, range.upper);
  return both(isAbove, isBelow);
}

//===----------------------------------------------------------------------===//
// Reads
//===----------------------------------------------------------------------===//

Value Body::access(const sema::AccessExpr &e) {
  if (e.base.call && isScalarFunction(*e.base.call->callee))
    return callScalar(*e.base.call, e.base.result);
  if (e.base.stage) {
    auto scalar = instance->scalars.find(e.base.stage);
    if (scalar != instance->scalars.end()) {
      const ScalarBinding &bound = scalar->second;
      return bound.value ? bound.value : evaluate(*bound.instance, *bound.expr);
    }
  }
  Tensor tensor = tensorOf(*instance, e.base);
  if (!tensor.value) // an error was reported
    return b.create<arith::ConstantOp>(b.getZeroAttr(typeFor(typeOf(e))));
  SmallVector<Value> own;
  for (const sema::Expr *index : e.indices)
    own.push_back(evaluate(*index));
  return read(tensor, own,
              {e.proof == sema::Proof::Checked, e.underCondition, e.span});
}

Tensor Body::tensorOf(Instance &of, const sema::ValueRef &ref) {
  if (!ref.call)
    return of.tensors.lookup(ref.stage);
  Instance *callee = elaborator.instantiate(of, *ref.call, *this);
  if (!callee)
    return {};
  return callee->tensors.lookup(callee->function->results[ref.result]);
}

Value Body::read(const Tensor &tensor, ArrayRef<Value> own,
                 const Proving &proving) {
  auto type = cast<graph::TensorType>(tensor.value.getType());
  SmallVector<Value> indices;
  Value guard;
  if (!speculative && (proving.isChecked || proving.underCondition))
    guard = pathCondition();
  for (auto [dim, slot] : llvm::enumerate(tensor.slots)) {
    switch (slot.kind) {
    case Slot::Kind::Own:
      indices.push_back(own.front());
      own = own.drop_front();
      break;
    case Slot::Kind::Outer:
      indices.push_back(find(slot.outer)->value);
      break;
    case Slot::Kind::Fixed:
      indices.push_back(evaluate(*slot.instance, *slot.fixed));
      break;
    }
    bool mayLeave = speculative || slot.kind == Slot::Kind::Fixed;
    if (!mayLeave || type.isEverywhere(dim))
      continue;
    guard = both(guard, isInside(indices.back(), type.getInterval(dim)));
  }
  graph::SiteAttr site;
  if (proving.isChecked && !speculative)
    site = elaborator.site(stage, graph::nameOf(tensor.value), proving.span);
  return b.create<graph::ReadOp>(type.getValueType(), tensor.value, indices,
                                 guard, site);
}

//===----------------------------------------------------------------------===//
// Calls on scalars
//===----------------------------------------------------------------------===//

Value Body::callScalar(const sema::CallSite &call, unsigned result) {
  Instance &callee = elaborator.inlineInstance(*instance, call);
  for (auto [param, argument] :
       llvm::zip(call.callee->params, call.arguments)) {
    Value value;
    if (argument.scalar)
      value = evaluate(*argument.scalar);
    else if (argument.view.base.stage || argument.view.base.call)
      value = read(tensorOf(*instance, argument.view.base), {}, {});
    else
      value = evaluate(callee, *param->fallback);
    callee.scalars[param] = {nullptr, nullptr, value};
  }
  for (const sema::Stage *defined : call.callee->stages)
    callee.scalars[defined] = {nullptr, nullptr,
                               evaluate(callee, *defined->body)};
  return callee.scalars[call.callee->results[result]].value;
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

Value Body::table(const sema::TableExpr &e) {
  SmallVector<Attribute> entries;
  for (const sema::ConstantExpr *entry : e.entries) {
    auto value = constant(*entry, typeOf(e)).getDefiningOp<arith::ConstantOp>();
    entries.push_back(value.getValue());
    value.erase();
  }
  Type element = typeFor(typeOf(e));
  auto type = VectorType::get(static_cast<int64_t>(entries.size()), element);
  Value index = evaluate(*e.index);
  Value guard;
  bool isChecked = e.proof == sema::Proof::Checked;
  if (!speculative && (isChecked || e.underCondition))
    guard = pathCondition();
  sets::Interval range{0, static_cast<int64_t>(entries.size())};
  if (speculative)
    guard = isInside(index, range);
  graph::SiteAttr site;
  if (isChecked && !speculative)
    site = elaborator.site(stage, "table", e.span);
  return b.create<graph::TableOp>(
      element, DenseElementsAttr::get(type, entries), index, guard, site);
}

} // namespace tdsl::lower
