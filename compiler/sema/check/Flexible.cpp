//===- Flexible.cpp - Literals, indices and sizes take a type -------------===//
//
// The nodes of a flexible expression were made for this statement and nobody
// else holds them, so settling changes their types in place. Each is settled
// once.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/check/ExprChecker.h"

#include <cmath>

using namespace tdsl;
using namespace tdsl::sema;

namespace {

/// Sets the type of a flexible tree and reports what does not fit.
class Settler {
public:
  Settler(FunctionContext &f, ElemType type) : f(f), type(type) {}

  void settle(const Expr *e) {
    if (!isFlexible(e->type))
      return;
    const_cast<Expr *>(e)->type = type;
    switch (e->kind) {
    case ExprKind::Constant:
      return checkConstant(*llvm::cast<ConstantExpr>(e));
    case ExprKind::IndexRef:
    case ExprKind::SizeRef:
    case ExprKind::Access:
    case ExprKind::Compare:
    case ExprKind::Logical:
    case ExprKind::Cast:
      return;
    case ExprKind::Table:
      for (const ConstantExpr *entry : llvm::cast<TableExpr>(e)->entries)
        settle(entry);
      return;
    case ExprKind::Unary:
      return settle(llvm::cast<UnaryExpr>(e)->operand);
    case ExprKind::Binary:
      settle(llvm::cast<BinaryExpr>(e)->left);
      return settle(llvm::cast<BinaryExpr>(e)->right);
    case ExprKind::Select:
      settle(llvm::cast<SelectExpr>(e)->then);
      return settle(llvm::cast<SelectExpr>(e)->otherwise);
    case ExprKind::Builtin:
      for (const Expr *argument : llvm::cast<BuiltinExpr>(e)->arguments)
        settle(argument);
      return;
    case ExprKind::Reduce: {
      const auto *reduce = llvm::cast<ReduceExpr>(e);
      if (reduce->op != ReduceOp::ArgMax && reduce->op != ReduceOp::ArgMin)
        settle(reduce->body);
      return;
    }
    }
  }

private:
  /// A literal must be a value of its type, exactly where it is an integer.
  void checkConstant(const ConstantExpr &e) {
    if (!isConcrete(type) || isFloat(type.scalar) ||
        e.special != ConstantExpr::Special::None)
      return;
    bool fits = true;
    if (const auto *value = std::get_if<int64_t>(&e.value))
      fits = *value >= lowestInteger(type.scalar) &&
             *value <= highestInteger(type.scalar);
    else if (std::holds_alternative<uint64_t>(e.value))
      fits = type.scalar == Scalar::U64;
    if (!fits)
      f.sink()
          .emit(diag::LiteralDoesNotFit, e.span, f.source(e.span), f.text(type))
          .note(f.text(type) + " holds " +
                std::to_string(lowestInteger(type.scalar)) + " to " +
                std::to_string(highestInteger(type.scalar)));
  }

  FunctionContext &f;
  ElemType type;
};

} // namespace

const Expr *ExprChecker::settle(const Expr *e, ElemType type) {
  if (!isFlexible(e->type) || isPoison(type) || e->type == type)
    return e;
  bool isNumber = f.allows(type, TypeClass::Number);
  bool losesPoint = e->type == FlexibleFloat && type != FlexibleInt &&
                    !f.allows(type, TypeClass::Float);
  if (type == FlexibleInt)
    return e; // a float literal stays one
  if (losesPoint || !isNumber) {
    auto &d = sink().emit(diag::LiteralDoesNotFit, e->span, f.source(e->span),
                          f.text(type));
    if (losesPoint)
      d.note("it has a decimal point")
          .help("cast what is `" + f.text(type) +
                "` to a float first, as in `f32(n) * 0.5`");
    else
      d.note("`" + f.text(type) + "` is not a type of numbers");
    return poison(e->span);
  }
  Settler(f, type).settle(e);
  return e;
}

const Expr *ExprChecker::settleAlone(const Expr *e) {
  if (e->type == FlexibleInt)
    return settle(e, ElemType::of(Scalar::I32));
  if (e->type == FlexibleFloat)
    return settle(e, ElemType::of(Scalar::F32));
  return e;
}
