//===- Combine.cpp - The steps of a reduction -----------------------------===//

#include "compiler/tir/Access.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace tdsl::tir {

static TypedAttr identityElement(Builder &builder, Combine combine, Type type) {
  if (auto real = dyn_cast<FloatType>(type)) {
    const llvm::fltSemantics &form = real.getFloatSemantics();
    switch (combine) {
    case Combine::Sum: // -0 + x is x, also for x = -0
      return builder.getFloatAttr(type, llvm::APFloat::getZero(form));
    case Combine::Prod:
      return builder.getFloatAttr(type, 1.0);
    case Combine::Max:
    case Combine::UMax:
      return builder.getFloatAttr(type, llvm::APFloat::getInf(form, true));
    case Combine::Min:
    case Combine::UMin:
      return builder.getFloatAttr(type, llvm::APFloat::getInf(form, false));
    case Combine::Any:
    case Combine::All:
      break;
    }
  }
  unsigned bits = type.isIndex() ? 64 : type.getIntOrFloatBitWidth();
  llvm::APInt value(bits, 0);
  switch (combine) {
  case Combine::Sum:
  case Combine::Any:
  case Combine::UMax:
    break;
  case Combine::Prod:
    value = 1;
    break;
  case Combine::All:
  case Combine::UMin:
    value = llvm::APInt::getAllOnes(bits);
    break;
  case Combine::Max:
    value = llvm::APInt::getSignedMinValue(bits);
    break;
  case Combine::Min:
    value = llvm::APInt::getSignedMaxValue(bits);
    break;
  }
  return builder.getIntegerAttr(type, value);
}

Value identity(OpBuilder &builder, Location loc, Combine combine, Type type) {
  TypedAttr element =
      identityElement(builder, combine, getElementTypeOrSelf(type));
  if (auto vector = dyn_cast<VectorType>(type))
    element = DenseElementsAttr::get(vector, Attribute(element));
  return builder.create<arith::ConstantOp>(loc, element);
}

Value combineValues(OpBuilder &builder, Location loc, Combine combine,
                    Value accumulated, Value value, bool contract) {
  bool real = isa<FloatType>(getElementTypeOrSelf(value.getType()));
  auto make = [&](auto realOp, auto integerOp) -> Value {
    if (real)
      return builder.create<decltype(realOp)>(loc, accumulated, value);
    return builder.create<decltype(integerOp)>(loc, accumulated, value);
  };
  switch (combine) {
  case Combine::Sum:
    if (auto product = value.getDefiningOp<arith::MulFOp>();
        product && contract)
      return builder.create<math::FmaOp>(loc, product.getLhs(),
                                         product.getRhs(), accumulated);
    return make(arith::AddFOp(), arith::AddIOp());
  case Combine::Prod:
    return make(arith::MulFOp(), arith::MulIOp());
  case Combine::Max:
    return make(arith::MaximumFOp(), arith::MaxSIOp());
  case Combine::Min:
    return make(arith::MinimumFOp(), arith::MinSIOp());
  case Combine::UMax:
    return make(arith::MaximumFOp(), arith::MaxUIOp());
  case Combine::UMin:
    return make(arith::MinimumFOp(), arith::MinUIOp());
  case Combine::Any:
    return builder.create<arith::OrIOp>(loc, accumulated, value);
  case Combine::All:
    return builder.create<arith::AndIOp>(loc, accumulated, value);
  }
  llvm_unreachable("every way to combine is above");
}

/// Halves the vector until one lane is left: the order is a balanced tree, the
/// same on every target.
Value foldLanes(OpBuilder &builder, Location loc, Combine combine,
                Value vector) {
  auto type = cast<VectorType>(vector.getType());
  int64_t lanes = type.getNumElements();
  while (lanes > 1) {
    int64_t half = lanes / 2;
    auto slice = [&](int64_t from) -> Value {
      return builder.create<vector::ExtractStridedSliceOp>(
          loc, vector, ArrayRef<int64_t>{from}, ArrayRef<int64_t>{half},
          ArrayRef<int64_t>{1});
    };
    Value odd;
    if (lanes % 2)
      odd = builder.create<vector::ExtractOp>(loc, vector, lanes - 1);
    Value folded =
        combineValues(builder, loc, combine, slice(0), slice(half), false);
    if (odd) {
      Value first = builder.create<vector::ExtractOp>(loc, folded, 0);
      Value both = combineValues(builder, loc, combine, first, odd, false);
      folded = builder.create<vector::InsertOp>(loc, both, folded, 0);
    }
    vector = folded;
    lanes = half;
  }
  return builder.create<vector::ExtractOp>(loc, vector, 0);
}

} // namespace tdsl::tir
