//===- Walk.cpp - The names that syntax mentions --------------------------===//

#include "compiler/sema/Walk.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

namespace {

using Pending = llvm::SmallVector<const syn::Expr *, 16>;

void push(Pending &pending, const syn::Expr *e) {
  if (e)
    pending.push_back(e);
}

void push(Pending &pending, llvm::ArrayRef<const syn::Expr *> list) {
  for (const syn::Expr *e : list)
    push(pending, e);
}

void push(Pending &pending, llvm::ArrayRef<syn::Argument> arguments) {
  for (const syn::Argument &argument : arguments)
    push(pending, argument.value);
}

void push(Pending &pending, llvm::ArrayRef<syn::Binder> binders) {
  for (const syn::Binder &binder : binders)
    push(pending, binder.range);
}

void pushBoth(Pending &pending, const syn::Expr *a, const syn::Expr *b) {
  push(pending, a);
  push(pending, b);
}

void pushIndex(Pending &pending, const syn::IndexExpr &e) {
  push(pending, e.base);
  push(pending, e.indices);
}

void pushCall(Pending &pending, const syn::CallExpr &e) {
  push(pending, e.callee);
  push(pending, e.arguments);
}

void pushRange(Pending &pending, const syn::RangeExpr &e) {
  pushBoth(pending, e.lower, e.upper);
}

void pushTune(Pending &pending, const syn::TuneExpr &e) {
  pushBoth(pending, e.choices, e.predicate);
}

void pushIf(Pending &pending, const syn::IfExpr &e) {
  pushBoth(pending, e.condition, e.whenTrue);
  push(pending, e.whenFalse);
}

void pushReduce(Pending &pending, const syn::ReduceExpr &e) {
  push(pending, e.reducer);
  push(pending, e.binders);
  push(pending, e.predicate);
  push(pending, e.body);
}

void pushScatter(Pending &pending, const syn::ScatterExpr &e) {
  push(pending, e.reducer);
  push(pending, e.binders);
  push(pending, e.predicate);
  push(pending, e.value);
  push(pending, e.place);
  push(pending, e.from);
}

/// What stands directly below an expression that is no path.
void pushChildren(Pending &pending, const syn::Expr *e) {
  switch (e->kind) {
  case syn::ExprKind::Int:
  case syn::ExprKind::Float:
  case syn::ExprKind::Bool:
  case syn::ExprKind::String:
  case syn::ExprKind::Name:
  case syn::ExprKind::Wildcard:
  case syn::ExprKind::Pack:
  case syn::ExprKind::Bad:
    return;
  case syn::ExprKind::Index:
    return pushIndex(pending, *llvm::cast<syn::IndexExpr>(e));
  case syn::ExprKind::Call:
    return pushCall(pending, *llvm::cast<syn::CallExpr>(e));
  case syn::ExprKind::Field:
    return push(pending, llvm::cast<syn::FieldExpr>(e)->base);
  case syn::ExprKind::TupleField:
    return push(pending, llvm::cast<syn::TupleFieldExpr>(e)->base);
  case syn::ExprKind::Family:
    return pushBoth(pending, llvm::cast<syn::FamilyExpr>(e)->base,
                    llvm::cast<syn::FamilyExpr>(e)->member);
  case syn::ExprKind::Unary:
    return push(pending, llvm::cast<syn::UnaryExpr>(e)->operand);
  case syn::ExprKind::Binary:
    return pushBoth(pending, llvm::cast<syn::BinaryExpr>(e)->left,
                    llvm::cast<syn::BinaryExpr>(e)->right);
  case syn::ExprKind::Compare:
    return push(pending, llvm::cast<syn::CompareExpr>(e)->operands);
  case syn::ExprKind::Logical:
    return pushBoth(pending, llvm::cast<syn::LogicalExpr>(e)->left,
                    llvm::cast<syn::LogicalExpr>(e)->right);
  case syn::ExprKind::If:
    return pushIf(pending, *llvm::cast<syn::IfExpr>(e));
  case syn::ExprKind::Reduce:
    return pushReduce(pending, *llvm::cast<syn::ReduceExpr>(e));
  case syn::ExprKind::Scatter:
    return pushScatter(pending, *llvm::cast<syn::ScatterExpr>(e));
  case syn::ExprKind::Tuple:
    return push(pending, llvm::cast<syn::TupleExpr>(e)->elements);
  case syn::ExprKind::Table:
    return push(pending, llvm::cast<syn::TableExpr>(e)->elements);
  case syn::ExprKind::Range:
    return pushRange(pending, *llvm::cast<syn::RangeExpr>(e));
  case syn::ExprKind::Tune:
    return pushTune(pending, *llvm::cast<syn::TuneExpr>(e));
  case syn::ExprKind::Attributed:
    return push(pending, llvm::cast<syn::AttributedExpr>(e)->base);
  }
}

void pushTarget(Pending &pending, const syn::Target &target) {
  push(pending, target.member);
  for (const syn::TargetIndex &index : target.indices) {
    push(pending, index.value);
    push(pending, index.range);
  }
  if (const auto *tensor = llvm::dyn_cast_or_null<syn::TensorType>(target.type))
    for (const syn::Dim &dim : tensor->dims)
      push(pending, dim.extent);
}

} // namespace

llvm::SmallVector<llvm::StringRef, 2>
tdsl::sema::pathOf(const syn::Expr *expr) {
  llvm::SmallVector<llvm::StringRef, 2> path;
  while (const auto *field = llvm::dyn_cast_or_null<syn::FieldExpr>(expr)) {
    path.push_back(field->field.text);
    expr = field->base;
  }
  const auto *name = llvm::dyn_cast_or_null<syn::NameExpr>(expr);
  if (!name)
    return {};
  path.push_back(name->name.text);
  std::reverse(path.begin(), path.end());
  return path;
}

void tdsl::sema::forEachMention(const syn::Expr *expr, OnMention visit) {
  Pending pending;
  push(pending, expr);
  while (!pending.empty()) {
    const syn::Expr *e = pending.pop_back_val();
    if (auto path = pathOf(e); !path.empty()) {
      visit({path, e->span});
      if (path.size() > 1) // `h.peak` also mentions `h`
        visit({{path.front()}, e->span});
      continue;
    }
    pushChildren(pending, e);
  }
}

void tdsl::sema::forEachMention(const syn::Stmt *stmt, OnMention visit) {
  Pending pending;
  const syn::Expr *value = nullptr;
  if (const auto *let = llvm::dyn_cast<syn::LetStmt>(stmt)) {
    for (const syn::Target &target : let->targets)
      pushTarget(pending, target);
    value = let->value;
  } else if (const auto *define = llvm::dyn_cast<syn::DefineStmt>(stmt)) {
    pushTarget(pending, define->target);
    value = define->value;
  } else if (const auto *call = llvm::dyn_cast<syn::CallStmt>(stmt)) {
    value = call->call;
  }
  push(pending, value);
  for (const syn::Expr *e : pending)
    forEachMention(e, visit);
}
