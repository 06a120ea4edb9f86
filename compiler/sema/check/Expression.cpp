//===- Expression.cpp - What kind of expression is it ---------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/check/ExprChecker.h"
#include "compiler/support/Check.h"
#include "compiler/support/Limits.h"

#include "llvm/Support/SaveAndRestore.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

const Expr *ExprChecker::poison(Span span) {
  auto *e = make<ConstantExpr>(PoisonType, span);
  e->value = int64_t(0);
  return e;
}

Value ExprChecker::notSupported(const syn::Expr *e, llvm::StringRef what) {
  sink().emit(diag::NotSupportedYet, e->span, what.str());
  return {poison(e->span), std::nullopt};
}

const Expr *ExprChecker::scalar(const syn::Expr *e) { return number(value(e)); }

const Expr *ExprChecker::number(const Value &value) {
  if (!value.tensor)
    return value.scalar;
  return value.tensor->freeRank() == 0
             ? element(*value.tensor, {}, value.tensor->span)
             : pointOf(*value.tensor);
}

const Expr *ExprChecker::scalarOf(const syn::Expr *e, ElemType type,
                                  llvm::StringRef what) {
  return convert(scalar(e), type, what);
}

const Expr *ExprChecker::convert(const Expr *e, ElemType type,
                                 llvm::StringRef what) {
  if (isPoison(e->type) || isPoison(type))
    return e;
  if (isFlexible(e->type))
    return settle(e, type);
  if (e->type == type)
    return e;
  auto &d = sink().emit(diag::WrongType, e->span, what.str(), f.text(type),
                        f.text(e->type));
  if (type != IndexType && type != BoolType && e->type != BoolType)
    d.fix({"cast it",
           {{e->span, f.text(type) + "(" + f.source(e->span) + ")"}},
           diag::Applicability::MaybeIncorrect});
  return poison(e->span);
}

const Expr *ExprChecker::condition(const syn::Expr *e, llvm::StringRef what) {
  return scalarOf(e, BoolType, what);
}

const Expr *ExprChecker::exact(const syn::Expr *e) {
  llvm::SaveAndRestore inside(isExact, true);
  const Expr *index = scalar(e);
  if (isPoison(index->type) || index->type == IndexType)
    return index;
  if (index->type == FlexibleInt)
    return settle(index, IndexType);
  sink().emit(diag::IndexNotInteger, index->span, f.text(index->type));
  return poison(index->span);
}

Value ExprChecker::value(const syn::Expr *e) {
  if (!e)
    return {poison({}), std::nullopt};
  llvm::SaveAndRestore deeper(depth, depth + 1);
  TDSL_CHECK(depth <= 2 * limits::TreeDepth, "deeper than any tree");
  return valueAtDepth(e);
}

/// What an expression that nothing carries out yet is called.
static llvm::StringRef planned(syn::ExprKind kind) {
  if (kind == syn::ExprKind::String)
    return "text as a value";
  if (kind == syn::ExprKind::Pack)
    return "a pack of indices";
  if (kind == syn::ExprKind::Family)
    return "a family of stages";
  if (kind == syn::ExprKind::Scatter)
    return "`scatter`";
  if (kind == syn::ExprKind::Tune)
    return "`tune` outside of a schedule";
  if (kind == syn::ExprKind::Attributed)
    return "an attribute on a call";
  return "a tuple";
}

Value ExprChecker::valueAtDepth(const syn::Expr *e) {
  auto number = [](const Expr *made) { return Value{made, std::nullopt}; };
  switch (e->kind) {
  case syn::ExprKind::Int:
  case syn::ExprKind::Float:
  case syn::ExprKind::Bool:
    return literal(e);
  case syn::ExprKind::Name:
    return name(llvm::cast<syn::NameExpr>(e));
  case syn::ExprKind::Index:
    return indexed(llvm::cast<syn::IndexExpr>(e));
  case syn::ExprKind::Call:
    return call(llvm::cast<syn::CallExpr>(e));
  case syn::ExprKind::Field:
    return field(llvm::cast<syn::FieldExpr>(e));
  case syn::ExprKind::Unary:
    return number(unary(llvm::cast<syn::UnaryExpr>(e)));
  case syn::ExprKind::Binary:
    return number(binary(llvm::cast<syn::BinaryExpr>(e)));
  case syn::ExprKind::Compare:
    return number(compare(llvm::cast<syn::CompareExpr>(e)));
  case syn::ExprKind::Logical:
    return number(logical(llvm::cast<syn::LogicalExpr>(e)));
  case syn::ExprKind::If:
    return number(select(llvm::cast<syn::IfExpr>(e)));
  case syn::ExprKind::Reduce:
    return number(reduce(llvm::cast<syn::ReduceExpr>(e)));
  case syn::ExprKind::Bad:
    return number(poison(e->span));
  case syn::ExprKind::Table:
    sink().emit(diag::TableWithoutIndex, e->span);
    return number(poison(e->span));
  case syn::ExprKind::Wildcard:
  case syn::ExprKind::Range:
    sink().emit(diag::NotAValue, e->span, f.source(e->span),
                "a dimension left free");
    return number(poison(e->span));
  case syn::ExprKind::String:
  case syn::ExprKind::Pack:
  case syn::ExprKind::TupleField:
  case syn::ExprKind::Tuple:
  case syn::ExprKind::Family:
  case syn::ExprKind::Scatter:
  case syn::ExprKind::Tune:
  case syn::ExprKind::Attributed:
    return notSupported(e, planned(e->kind));
  }
  llvm_unreachable("a kind of expression");
}
