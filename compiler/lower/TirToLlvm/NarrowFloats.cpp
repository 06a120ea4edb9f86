//===- NarrowFloats.cpp - f16 and bf16, where LLVM is not to be trusted ---===//
//
// LLVM 19 loses NaN in the maximum of f16, also where it is asked for in f32
// (it finds that f16 is enough). And it keeps a bf16 in registers as an f32 and
// calls compiler-rt, which we do not link, to go back. So max and min are made
// of comparisons and bits, and bf16 is given to it as its 16 bits.
//
//===----------------------------------------------------------------------===//

#include "compiler/lower/TirToLlvm/Patterns.h"

#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

using namespace mlir;

namespace tdsl::lower {
namespace {

bool isBrain(Type type) { return getElementTypeOrSelf(type).isBF16(); }

/// `type` with another element.
Type withElement(Type type, Type element) {
  auto vector = dyn_cast<VectorType>(type);
  return vector ? Type(vector.clone(element)) : element;
}

bool isNarrow(Type type) {
  Type element = getElementTypeOrSelf(type);
  return element.isF16() || element.isBF16();
}

Type bitsOf(Type type) {
  return withElement(type, IntegerType::get(type.getContext(), 16));
}

/// a < b   ->   f32(a) < f32(b)
struct Compare : OpRewritePattern<arith::CmpFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::CmpFOp op,
                                PatternRewriter &rewriter) const override {
    Type type = op.getLhs().getType();
    if (!isNarrow(type))
      return failure();
    Type wide = withElement(type, rewriter.getF32Type());
    Location loc = op.getLoc();
    rewriter.replaceOpWithNewOp<arith::CmpFOp>(
        op, op.getPredicate(),
        rewriter.create<arith::ExtFOp>(loc, wide, op.getLhs()),
        rewriter.create<arith::ExtFOp>(loc, wide, op.getRhs()));
    return success();
  }
};

/// |x|   ->   the bits without the sign
struct Magnitude : OpRewritePattern<math::AbsFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(math::AbsFOp op,
                                PatternRewriter &rewriter) const override {
    Type type = op.getType(), bits = bitsOf(type);
    if (!isNarrow(type))
      return failure();
    TypedAttr rest = rewriter.getI16IntegerAttr(0x7fff);
    if (auto vector = dyn_cast<VectorType>(bits))
      rest = DenseElementsAttr::get(vector, Attribute(rest));
    Location loc = op.getLoc();
    Value all = rewriter.create<arith::BitcastOp>(loc, bits, op.getOperand());
    Value mask = rewriter.create<arith::ConstantOp>(loc, rest);
    rewriter.replaceOpWithNewOp<arith::BitcastOp>(
        op, type, rewriter.create<arith::AndIOp>(loc, all, mask));
    return success();
  }
};

/// max(a, b)   ->   a != a ? a : a == b ? bits(a) & bits(b) : a > b ? a : b
///
/// Equal numbers differ at most in the sign of zero: +0 is the larger one.
template <typename Op, typename Join, arith::CmpFPredicate Wins>
struct Extreme : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    Type type = op.getType(), bits = bitsOf(type);
    if (!isNarrow(type))
      return failure();
    ImplicitLocOpBuilder at(op.getLoc(), rewriter);
    Value a = op.getLhs(), b = op.getRhs();
    auto choose = [&](arith::CmpFPredicate how, Value other, Value yes,
                      Value no) -> Value {
      Value which = at.create<arith::CmpFOp>(how, a, other);
      return at.create<arith::SelectOp>(which, yes, no);
    };
    Value joined = at.create<Join>(at.create<arith::BitcastOp>(bits, a),
                                   at.create<arith::BitcastOp>(bits, b));
    Value equal = at.create<arith::BitcastOp>(type, joined);
    Value best = choose(Wins, b, a, b);
    best = choose(arith::CmpFPredicate::OEQ, b, equal, best);
    rewriter.replaceOp(op, choose(arith::CmpFPredicate::UNO, a, a, best));
    return success();
  }
};

/// Constants of bf16, as bits.
struct Constant : ConvertOpToLLVMPattern<arith::ConstantOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(arith::ConstantOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!isBrain(op.getType()))
      return failure();
    Type bits = rewriter.getIntegerType(16);
    Attribute value = op.getValue();
    if (auto number = dyn_cast<FloatAttr>(value))
      value = IntegerAttr::get(bits, number.getValue().bitcastToAPInt());
    else
      value = cast<DenseElementsAttr>(value).bitcast(bits);
    rewriter.replaceOpWithNewOp<LLVM::ConstantOp>(
        op, getTypeConverter()->convertType(op.getType()), value);
    return success();
  }
};

} // namespace

void addNarrowFloatPatterns(RewritePatternSet &patterns) {
  using arith::CmpFPredicate;
  patterns.add<Compare, Magnitude,
               Extreme<arith::MaximumFOp, arith::AndIOp, CmpFPredicate::OGT>,
               Extreme<arith::MinimumFOp, arith::OrIOp, CmpFPredicate::OLT>>(
      patterns.getContext());
}

void addBFloat16AsBits(LLVMTypeConverter &types, RewritePatternSet &patterns) {
  types.addConversion([](BFloat16Type type) -> Type {
    return IntegerType::get(type.getContext(), 16);
  });
  types.addConversion([](VectorType type) -> std::optional<Type> {
    if (!type.getElementType().isBF16() || type.getRank() != 1)
      return std::nullopt;
    return type.clone(IntegerType::get(type.getContext(), 16));
  });
  patterns.add<Constant>(types, /*benefit=*/2);
}

} // namespace tdsl::lower
