//===- Boundary.cpp - What lies outside of a tensor -----------------------===//
//
// A boundary function makes a stage that is defined everywhere. With l and n
// the lower end and the length of a dimension:
//
//   clamp_edges    reads   max(l, min(i, l + n - 1))
//   wrap_edges     reads   l + (i - l) % n
//   mirror_edges   reads   l + min(m, 2n - 1 - m),  m = (i - l) % 2n
//   constant_edges reads   i inside, and yields the constant outside
//
// These are inside whenever the dimension is not empty (Proofs.cpp).
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/FromSets.h"
#include "compiler/sema/check/Body.h"
#include "compiler/sema/check/ExprChecker.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

namespace {

class BoundaryMaker {
public:
  BoundaryMaker(FunctionContext &f, Boundary kind, const TensorValue &tensor,
                llvm::ArrayRef<bool> edges, Span span)
      : f(f), program(f.program()), kind(kind), tensor(tensor), edges(edges),
        span(span) {}

  /// Fills in the stage; `outside` is the constant of constant_edges.
  void define(Stage &stage, const Expr *outside) {
    auto *access = program.make<AccessExpr>(tensor.type, span);
    access->base = tensor.base;
    const Expr *isInside = nullptr;
    for (auto [place, dim] : llvm::enumerate(tensor.shape)) {
      Index *index = makeIndex(place, dim);
      stage.indices.push_back(index);
      stage.shape.push_back(edges[place] ? Dim::all() : dim);
      const Expr *at = ref(index);
      if (edges[place] && kind == Boundary::Constant)
        isInside = both(isInside, inside(at, dim.range));
      access->indices.push_back(edges[place] ? redirect(at, dim.range) : at);
    }
    stage.type = tensor.type;
    stage.isBoundary = true;
    stage.body = isInside ? select(isInside, access, outside) : access;
  }

private:
  Index *makeIndex(size_t place, const Dim &dim) {
    auto *index = program.make<Index>();
    const Stage *base = tensor.base.stage;
    index->name = f.freeIndexName(base && place < base->indices.size()
                                      ? base->indices[place]->name
                                      : "i" + std::to_string(place));
    index->symbol = f.freshSymbol(index->name);
    index->span = span;
    index->everywhere = edges[place] || dim.everywhere;
    index->range = dim.range;
    return index;
  }

  const Expr *ref(const Index *index) {
    auto *e = program.make<IndexRefExpr>(IndexType, span);
    e->index = index;
    return e;
  }

  const Expr *size(const sets::Expr &form) {
    return fromSets(program, form, span);
  }
  const Expr *add(const Expr *a, const Expr *b) {
    return indexBinary(program, BinaryOp::Add, a, b);
  }
  const Expr *sub(const Expr *a, const Expr *b) {
    return indexBinary(program, BinaryOp::Sub, a, b);
  }

  /// The place inside that is read for the place `at`.
  const Expr *redirect(const Expr *at, const sets::Interval &range) {
    const sets::Expr &low = range.lower;
    bool isShifted = !low.isZero();
    const Expr *offset = isShifted ? sub(at, size(low)) : at;
    switch (kind) {
    case Boundary::Constant:
      return at;
    case Boundary::Clamp:
      return indexBuiltin(
          program, Builtin::Max, size(low),
          indexBuiltin(program, Builtin::Min, at, size(range.upper - 1)));
    case Boundary::Wrap:
      offset =
          indexBinary(program, BinaryOp::Mod, offset, size(range.extent()));
      break;
    case Boundary::Mirror: {
      sets::Expr period = range.extent() * 2;
      const Expr *m = indexBinary(program, BinaryOp::Mod, offset, size(period));
      offset = indexBuiltin(program, Builtin::Min, m, sub(size(period - 1), m));
      break;
    }
    }
    return isShifted ? add(size(low), offset) : offset;
  }

  const Expr *compare(const Expr *a, CompareOp op, const Expr *b) {
    auto *e = program.make<CompareExpr>(BoolType, span);
    e->op = op;
    e->left = a;
    e->right = b;
    return e;
  }
  const Expr *both(const Expr *a, const Expr *b) {
    if (!a)
      return b;
    auto *e = program.make<LogicalExpr>(BoolType, span);
    e->left = a;
    e->right = b;
    return e;
  }
  const Expr *inside(const Expr *at, const sets::Interval &range) {
    return both(compare(size(range.lower), CompareOp::Le, at),
                compare(at, CompareOp::Lt, size(range.upper)));
  }
  const Expr *select(const Expr *condition, const Expr *then,
                     const Expr *otherwise) {
    auto *e = program.make<SelectExpr>(then->type, span);
    e->condition = condition;
    e->then = then;
    e->otherwise = otherwise;
    return e;
  }

