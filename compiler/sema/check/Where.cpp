//===- Where.cpp - Preconditions on sizes and on elements -----------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/Conditions.h"
#include "compiler/sema/check/ExprChecker.h"
#include "compiler/sema/check/Function.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

/// The parameter whose elements a comparison speaks of.
static const Stage *paramNamed(const FunctionContext &f, const syn::Expr *e) {
  const auto *name = llvm::dyn_cast_or_null<syn::NameExpr>(e);
  const Symbol *symbol = name ? f.find(name->name.text) : nullptr;
  if (!symbol || symbol->kind != Symbol::Kind::Stage ||
      symbol->stage->kind != StageKind::Param)
    return nullptr;
  return symbol->stage;
}

namespace {

/// `0 <= p < Z`: bounds of every element of p.
class ElementsWhere {
public:
  ElementsWhere(FunctionContext &f, const syn::CompareExpr &e, size_t place,
                const Stage &param)
      : f(f), e(e), place(place) {
    where.span = e.span;
    where.text = f.source(e.span);
    where.condition = nullptr;
    where.elements = &param;
  }

  void read() {
    // Before the parameter stand lower bounds or upper ones, by the operator.
    bool isFine = true;
    if (place > 0)
      isFine &= bound(e.operands[place - 1], flipped(e.ops[place - 1]));
    if (place < e.ops.size())
      isFine &= bound(e.operands[place + 1], e.ops[place]);
    if (isFine)
      f.function.wheres.push_back(std::move(where));
  }

private:
  static syn::CompareOp flipped(syn::CompareOp op) {
    switch (op) {
    case syn::CompareOp::Less:
      return syn::CompareOp::Greater;
    case syn::CompareOp::LessEqual:
      return syn::CompareOp::GreaterEqual;
    case syn::CompareOp::Greater:
      return syn::CompareOp::Less;
    case syn::CompareOp::GreaterEqual:
      return syn::CompareOp::LessEqual;
    case syn::CompareOp::Equal:
    case syn::CompareOp::NotEqual:
      return op;
    }
    llvm_unreachable("a comparison");
  }

  /// element `op` other
  bool bound(const syn::Expr *other, syn::CompareOp op) {
    if (!f.allows(where.elements->type, TypeClass::Int)) {
      f.sink().emit(diag::NotSupportedYet, e.span,
                    "a `where` on elements that are no integers");
      return false;
    }
    Statement statement;
    const Expr *size = ExprChecker(f, statement).exact(other);
    if (isPoison(size->type))
      return false;
    auto form = toSets(*size);
    if (!form || op == syn::CompareOp::NotEqual) {
      f.sink().emit(diag::WhereForm, e.span);
      return false;
    }
    switch (op) {
    case syn::CompareOp::Less:
      where.highest = *form - 1;
      break;
    case syn::CompareOp::LessEqual:
      where.highest = *form;
      break;
    case syn::CompareOp::Greater:
      where.lowest = *form + 1;
      break;
    case syn::CompareOp::GreaterEqual:
      where.lowest = *form;
      break;
    case syn::CompareOp::Equal:
      where.lowest = where.highest = *form;
      break;
    case syn::CompareOp::NotEqual:
      break;
    }
    return true;
  }

  FunctionContext &f;
  const syn::CompareExpr &e;
  size_t place;
  Where where;
};

} // namespace

/// A condition over sizes.
static void readSizesWhere(FunctionContext &f, const syn::Expr *e) {
  Statement statement;
  const Expr *condition =
      ExprChecker(f, statement).condition(e, "a precondition");
  if (isPoison(condition->type))
    return;
  Where where;
  where.span = e->span;
  where.text = f.source(e->span);
  where.condition = condition;
  ConditionFacts facts = factsOf(*condition, true, f.algebra);
  bool readsData = llvm::any_of(facts.nonNegatives, Algebra::readsData) ||
                   llvm::any_of(facts.zeros, Algebra::readsData);
  if (readsData) {
    f.sink().emit(diag::WhereForm, e->span);
    return;
  }
  where.nonNegatives = facts.nonNegatives;
  for (const sets::Expr &zero : facts.zeros) {
    where.nonNegatives.push_back(zero);
    where.nonNegatives.push_back(-zero);
  }
  facts.assumeIn(f.function.facts);
  f.function.wheres.push_back(std::move(where));
}

void tdsl::sema::readWhere(FunctionContext &f, const syn::Expr *condition) {
  if (!condition)
    return;
  if (const auto *both = llvm::dyn_cast<syn::LogicalExpr>(condition);
      both && both->op == syn::LogicalOp::And) {
    readWhere(f, both->left);
    return readWhere(f, both->right);
  }
  if (const auto *e = llvm::dyn_cast<syn::CompareExpr>(condition))
    for (size_t i = 0; i != e->operands.size(); ++i)
      if (const Stage *param = paramNamed(f, e->operands[i])) {
        if (e->operands.size() > 3) {
          f.sink().emit(diag::WhereForm, e->span);
          return;
        }
        return ElementsWhere(f, *e, i, *param).read();
      }
  readSizesWhere(f, condition);
}
