//===- Builtin.cpp - Scalar functions that the compiler knows -------------===//

#include "compiler/lower/AstToGraph/Body.h"
#include "compiler/lower/AstToGraph/Types.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using tdsl::sema::Builtin;

namespace tdsl::lower {

Value Body::minOrMax(Builtin function, sema::Scalar type, Value l, Value r) {
  bool isMax = function == Builtin::Max;
  if (sema::isFloat(type)) // NaN wins, -0 < +0: what these operations say
    return inFloat(type, {l, r}, [&](ArrayRef<Value> v) -> Value {
      if (isMax)
        return b.create<arith::MaximumFOp>(v[0], v[1]);
      return b.create<arith::MinimumFOp>(v[0], v[1]);
    });
  if (sema::isUnsigned(type)) {
    if (isMax)
      return b.create<arith::MaxUIOp>(l, r);
    return b.create<arith::MinUIOp>(l, r);
  }
  if (isMax)
    return b.create<arith::MaxSIOp>(l, r);
  return b.create<arith::MinSIOp>(l, r);
}

Value Body::builtin(const sema::BuiltinExpr &e) {
  SmallVector<Value> operands;
  for (const sema::Expr *argument : e.arguments)
    operands.push_back(evaluate(*argument));
  sema::Scalar type = typeOf(*e.arguments.front());
  if (e.function == Builtin::Min || e.function == Builtin::Max)
    return minOrMax(e.function, type, operands[0], operands[1]);
  if (e.function == Builtin::IsNan)
    return b.create<arith::CmpFOp>(arith::CmpFPredicate::UNO, operands[0],
                                   operands[0]);
  if (e.function == Builtin::IsInf)
    return b.create<arith::CmpFOp>(
        arith::CmpFPredicate::OEQ, b.create<math::AbsFOp>(operands[0]),
        floating(type, std::numeric_limits<double>::infinity()));
  if (e.function == Builtin::Abs && !sema::isFloat(type)) {
    if (sema::isUnsigned(type))
      return operands[0];
    return b.create<math::AbsIOp>(operands[0]);
  }
  return inFloat(type, operands,
                 [&](ArrayRef<Value> v) { return elementary(e.function, v); });
}

/// Of f32 or f64.
Value Body::elementary(Builtin function, ArrayRef<Value> v) {
  switch (function) {
#define UNARY(Name, Op)                                                        \
  case Builtin::Name:                                                          \
    return b.create<math::Op>(v[0]);
    UNARY(Abs, AbsFOp)
    UNARY(Acos, AcosOp)
    UNARY(Asin, AsinOp)
    UNARY(Atan, AtanOp)
    UNARY(Ceil, CeilOp)
    UNARY(Cos, CosOp)
    UNARY(Cosh, CoshOp)
    UNARY(Erf, ErfOp)
    UNARY(Exp, ExpOp)
    UNARY(Exp2, Exp2Op)
    UNARY(Expm1, ExpM1Op)
    UNARY(Floor, FloorOp)
    UNARY(Log, LogOp)
    UNARY(Log1p, Log1pOp)
    UNARY(Log2, Log2Op)
    UNARY(Round, RoundEvenOp)
    UNARY(Rsqrt, RsqrtOp)
    UNARY(Sin, SinOp)
    UNARY(Sinh, SinhOp)
    UNARY(Sqrt, SqrtOp)
    UNARY(Tan, TanOp)
    UNARY(Tanh, TanhOp)
    UNARY(Trunc, TruncOp)
#undef UNARY
  case Builtin::Atan2:
    return b.create<math::Atan2Op>(v[0], v[1]);
  case Builtin::Pow:
    return b.create<math::PowFOp>(v[0], v[1]);
  case Builtin::Fma:
    return b.create<math::FmaOp>(v[0], v[1], v[2]);
  case Builtin::IsInf:
  case Builtin::IsNan:
  case Builtin::Max:
  case Builtin::Min:
    break; // of any type: builtin()
  }
  llvm_unreachable("no elementary function");
}

} // namespace tdsl::lower
