//===- Where.cpp - Preconditions on sizes and on elements -----------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/Conditions.h"
#include "compiler/sema/check/ExprChecker.h"
#include "compiler/sema/check/Function.h"

#include "llvm/ADT/STLExtras.h"

#include <limits>

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
    if (!isFine)
      return;
    const auto &low = where.lowestReal, &high = where.highestReal;
    if (low && high && !(low->last(Scalar::F64) <= high->last(Scalar::F64)))
      f.sink().emit(diag::WhereNeverHolds, where.span, where.text);
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
    if (f.allows(where.elements->type, TypeClass::Int))
      return integerBound(other, op);
    if (f.allows(where.elements->type, TypeClass::Float))
      return realBound(other, op);
    f.sink().emit(diag::NotSupportedYet, e.span,
                  "a `where` on elements that may be integers or floats");
    return false;
  }

  bool realBound(const syn::Expr *other, syn::CompareOp op) {
    Statement statement;
    const Expr *e = ExprChecker(f, statement)
                        .scalarOf(other, where.elements->type, "the bound");
    if (isPoison(e->type))
      return false;
    std::optional<double> value = numberOf(*e);
    if (!value || op == syn::CompareOp::NotEqual) {
      f.sink()
          .emit(diag::WhereForm, this->e.span)
          .note("a bound of floats is a number");
      return false;
    }
    using Op = syn::CompareOp;
    if (op == Op::Greater || op == Op::GreaterEqual || op == Op::Equal)
      where.lowestReal = {*value, false, op == Op::Greater};
    if (op == Op::Less || op == Op::LessEqual || op == Op::Equal)
      where.highestReal = {*value, true, op == Op::Less};
    return true;
  }

  /// What a constant is; nothing for anything else, and for a NaN.
  static std::optional<double> numberOf(const Expr &e) {
    if (const auto *unary = llvm::dyn_cast<UnaryExpr>(&e);
        unary && unary->op == UnaryOp::Negate) {
      std::optional<double> operand = numberOf(*unary->operand);
      return operand ? std::optional<double>(-*operand) : std::nullopt;
    }
    const auto *constant = llvm::dyn_cast<ConstantExpr>(&e);
    if (!constant)
      return std::nullopt;
    if (constant->special == ConstantExpr::Special::Inf)
      return std::numeric_limits<double>::infinity();
    if (constant->special != ConstantExpr::Special::None)
      return std::nullopt;
    if (const auto *whole = std::get_if<int64_t>(&constant->value))
      return static_cast<double>(*whole);
    if (const auto *real = std::get_if<double>(&constant->value))
      return *real;
    return std::nullopt;
  }

  bool integerBound(const syn::Expr *other, syn::CompareOp op) {
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
