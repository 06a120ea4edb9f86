//===- Reduce.cpp - sum[k] e and its kin ----------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/check/ExprChecker.h"
#include "compiler/support/Limits.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

static std::optional<ReduceOp> meaning(syn::ReduceOp op) {
  switch (op) {
  case syn::ReduceOp::Sum:
    return ReduceOp::Sum;
  case syn::ReduceOp::Prod:
    return ReduceOp::Prod;
  case syn::ReduceOp::Max:
    return ReduceOp::Max;
  case syn::ReduceOp::Min:
    return ReduceOp::Min;
  case syn::ReduceOp::Any:
    return ReduceOp::Any;
  case syn::ReduceOp::All:
    return ReduceOp::All;
  case syn::ReduceOp::Mean:
    return ReduceOp::Mean;
  case syn::ReduceOp::ArgMax:
    return ReduceOp::ArgMax;
  case syn::ReduceOp::ArgMin:
    return ReduceOp::ArgMin;
  case syn::ReduceOp::User:
    return std::nullopt;
  }
  llvm_unreachable("a reduction");
}

static bool isArg(ReduceOp op) {
  return op == ReduceOp::ArgMax || op == ReduceOp::ArgMin;
}

/// The index of a binder; its range is written, or inferred later.
Index *ExprChecker::bind(const syn::Binder &binder) {
  if (!binder.name)
    return nullptr;
  f.checkIndexName(binder.name);
  for (const Index *outer : statement.scope)
    if (outer->name == binder.name.text) {
      sink()
          .emit(diag::DuplicateIndex, binder.name.span, outer->name)
          .label(outer->span, "already runs here");
      return nullptr;
    }
  auto *index = f.program().make<Index>();
  index->name = binder.name.text.str();
  index->symbol = f.freshSymbol(index->name);
  index->span = binder.name.span;
  if (binder.range && !writtenRange(*index, *binder.range))
    return nullptr;
  statement.indices.push_back({index, binder.range != nullptr, true});
  return index;
}

/// The range `lower..upper` of an index. Ends that read data are opaque to the
/// algebra, and kept as expressions.
bool ExprChecker::writtenRange(Index &index, const syn::RangeExpr &range) {
  const Expr *lower = exact(range.lower);
  const Expr *upper = exact(range.upper);
  if (isPoison(lower->type) || isPoison(upper->type))
    return false;
  if (range.inclusive) {
    auto *next = make<BinaryExpr>(IndexType, upper->span);
    next->left = upper;
    next->right = constant(int64_t(1), IndexType, upper->span);
    upper = next;
  }
  if (!toSets(*lower) || !toSets(*upper)) {
    index.lower = lower;
    index.upper = upper;
  }
  index.range = {f.algebra.form(*lower), f.algebra.form(*upper)};
  return true;
}

/// The type of what a reduction yields, or poison.
ElemType ExprChecker::reduceType(ReduceOp op, const Expr *&body,
                                 llvm::StringRef what) {
  switch (op) {
  case ReduceOp::Any:
  case ReduceOp::All:
    body = convert(body, BoolType, ("the body of " + what).str());
    return body->type;
  case ReduceOp::Mean:
    if (body->type == FlexibleInt)
      body = settle(body, FlexibleFloat);
    return require(body, TypeClass::Float, what) ? body->type : PoisonType;
  case ReduceOp::ArgMax:
  case ReduceOp::ArgMin:
    body = settleAlone(body);
    return require(body, TypeClass::Number, what) ? FlexibleInt : PoisonType;
  case ReduceOp::Sum:
  case ReduceOp::Prod:
  case ReduceOp::Max:
  case ReduceOp::Min:
    return require(body, TypeClass::Number, what) ? body->type : PoisonType;
  }
  llvm_unreachable("a reduction");
}

const Expr *ExprChecker::reduce(const syn::ReduceExpr *e) {
  auto op = meaning(e->op);
  if (!op)
    return notSupported(e, "a reducer of one's own").scalar;
  size_t outside = statement.scope.size();
  std::vector<const Index *> indices;
  bool isBroken = false;
  for (const syn::Binder &binder : e->binders) {
    if (binder.isPack)
      return notSupported(e, "a pack of indices").scalar;
    Index *index = bind(binder);
    if (index) {
      indices.push_back(index);
      statement.scope.push_back(index);
    }
    isBroken |= !index;
  }
  const Expr *made = isBroken ? poison(e->span) : reduceBody(e, *op, indices);
  statement.scope.resize(outside);
  return made;
}

const Expr *ExprChecker::reduceBody(const syn::ReduceExpr *e, ReduceOp op,
                                    std::vector<const Index *> indices) {
  std::string what = ("`" + syn::spelling(e->op) + "`").str();
  if (statement.scope.size() > limits::LoopDepth) {
    sink().emit(diag::TooManyLoops, e->span, int64_t(limits::LoopDepth));
    return poison(e->span);
  }
  const Expr *predicate =
      e->predicate ? condition(e->predicate, "the predicate") : nullptr;
  const Expr *body = scalar(e->body);
  if (isPoison(body->type) || (predicate && isPoison(predicate->type)))
    return poison(e->span);
  if (isArg(op) && indices.size() != 1) {
    sink().emit(diag::ArgReduceIndices, e->opSpan, what);
    return poison(e->span);
  }
  ElemType type = reduceType(op, body, what);
  if (isPoison(type))
    return poison(e->span);
  auto *made = make<ReduceExpr>(type, e->span);
  made->op = op;
  made->indices = std::move(indices);
  made->predicate = predicate;
  made->body = body;
  return isArg(op) ? made : leaf(made);
}
