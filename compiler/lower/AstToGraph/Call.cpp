//===- Call.cpp - Calls become the stages of what they call ---------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/lower/AstToGraph/Body.h"

using namespace mlir;

namespace tdsl::lower {

Instance *Elaborator::instantiate(Instance &caller, const sema::CallSite &call,
                                  Body &body) {
  auto known = caller.calls.find(&call);
  if (known != caller.calls.end())
    return known->second;

  Instance &callee = makeInstance(caller, call);
  callee.isSpeculative = caller.isSpeculative || body.isConditional();
  std::string name = call.name.empty()
                         ? anonymousName(body.stageName(), call.callee->name)
                     : callee.definesResult() ? caller.pathOf(*callee.target)
                     : caller.path.empty()    ? call.name
                                              : caller.path + "." + call.name;
  callee.path = name;
  callee.isAnonymous = caller.isAnonymous || call.name.empty();
  caller.calls[&call] = nullptr; // what stays where something is not supported
  if (!addOuter(callee, call, body) || !bindArguments(callee, call, body))
    return nullptr;
  addRequirements(callee, call);
  defineStages(callee);
  return caller.calls[&call] = &callee;
}

Instance &Elaborator::inlineInstance(Instance &caller,
                                     const sema::CallSite &call) {
  Instance &callee = makeInstance(caller, call);
  callee.isInlined = true;
  return callee;
}

Instance &Elaborator::makeInstance(Instance &caller,
                                   const sema::CallSite &call) {
  Instance &callee = instances.emplace_back();
  callee.function = call.callee;
  callee.caller = &caller;
  for (sema::ElemType type : call.types)
    callee.types.push_back(caller.typeOf(type));
  for (auto [size, value] : llvm::zip(call.callee->sizes, call.sizes))
    callee.sizes[size.name] = caller.inSizes(value);
  for (const sema::Stage *stage : caller.function->stages)
    if (stage->wholeCall == &call)
      callee.target = stage;
  return callee;
}

/// A call inside of an indexed definition is made for every value of the
/// indices that its arguments use.
bool Elaborator::addOuter(Instance &callee, const sema::CallSite &call,
                          Body &body) {
  callee.outer = callee.caller->outer;
  for (IndexSpec &index : callee.outer)
    index.isOuter = true;
  for (const sema::Index *index : call.outer) {
    IndexKey key{callee.caller, index->symbol};
    const Body::Around *around = body.find(key);
    if (!around || !around->isBox) {
      notSupported(call.span, "a call for each value of `" + index->name +
                                  "`, whose range is read from data,");
      return false;
    }
    callee.isSpeculative |= !around->isExact;
    callee.outer.push_back({key, index->name, around->range, true});
  }
  return true;
}

/// What the checker could not prove of the sizes is checked on entry.
void Elaborator::addRequirements(const Instance &callee,
                                 const sema::CallSite &call) {
  for (const sets::Expr &zero : call.checkedZeros) {
    sets::Expr e = callee.caller->inSizes(zero);
    required.push_back(e);
    required.push_back(-e);
  }
  for (unsigned number : call.checkedWheres) {
    const sema::Where &where = call.callee->wheres[number];
    // The callee's accesses rely on it: it must not be passed over.
    if (where.elements)
      sink.emit(diag::NotSupportedYet, call.span,
                "a call whose argument is not known to satisfy `" + where.text +
                    "`")
          .label(where.span, "required here")
          .help("say it of the caller's parameter, in a `where` of its own");
    for (const sets::Expr &e : where.nonNegatives)
      required.push_back(callee.inSizes(e));
  }
}

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

bool Elaborator::bindArguments(Instance &callee, const sema::CallSite &call,
                               Body &body) {
  for (auto [param, argument] : llvm::zip(call.callee->params, call.arguments))
    if (argument.view.base.stage || argument.view.base.call) {
      if (!bindTensor(callee, *param, argument.view, body))
        return false;
    } else {
      bindScalar(callee, *param, argument.scalar);
    }
  return true;
}

/// The base with the dimensions that the view fixes.
bool Elaborator::bindTensor(Instance &callee, const sema::Stage &param,
                            const sema::TensorView &view, Body &body) {
  Tensor tensor = body.tensorOf(*callee.caller, view.base);
  if (!tensor.value)
    return false;
  unsigned own = 0;
  for (Slot &slot : tensor.slots) {
    if (slot.kind != Slot::Kind::Own)
      continue;
    const sema::Expr *fixed =
        own < view.fixed.size() ? view.fixed[own] : nullptr;
    ++own;
    if (!fixed)
      continue;
    slot.kind = Slot::Kind::Fixed;
    slot.instance = callee.caller;
    slot.fixed = fixed;
  }
  callee.tensors[&param] = std::move(tensor);
  return true;
}

/// May be computed again wherever it is used.
static bool isCheap(const sema::Expr &e) {
  switch (e.kind) {
  case sema::ExprKind::Constant:
  case sema::ExprKind::IndexRef:
  case sema::ExprKind::SizeRef:
    return true;
  case sema::ExprKind::Access: {
    const auto &access = llvm::cast<sema::AccessExpr>(e);
    return access.base.stage && access.indices.empty();
  }
  case sema::ExprKind::Cast:
    return isCheap(*llvm::cast<sema::CastExpr>(e).operand);
  case sema::ExprKind::Unary:
    return isCheap(*llvm::cast<sema::UnaryExpr>(e).operand);
  case sema::ExprKind::Binary:
  case sema::ExprKind::Compare:
  case sema::ExprKind::Logical:
  case sema::ExprKind::Select:
  case sema::ExprKind::Builtin:
  case sema::ExprKind::Reduce:
  case sema::ExprKind::Table:
    return false;
  }
  llvm_unreachable("all kinds are listed");
}

/// A scalar argument that costs something becomes a stage of its own; without
/// one the parameter's default counts.
void Elaborator::bindScalar(Instance &callee, const sema::Stage &param,
                            const sema::Expr *argument) {
  Instance *giver = callee.caller;
  if (!argument) {
    giver = &callee;
    argument = param.fallback;
  }
  if (isCheap(*argument)) {
    callee.scalars[&param] = {giver, argument, Value()};
    return;
  }
  StageSpec spec{callee.path + "." + param.name,
                 callee.typeOf(param.type),
                 callee.outer,
                 /*isAnonymous=*/true,
                 /*isBoundary=*/false,
                 callee.isSpeculative,
                 location(argument->span)};
  callee.tensors[&param] = define(
      spec, [&](Body &body) { return body.evaluateRoot(*giver, *argument); });
}

} // namespace tdsl::lower