  FunctionContext &f;
  Program &program;
  Boundary kind;
  const TensorValue &tensor;
  llvm::ArrayRef<bool> edges;
  Span span;
};

/// The arguments of a boundary function: x, a constant, dims: (1, 2).
struct BoundaryArguments {
  const syn::Expr *tensor = nullptr;
  const syn::Expr *outside = nullptr;
  const syn::Expr *dims = nullptr;
};

} // namespace

static std::optional<BoundaryArguments>
readArguments(FunctionContext &f, const syn::CallExpr &call, Boundary kind) {
  std::string name = f.source(call.callee->span);
  BoundaryArguments arguments;
  llvm::SmallVector<const syn::Expr *, 2> plain;
  for (const syn::Argument &argument : call.arguments) {
    if (!argument.name) {
      plain.push_back(argument.value);
    } else if (argument.name == "dims") {
      arguments.dims = argument.value;
    } else {
      f.sink().emit(diag::UnknownArgument, argument.name.span, name,
                    argument.name.text.str());
      return std::nullopt;
    }
  }
  size_t wanted = kind == Boundary::Constant ? 2 : 1;
  if (plain.size() != wanted) {
    f.sink().emit(diag::WrongArgumentCount, call.span, name, int64_t(wanted),
                  int64_t(plain.size()));
    return std::nullopt;
  }
  arguments.tensor = plain.front();
  if (wanted == 2)
    arguments.outside = plain.back();
  return arguments;
}

/// Which dimensions of the whole tensor get edges: all that are free, or those
/// of them that `dims` counts.
static std::optional<llvm::SmallVector<bool, 8>>
readDims(FunctionContext &f, const TensorValue &tensor, const syn::Expr *dims) {
  llvm::SmallVector<size_t, 8> free;
  for (auto [place, at] : llvm::enumerate(tensor.fixed))
    if (!at)
      free.push_back(place);
  llvm::SmallVector<bool, 8> edges(tensor.shape.size(), false);
  if (!dims) {
    for (size_t place : free)
      edges[place] = true;
    return edges;
  }
  llvm::ArrayRef<const syn::Expr *> list = dims;
  if (const auto *tuple = llvm::dyn_cast<syn::TupleExpr>(dims))
    list = tuple->elements;
  for (const syn::Expr *e : list) {
    const auto *number = llvm::dyn_cast<syn::IntExpr>(e);
    if (!number || number->value >= free.size()) {
      f.sink().emit(diag::BoundaryDims, e->span,
                    "a dimension of `" + f.source(tensor.span) +
                        "` is a number below " + std::to_string(free.size()));
      return std::nullopt;
    }
    edges[free[number->value]] = true;
  }
  return edges;
}

std::optional<TensorValue> ExprChecker::boundary(const syn::CallExpr *call,
                                                 Boundary kind, Stage *into) {
  auto arguments = readArguments(f, *call, kind);
  if (!arguments)
    return std::nullopt;
  Value value = argument(arguments->tensor);
  if (!value.tensor || value.tensor->freeRank() == 0) {
    if (value.tensor || !isPoison(value.scalar->type))
      sink().emit(diag::NotATensor, arguments->tensor->span,
                  f.source(arguments->tensor->span));
    return std::nullopt;
  }
  TensorValue &tensor = *value.tensor;
  auto edges = readDims(f, tensor, arguments->dims);
  if (!edges)
    return std::nullopt;
  for (auto [dim, isEdge] : llvm::zip_equal(tensor.shape, *edges))
    if (isEdge && dim.everywhere) {
      sink().emit(diag::NeedsBounds, tensor.span, f.source(tensor.span));
      return std::nullopt;
    }
  const Expr *outside = nullptr;
  if (arguments->outside) {
    outside = scalarOf(arguments->outside, tensor.type, "the constant");
    if (isPoison(outside->type))
      return std::nullopt;
  }
  Stage *stage = into ? into : newHiddenStage("edges", call->span);
  BoundaryMaker(f, kind, tensor, *edges, call->span).define(*stage, outside);
  finishStage(f, *stage);
  ValueRef base;
  base.stage = stage;
  TensorValue result = tensorOf(base, call->span);
  result.fixed = tensor.fixed;
  return result;
}
