//===- Formulas.cpp - NVVM's arithmetic in LLVM's instructions ------------===//

#include "backends/cuda/emulator/Formulas.h"

using namespace llvm;

namespace tdsl::cuda::emulator::formula {
namespace {

Value *upperHalf(IRBuilder<> &builder, const Operands &of, bool isSigned) {
  unsigned bits = of.type->getIntegerBitWidth();
  Type *wide = builder.getIntNTy(2 * bits);
  Value *left = builder.CreateIntCast(of.values[0], wide, isSigned);
  Value *right = builder.CreateIntCast(of.values[1], wide, isSigned);
  Value *all = builder.CreateMul(left, right);
  return builder.CreateTrunc(builder.CreateLShr(all, bits), of.type);
}

} // namespace

Value *highProduct(IRBuilder<> &builder, const Operands &of) {
  return upperHalf(builder, of, /*isSigned=*/true);
}

Value *highUnsignedProduct(IRBuilder<> &builder, const Operands &of) {
  return upperHalf(builder, of, /*isSigned=*/false);
}

Value *narrowed(IRBuilder<> &builder, const Operands &of) {
  return builder.CreateFPTrunc(of.values[0], of.type);
}

Value *narrowedPair(IRBuilder<> &builder, const Operands &of) {
  Type *element = of.type->getScalarType();
  Value *low = builder.CreateFPTrunc(of.values[1], element);
  Value *high = builder.CreateFPTrunc(of.values[0], element);
  Value *pair = builder.CreateInsertElement(of.type, low, uint64_t(0));
  return builder.CreateInsertElement(pair, high, uint64_t(1));
}

Value *product(IRBuilder<> &builder, const Operands &of) {
  return builder.CreateFMul(of.values[0], of.values[1]);
}

Value *quotient(IRBuilder<> &builder, const Operands &of) {
  return builder.CreateFDiv(of.values[0], of.values[1]);
}

Value *reciprocal(IRBuilder<> &builder, const Operands &of) {
  return builder.CreateFDiv(ConstantFP::get(of.type, 1), of.values[0]);
}

Value *reciprocalRoot(IRBuilder<> &builder, const Operands &of) {
  Value *root = builder.CreateUnaryIntrinsic(Intrinsic::sqrt, of.values[0]);
  return builder.CreateFDiv(ConstantFP::get(of.type, 1), root);
}

Value *sameBits(IRBuilder<> &builder, const Operands &of) {
  return builder.CreateBitCast(of.values[0], of.type);
}

Value *saturated(IRBuilder<> &builder, const Operands &of) {
  Constant *zero = ConstantFP::get(of.type, 0);
  Value *atLeast = builder.CreateMaxNum(of.values[0], zero);
  return builder.CreateMinNum(atLeast, ConstantFP::get(of.type, 1));
}

Value *sum(IRBuilder<> &builder, const Operands &of) {
  return builder.CreateFAdd(of.values[0], of.values[1]);
}

} // namespace tdsl::cuda::emulator::formula
