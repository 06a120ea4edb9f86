//===- Access.cpp - Elements and planes of tensors ------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/Walk.h"
#include "compiler/sema/check/ExprChecker.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

size_t TensorValue::freeRank() const { return llvm::count(fixed, nullptr); }

Shape TensorValue::freeShape() const {
  Shape free;
  for (auto [dim, at] : llvm::zip_equal(shape, fixed))
    if (!at)
      free.push_back(dim);
  return free;
}

TensorValue ExprChecker::tensorOf(ValueRef base, Span span) const {
  TensorValue tensor;
  tensor.base = base;
  tensor.type =
      base.stage ? base.stage->type : base.call->resultTypes[base.result];
  tensor.shape =
      base.stage ? base.stage->shape : base.call->resultShapes[base.result];
  tensor.fixed.resize(tensor.shape.size());
  tensor.span = span;
  return tensor;
}

/// Inside of `[ ]` a number of any integer type is an exact integer.
const Expr *ExprChecker::leaf(const Expr *e) {
  if (!isExact || isPoison(e->type) || isFlexible(e->type) ||
      e->type == IndexType || e->type == BoolType ||
      !f.allows(e->type, TypeClass::Int))
    return e;
  auto *made = make<CastExpr>(IndexType, e->span);
  made->operand = e;
  return made;
}

void ExprChecker::recordUse(const Expr *index, const Dim &dim,
                            const TensorValue &tensor) {
  const auto *alone = llvm::dyn_cast<IndexRefExpr>(index);
  if (!alone || dim.everywhere)
    return;
  bool isWhole =
      statement.whole && llvm::is_contained(*statement.whole, alone->index);
  statement.uses.push_back({alone->index, dim, index->span,
                            f.source(tensor.span), isWhole,
                            f.text(tensor.type, tensor.shape)});
}

const Expr *ExprChecker::element(const TensorValue &tensor,
                                 llvm::ArrayRef<const Expr *> given,
                                 Span span) {
  auto *access = make<AccessExpr>(tensor.type, span);
  access->base = tensor.base;
  for (auto [dim, at] : llvm::zip_equal(tensor.shape, tensor.fixed)) {
    const Expr *index = at;
    if (!index) {
      index = given.front();
      given = given.drop_front();
      recordUse(index, dim, tensor);
    }
    access->indices.push_back(index);
  }
  return leaf(access);
}

/// Applies written indices to the free dimensions of a tensor; those that are
/// `_` or not written stay free.
Value ExprChecker::indexTensor(TensorValue base, const syn::IndexExpr *e) {
  size_t rank = base.freeRank();
  if (e->indices.size() > rank) {
    if (rank == 0)
      sink().emit(diag::NotATensor, base.span, f.source(base.span));
    else
      sink().emit(diag::WrongIndexCount, e->span, f.source(base.span),
                  int64_t(rank), int64_t(e->indices.size()));
    return {poison(e->span), {}};
  }
  bool isPoisoned = false;
  auto written = e->indices.begin();
  for (auto [dim, at] : llvm::zip_equal(base.shape, base.fixed)) {
    if (at || written == e->indices.end())
      continue;
    const syn::Expr *index = *written++;
    if (llvm::isa<syn::WildcardExpr>(index))
      continue;
    at = exact(index);
    isPoisoned |= isPoison(at->type);
    if (!isPoisoned)
      recordUse(at, dim, base);
  }
  if (isPoisoned)
    return {poison(e->span), {}};
  if (base.freeRank() == 0)
    return {element(base, {}, e->span), {}};
  base.span = e->span;
  return {nullptr, std::move(base)};
}

/// What stands before `[`: the surroundings ask nothing of its type.
Value ExprChecker::tensorBase(const syn::Expr *e) {
  llvm::SaveAndRestore outside(isExact, false);
  return value(e);
}

Value ExprChecker::indexed(const syn::IndexExpr *e) {
  if (const auto *entries = llvm::dyn_cast<syn::TableExpr>(e->base))
    return {table(entries, e), {}};
  for (const syn::Expr *index : e->indices)
    if (llvm::isa<syn::PackExpr>(index))
      return notSupported(index, "a pack of indices");
  Value base = tensorBase(e->base);
  if (base.tensor)
    return indexTensor(std::move(*base.tensor), e);
  if (!isPoison(base.scalar->type))
    sink().emit(diag::NotATensor, e->base->span, f.source(e->base->span));
  return {poison(e->span), {}};
}

/// A tensor where a number is needed: an element of it at the indices of the
/// whole-tensor statement, or an error.
const Expr *ExprChecker::pointOf(const TensorValue &tensor) {
  size_t rank = tensor.freeRank();
  if (!statement.mayBeWhole || isExact) {
    sink().emit(diag::TensorAsNumber, tensor.span, f.source(tensor.span),
                f.text(tensor.type, tensor.freeShape()));
    return poison(tensor.span);
  }
  if (!statement.whole) {
    statement.whole.emplace();
    for (size_t i = 0; i != rank; ++i)
      statement.whole->push_back(wholeIndex(tensor, i));
  }
  if (statement.whole->size() != rank) {
    sink().emit(diag::WholeRanksDiffer, tensor.span, f.source(tensor.span),
                int64_t(rank), int64_t(statement.whole->size()));
    return poison(tensor.span);
  }
  llvm::SmallVector<const Expr *, 4> point;
  for (Index *index : *statement.whole)
    point.push_back(settle(indexRef(index, tensor.span), IndexType));
  return element(tensor, point, tensor.span);
}

/// The index that a whole-tensor statement runs through in a dimension; it is
/// called as where the tensor was defined, so that loops keep their names.
Index *ExprChecker::wholeIndex(const TensorValue &tensor, size_t freeDim) {
  const Stage *definition =
      tensor.base.stage ? tensor.base.stage
                        : tensor.base.call->callee->results[tensor.base.result];
  size_t dim = 0;
  for (size_t seen = 0;; ++dim)
    if (!tensor.fixed[dim] && seen++ == freeDim)
      break;
  std::string name = dim < definition->indices.size()
                         ? definition->indices[dim]->name
                         : "i" + std::to_string(freeDim);
  auto *index = f.program().make<Index>();
  index->name = f.freeIndexName(name);
  index->symbol = f.freshSymbol(index->name);
  index->span = tensor.span;
  statement.indices.push_back({index, false, false});
  return index;
}

/// `f(x).v`: a result of a call by its name. A stage inside of a call cannot
/// be read.
Value ExprChecker::field(const syn::FieldExpr *e) {
  if (auto path = pathOf(e); !path.empty() && !f.find(path.front())) {
    sink().emit(diag::UnknownName, e->span, llvm::join(path, "."));
    return {poison(e->span), {}};
  }
  Value base = value(e->base);
  if (!base.tensor || !base.tensor->base.call) {
    if (base.tensor || !isPoison(base.scalar->type))
      sink().emit(diag::NoField, e->field.span, f.source(e->base->span),
                  e->field.text.str());
    return {poison(e->span), {}};
  }
  const CallSite *call = base.tensor->base.call;
  for (auto [place, result] : llvm::enumerate(call->callee->results)) {
    if (result->name != e->field.text)
      continue;
    ValueRef chosen;
    chosen.call = call;
    chosen.result = place;
    return {nullptr, tensorOf(chosen, e->span)};
  }
  sink().emit(diag::NoField, e->field.span, f.source(e->base->span),
              e->field.text.str());
  return {poison(e->span), {}};
}
