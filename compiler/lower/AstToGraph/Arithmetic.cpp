//===- Arithmetic.cpp - Operators on numbers ------------------------------===//
//
// Integers wrap. Each operation on floats rounds to its type, except where a
// product goes into a sum of the same expression: that is one fused operation
// on every target, unless the function is @strict.
//
//===----------------------------------------------------------------------===//

#include "compiler/lower/AstToGraph/Body.h"
#include "compiler/lower/AstToGraph/Types.h"

#include "compiler/graph/Division.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using tdsl::sema::BinaryOp;

namespace tdsl::lower {

Value Body::unary(const sema::UnaryExpr &e) {
  sema::Scalar type = typeOf(e);
  Value operand = evaluate(*e.operand);
  switch (e.op) {
  case sema::UnaryOp::Negate:
    if (sema::isFloat(type))
      return b.create<arith::NegFOp>(operand);
    return b.create<arith::SubIOp>(integer(type, 0), operand);
  case sema::UnaryOp::Not:
    return b.create<arith::XOrIOp>(operand, integer(type, 1));
  case sema::UnaryOp::BitNot:
    return b.create<arith::XOrIOp>(operand, integer(type, -1));
  }
  llvm_unreachable("all operators are listed");
}

Value Body::binary(const sema::BinaryExpr &e) {
  if (sema::isFloat(typeOf(e)))
    return floatBinary(e);
  Value left = evaluate(*e.left);
  Value right = evaluate(*e.right);
  return integerBinary(e.op, typeOf(e), left, right);
}

//===----------------------------------------------------------------------===//
// Integers
//===----------------------------------------------------------------------===//

Value Body::integerBinary(BinaryOp op, sema::Scalar type, Value l, Value r) {
  bool isIndex = type == sema::Scalar::Index;
  bool isUnsigned = sema::isUnsigned(type) || type == sema::Scalar::Bool;
  switch (op) {
  case BinaryOp::Add:
    return b.create<arith::AddIOp>(l, r);
  case BinaryOp::Sub:
    return b.create<arith::SubIOp>(l, r);
  case BinaryOp::Mul:
    return b.create<arith::MulIOp>(l, r);
  case BinaryOp::Div:
    if (isIndex)
      return b.create<graph::FloorDivOp>(l, r);
    return graph::floorDiv(b, b.getLoc(), l, r, isUnsigned);
  case BinaryOp::Mod:
    if (isIndex)
      return b.create<graph::ModOp>(l, r);
    return graph::floorMod(b, b.getLoc(), l, r, isUnsigned);
  case BinaryOp::And:
    return b.create<arith::AndIOp>(l, r);
  case BinaryOp::Or:
    return b.create<arith::OrIOp>(l, r);
  case BinaryOp::Xor:
    return b.create<arith::XOrIOp>(l, r);
  case BinaryOp::Shl:
  case BinaryOp::Shr:
    return shift(op, type, l, r);
  }
  llvm_unreachable("all operators are listed");
}

/// A count outside of the width shifts everything out: what is left is 0, or
/// the sign. arith leaves it undefined.
Value Body::shift(BinaryOp op, sema::Scalar type, Value value, Value count) {
  Value width = integer(type, sema::bitsOf(type));
  Value fits = b.create<arith::CmpIOp>(arith::CmpIPredicate::ult, count, width);
  bool keepsSign = op == BinaryOp::Shr && !sema::isUnsigned(type);
  Value otherwise = integer(type, keepsSign ? sema::bitsOf(type) - 1 : 0);
  Value safe = b.create<arith::SelectOp>(fits, count, otherwise);
  if (keepsSign)
    return b.create<arith::ShRSIOp>(value, safe);
  Value shifted = op == BinaryOp::Shl
                      ? b.create<arith::ShLIOp>(value, safe).getResult()
                      : b.create<arith::ShRUIOp>(value, safe).getResult();
  return b.create<arith::SelectOp>(fits, shifted, integer(type, 0));
}

//===----------------------------------------------------------------------===//
// Floats
//===----------------------------------------------------------------------===//

Value Body::inFloat(sema::Scalar type, ArrayRef<Value> operands,
                    llvm::function_ref<Value(ArrayRef<Value>)> compute) {
  if (!isNarrowFloat(type))
    return compute(operands);
  SmallVector<Value> wide;
  for (Value operand : operands)
    wide.push_back(b.create<arith::ExtFOp>(b.getF32Type(), operand));
  return b.create<arith::TruncFOp>(typeFor(type), compute(wide));
}

Value Body::floatBinary(const sema::BinaryExpr &e) {
  if (Value fused = contracted(e))
    return fused;
  Value left = evaluate(*e.left);
  Value right = evaluate(*e.right);
  return inFloat(typeOf(e), {left, right}, [&](ArrayRef<Value> v) -> Value {
    switch (e.op) {
    case BinaryOp::Add:
      return b.create<arith::AddFOp>(v[0], v[1]);
    case BinaryOp::Sub:
      return b.create<arith::SubFOp>(v[0], v[1]);
    case BinaryOp::Mul:
      return b.create<arith::MulFOp>(v[0], v[1]);
    case BinaryOp::Div:
      return b.create<arith::DivFOp>(v[0], v[1]);
    case BinaryOp::Mod:
    case BinaryOp::And:
    case BinaryOp::Or:
    case BinaryOp::Xor:
    case BinaryOp::Shl:
    case BinaryOp::Shr:
      break; // the checker refuses them on floats
    }
    llvm_unreachable("no operator on floats");
  });
}

static const sema::BinaryExpr *asProduct(const sema::Expr &e) {
  const auto *binary = llvm::dyn_cast<sema::BinaryExpr>(&e);
  return binary && binary->op == BinaryOp::Mul ? binary : nullptr;
}

/// a*b + c, a*b - c and c - a*b with one rounding. Of two products the left
/// one is fused.
Value Body::contracted(const sema::BinaryExpr &e) {
  bool isSum = e.op == BinaryOp::Add || e.op == BinaryOp::Sub;
  if (!isSum || instance->function->strict || isNarrowFloat(typeOf(e)))
    return {};
  const sema::BinaryExpr *left = asProduct(*e.left);
  const sema::BinaryExpr *right = left ? nullptr : asProduct(*e.right);
  if (!left && !right)
    return {};
  const sema::BinaryExpr &product = left ? *left : *right;
  Value addend = left ? Value() : evaluate(*e.left);
  Value x = evaluate(*product.left);
  Value y = evaluate(*product.right);
  if (left)
    addend = evaluate(*e.right);
  if (e.op == BinaryOp::Sub && left)
    addend = b.create<arith::NegFOp>(addend);
  if (e.op == BinaryOp::Sub && right)
    x = b.create<arith::NegFOp>(x);
  return b.create<math::FmaOp>(x, y, addend);
}

} // namespace tdsl::lower
