//===- Visit.cpp - Walking through checked expressions --------------------===//

#include "compiler/sema/Visit.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Casting.h"

using namespace tdsl;
using namespace tdsl::sema;

using Children = llvm::SmallVector<const Expr *, 4>;

Children tdsl::sema::childrenOf(const CallSite &call) {
  Children children;
  for (const Argument &argument : call.arguments) {
    if (argument.scalar)
      children.push_back(argument.scalar);
    else
      for (const Expr *fixed : argument.view.fixed)
        if (fixed)
          children.push_back(fixed);
    if (!argument.scalar && argument.view.base.call)
      llvm::append_range(children, childrenOf(*argument.view.base.call));
  }
  return children;
}

static Children ofReduce(const ReduceExpr &e) {
  Children children;
  for (const Index *index : e.indices)
    if (index->lower) {
      children.push_back(index->lower);
      children.push_back(index->upper);
    }
  if (e.predicate)
    children.push_back(e.predicate);
  children.push_back(e.body);
  return children;
}

Children tdsl::sema::childrenOf(const Expr &e) {
  switch (e.kind) {
  case ExprKind::Constant:
  case ExprKind::IndexRef:
  case ExprKind::SizeRef:
    return {};
  case ExprKind::Access: {
    const auto &access = llvm::cast<AccessExpr>(e);
    Children children(access.indices.begin(), access.indices.end());
    if (access.base.call)
      llvm::append_range(children, childrenOf(*access.base.call));
    return children;
  }
  case ExprKind::Unary:
    return {llvm::cast<UnaryExpr>(e).operand};
  case ExprKind::Binary:
    return {llvm::cast<BinaryExpr>(e).left, llvm::cast<BinaryExpr>(e).right};
  case ExprKind::Compare:
    return {llvm::cast<CompareExpr>(e).left, llvm::cast<CompareExpr>(e).right};
  case ExprKind::Logical:
    return {llvm::cast<LogicalExpr>(e).left, llvm::cast<LogicalExpr>(e).right};
  case ExprKind::Select: {
    const auto &select = llvm::cast<SelectExpr>(e);
    return {select.condition, select.then, select.otherwise};
  }
  case ExprKind::Cast:
    return {llvm::cast<CastExpr>(e).operand};
  case ExprKind::Builtin: {
    const auto &arguments = llvm::cast<BuiltinExpr>(e).arguments;
    return Children(arguments.begin(), arguments.end());
  }
  case ExprKind::Reduce:
    return ofReduce(llvm::cast<ReduceExpr>(e));
  case ExprKind::Table:
    return {llvm::cast<TableExpr>(e).index};
  }
  llvm_unreachable("a kind of expression");
}

void tdsl::sema::forEachIndex(const Expr &e,
                              llvm::function_ref<void(const Index &)> visit) {
  llvm::SmallVector<const Expr *, 16> pending = {&e};
  while (!pending.empty()) {
    const Expr *next = pending.pop_back_val();
    if (const auto *ref = llvm::dyn_cast<IndexRefExpr>(next))
      visit(*ref->index);
    llvm::append_range(pending, childrenOf(*next));
  }
}
