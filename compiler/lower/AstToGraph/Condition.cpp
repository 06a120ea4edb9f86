//===- Condition.cpp - Comparisons, logic, if -----------------------------===//

#include "compiler/lower/AstToGraph/Body.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using tdsl::sema::CompareOp;

namespace tdsl::lower {

static arith::CmpFPredicate floatPredicate(CompareOp op) {
  switch (op) {
  case CompareOp::Eq:
    return arith::CmpFPredicate::OEQ;
  case CompareOp::Ne:
    return arith::CmpFPredicate::UNE;
  case CompareOp::Lt:
    return arith::CmpFPredicate::OLT;
  case CompareOp::Le:
    return arith::CmpFPredicate::OLE;
  case CompareOp::Gt:
    return arith::CmpFPredicate::OGT;
  case CompareOp::Ge:
    return arith::CmpFPredicate::OGE;
  }
  llvm_unreachable("all comparisons are listed");
}

static arith::CmpIPredicate integerPredicate(CompareOp op, bool isUnsigned) {
  using P = arith::CmpIPredicate;
  switch (op) {
  case CompareOp::Eq:
    return P::eq;
  case CompareOp::Ne:
    return P::ne;
  case CompareOp::Lt:
    return isUnsigned ? P::ult : P::slt;
  case CompareOp::Le:
    return isUnsigned ? P::ule : P::sle;
  case CompareOp::Gt:
    return isUnsigned ? P::ugt : P::sgt;
  case CompareOp::Ge:
    return isUnsigned ? P::uge : P::sge;
  }
  llvm_unreachable("all comparisons are listed");
}

/// An index, size or integer literal: what compares exactly as an index.
static bool isExactLeaf(const sema::Expr &e) {
  if (const auto *constant = llvm::dyn_cast<sema::ConstantExpr>(&e))
    return std::holds_alternative<int64_t>(constant->value) &&
           constant->special == sema::ConstantExpr::Special::None;
  return e.kind == sema::ExprKind::IndexRef ||
         e.kind == sema::ExprKind::SizeRef;
}

Value Body::compare(const sema::CompareExpr &e) {
  sema::Scalar type = typeOf(*e.left);
  if (sema::isFloat(type)) {
    Value left = evaluate(*e.left);
    Value right = evaluate(*e.right);
    return b.create<arith::CmpFOp>(floatPredicate(e.op), left, right);
  }
  // Compared as indices, so that the algebra can tell what the condition says.
  if (isExactLeaf(*e.left) && isExactLeaf(*e.right)) {
    auto leaf = [&](const sema::Expr &side) {
      if (const auto *constant = llvm::dyn_cast<sema::ConstantExpr>(&side))
        return integer(sema::Scalar::Index, std::get<int64_t>(constant->value));
      return exactIndex(side);
    };
    Value left = leaf(*e.left);
    Value right = leaf(*e.right);
    return b.create<arith::CmpIOp>(integerPredicate(e.op, false), left, right);
  }
  bool isUnsigned = sema::isUnsigned(type) || type == sema::Scalar::Bool;
  Value left = evaluate(*e.left);
  Value right = evaluate(*e.right);
  return b.create<arith::CmpIOp>(integerPredicate(e.op, isUnsigned), left,
                                 right);
}

Value Body::evaluateUnder(Condition condition, const sema::Expr &e) {
  path.push_back(condition);
  Value value = evaluate(e);
  path.pop_back();
  return value;
}

Value Body::logical(const sema::LogicalExpr &e) {
  Value left = evaluate(*e.left);
  bool isOr = e.op == sema::LogicalOp::Or;
  Value right = evaluateUnder({left, /*isNegated=*/isOr}, *e.right);
  if (isOr)
    return b.create<arith::OrIOp>(left, right);
  return b.create<arith::AndIOp>(left, right);
}

Value Body::select(const sema::SelectExpr &e) {
  Value condition = evaluate(*e.condition);
  Value then = evaluateUnder({condition, /*isNegated=*/false}, *e.then);
  Value otherwise =
      evaluateUnder({condition, /*isNegated=*/true}, *e.otherwise);
  return b.create<arith::SelectOp>(condition, then, otherwise);
}

} // namespace tdsl::lower
