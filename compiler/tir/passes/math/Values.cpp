//===- Values.cpp - Arithmetic on IR values, written as arithmetic --------===//

#include "compiler/tir/passes/math/Values.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace tdsl::tir::math {

Type Term::shaped(Type element) const {
  if (auto vector = dyn_cast<VectorType>(value.getType()))
    return vector.clone(element);
  return element;
}

template <typename Result, typename Op, typename... Operands>
static Result make(Term like, Operands... operands) {
  return {{like.builder->create<Op>(operands...), like.builder}};
}

/// A literal in the type of a term.
static Value constant(Term like, Attribute literal) {
  Type type = like.value.getType();
  if (auto vector = dyn_cast<VectorType>(type))
    literal = DenseElementsAttr::get(vector, literal);
  return like.builder->create<arith::ConstantOp>(type,
                                                 cast<TypedAttr>(literal));
}

Int Int::like(int64_t literal) const {
  Type element = getElementTypeOrSelf(value);
  APInt number(element.getIntOrFloatBitWidth(), literal);
  return {{constant(*this, IntegerAttr::get(element, number)), builder}};
}

Real Real::like(float literal) const {
  return {{constant(*this, builder->getF32FloatAttr(literal)), builder}};
}

#define BINARY(Type, sign, Op)                                                 \
  Type operator sign(Type a, Type b) {                                         \
    return make<Type, arith::Op>(a, a.value, b.value);                         \
  }
BINARY(Real, +, AddFOp)
BINARY(Real, -, SubFOp)
BINARY(Real, *, MulFOp)
BINARY(Real, /, DivFOp)
BINARY(Int, +, AddIOp)
BINARY(Int, -, SubIOp)
BINARY(Int, *, MulIOp)
BINARY(Int, &, AndIOp)
BINARY(Int, |, OrIOp)
BINARY(Int, ^, XOrIOp)
BINARY(Int, <<, ShLIOp)
BINARY(Int, >>, ShRUIOp)
BINARY(Truth, &, AndIOp)
#undef BINARY

Real operator-(Real a) { return make<Real, arith::NegFOp>(a, a.value); }

Int shiftSigned(Int a, int64_t count) {
  return make<Int, arith::ShRSIOp>(a, a.value, a.like(count).value);
}

Real fused(Real a, Real b, Real c) {
  return make<Real, mlir::math::FmaOp>(a, a.value, b.value, c.value);
}

Real horner(Real x, ArrayRef<float> coefficients) {
  Real sum = x.like(coefficients.back());
  for (float coefficient : llvm::reverse(coefficients.drop_back()))
    sum = fma(sum, x, coefficient);
  return sum;
}

Int bits(Real a) {
  Type type = a.shaped(a.builder->getI32Type());
  return make<Int, arith::BitcastOp>(a, type, a.value);
}

Real asReal(Int a) {
  Type type = a.shaped(a.builder->getF32Type());
  return make<Real, arith::BitcastOp>(a, type, a.value);
}

Real toReal(Int a) {
  Type type = a.shaped(a.builder->getF32Type());
  return make<Real, arith::SIToFPOp>(a, type, a.value);
}

Int toLong(Real a) {
  Type type = a.shaped(a.builder->getI64Type());
  return make<Int, arith::FPToSIOp>(a, type, a.value);
}

Int widen(Int a) {
  Type type = a.shaped(a.builder->getI64Type());
  return make<Int, arith::ExtUIOp>(a, type, a.value);
}

Int narrow(Int a) {
  Type type = a.shaped(a.builder->getI32Type());
  return make<Int, arith::TruncIOp>(a, type, a.value);
}

Truth less(Real a, Real b) {
  return make<Truth, arith::CmpFOp>(a, arith::CmpFPredicate::OLT, a.value,
                                    b.value);
}

Truth equal(Real a, Real b) {
  return make<Truth, arith::CmpFOp>(a, arith::CmpFPredicate::OEQ, a.value,
                                    b.value);
}

Truth equal(Int a, int64_t b) {
  return make<Truth, arith::CmpIOp>(a, arith::CmpIPredicate::eq, a.value,
                                    a.like(b).value);
}

Real select(Truth which, Real a, Real b) {
  return make<Real, arith::SelectOp>(a, which.value, a.value, b.value);
}

Int select(Truth which, Int a, Int b) {
  return make<Int, arith::SelectOp>(a, which.value, a.value, b.value);
}

Real abs(Real a) { return make<Real, mlir::math::AbsFOp>(a, a.value); }

Real withSign(Real magnitude, Real signedLike) {
  return asReal(bits(magnitude) | (bits(signedLike) & 0x80000000));
}

SmallVector<Value> whereAny(Truth lanes, ArrayRef<Value> values,
                            function_ref<SmallVector<Value>()> rare) {
  ImplicitLocOpBuilder &builder = *lanes.builder;
  Value any = lanes.value;
  if (isa<VectorType>(any.getType()))
    any = builder.create<vector::ReductionOp>(vector::CombiningKind::OR, any);
  auto branch = builder.create<scf::IfOp>(TypeRange(ValueRange(values)), any,
                                          /*withElseRegion=*/true);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(branch.thenBlock());
  builder.create<scf::YieldOp>(rare());
  builder.setInsertionPointToStart(branch.elseBlock());
  builder.create<scf::YieldOp>(values);
  return llvm::to_vector(ValueRange(branch.getResults()));
}

} // namespace tdsl::tir::math
