//===- Expr.cpp - Expressions: the choice by kind, and the leaves ---------===//

#include "compiler/lower/AstToGraph/Body.h"
#include "compiler/lower/AstToGraph/Types.h"

#include "compiler/graph/Materialize.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;

namespace tdsl::lower {

void Body::enter(Around index) { around.push_back(std::move(index)); }

const Body::Around *Body::find(const IndexKey &key) const {
  for (const Around &index : llvm::reverse(around))
    if (index.key.instance == key.instance && index.key.symbol == key.symbol)
      return &index;
  return nullptr;
}

Value Body::evaluate(Instance &of, const sema::Expr &e) {
  llvm::SaveAndRestore<Instance *> here(instance, &of);
  return evaluate(e);
}

Value Body::evaluateRoot(Instance &of, const sema::Expr &e) {
  llvm::SaveAndRestore<Instance *> here(instance, &of);
  const auto *reduction = llvm::dyn_cast<sema::ReduceExpr>(&e);
  bool staysWhole = reduction && reduction->op != sema::ReduceOp::Mean &&
                    !reduction->checkNonEmpty && !isNarrowFloat(typeOf(e));
  if (!staysWhole)
    return evaluate(e);
  b.setLoc(elaborator.location(e.span));
  return emit(reductionOf(*reduction));
}

Value Body::evaluate(const sema::Expr &e) {
  Location before = b.getLoc();
  b.setLoc(elaborator.location(e.span));
  auto result = [&]() -> Value {
    switch (e.kind) {
    case sema::ExprKind::Constant:
      return constant(llvm::cast<sema::ConstantExpr>(e), typeOf(e));
    case sema::ExprKind::IndexRef:
    case sema::ExprKind::SizeRef:
      return convert(exactIndex(e), sema::Scalar::Index, typeOf(e));
    case sema::ExprKind::Access:
      return access(llvm::cast<sema::AccessExpr>(e));
    case sema::ExprKind::Unary:
      return unary(llvm::cast<sema::UnaryExpr>(e));
    case sema::ExprKind::Binary:
      return binary(llvm::cast<sema::BinaryExpr>(e));
    case sema::ExprKind::Compare:
      return compare(llvm::cast<sema::CompareExpr>(e));
    case sema::ExprKind::Logical:
      return logical(llvm::cast<sema::LogicalExpr>(e));
    case sema::ExprKind::Select:
      return select(llvm::cast<sema::SelectExpr>(e));
    case sema::ExprKind::Cast: {
      const auto &cast = llvm::cast<sema::CastExpr>(e);
      Value operand = evaluate(*cast.operand);
      sema::Scalar from = typeOf(*cast.operand);
      return cast.saturate ? saturate(operand, from, typeOf(e))
                           : convert(operand, from, typeOf(e));
    }
    case sema::ExprKind::Builtin:
      return builtin(llvm::cast<sema::BuiltinExpr>(e));
    case sema::ExprKind::Reduce:
      return reduce(llvm::cast<sema::ReduceExpr>(e));
    case sema::ExprKind::Table:
      return table(llvm::cast<sema::TableExpr>(e));
    }
    llvm_unreachable("all kinds are listed");
  }();
  b.setLoc(before);
  return result;
}

Type Body::typeFor(sema::Scalar scalar) {
  return valueType(elaborator.context(), scalar);
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

Value Body::integer(sema::Scalar type, int64_t value) {
  if (type == sema::Scalar::Index)
    return b.create<arith::ConstantIndexOp>(value);
  llvm::APInt bits =
      llvm::APInt(64, value).zextOrTrunc(typeFor(type).getIntOrFloatBitWidth());
  return b.create<arith::ConstantOp>(b.getIntegerAttr(typeFor(type), bits));
}

Value Body::floating(sema::Scalar type, double value) {
  auto floatType = cast<FloatType>(typeFor(type));
  llvm::APFloat number(value);
  bool losesInfo;
  number.convert(floatType.getFloatSemantics(),
                 llvm::APFloat::rmNearestTiesToEven, &losesInfo);
  return b.create<arith::ConstantFloatOp>(number, floatType);
}

/// lowest(T), highest(T) of an integer type or bool.
static int64_t extreme(sema::Scalar type, bool highest) {
  if (type == sema::Scalar::Bool)
    return highest;
  unsigned bits = sema::bitsOf(type);
  if (sema::isUnsigned(type))
    return highest ? llvm::APInt::getMaxValue(bits).getZExtValue() : 0;
  return highest ? llvm::maxIntN(bits) : llvm::minIntN(bits);
}

Value Body::constant(const sema::ConstantExpr &e, sema::Scalar type) {
  using Special = sema::ConstantExpr::Special;
  if (e.special == Special::None) {
    return std::visit(
        [&](auto value) -> Value {
          if (sema::isFloat(type))
            return floating(type, static_cast<double>(value));
          return integer(type, static_cast<int64_t>(value));
        },
        e.value);
  }
  if (!sema::isFloat(type))
    return integer(type, extreme(type, e.special == Special::Highest));
  auto floatType = cast<FloatType>(typeFor(type));
  const llvm::fltSemantics &format = floatType.getFloatSemantics();
  llvm::APFloat number =
      e.special == Special::Nan ? llvm::APFloat::getQNaN(format)
      : e.special == Special::Inf
          ? llvm::APFloat::getInf(format)
          : llvm::APFloat::getLargest(format, e.special == Special::Lowest);
  return b.create<arith::ConstantFloatOp>(number, floatType);
}

//===----------------------------------------------------------------------===//
// Indices and sizes
//===----------------------------------------------------------------------===//

sets::Expr Body::inGraph(const sets::Expr &e) const {
  return e.substitute([&](StringRef symbol) -> std::optional<sets::Expr> {
    auto size = instance->sizes.find(symbol);
    if (size != instance->sizes.end())
      return size->second;
    if (const Around *index = find({instance, symbol.str()}))
      return sets::Expr::symbol(index->symbol);
    return std::nullopt;
  });
}

Value Body::materialize(const sets::Expr &e) {
  return graph::materialize(b, b.getLoc(), inGraph(e), [&](StringRef symbol) {
    for (const Around &index : around)
      if (index.symbol == symbol)
        return index.value;
    return Value();
  });
}

Value Body::exactIndex(const sema::Expr &e) {
  if (const auto *index = llvm::dyn_cast<sema::IndexRefExpr>(&e)) {
    // An index that the call was lifted over may have another owner's name.
    const Around *known = find({instance, index->index->symbol});
    return known ? known->value : Value();
  }
  if (const auto *size = llvm::dyn_cast<sema::SizeRefExpr>(&e))
    return materialize(sets::Expr::symbol(size->symbol));
  return {};
}

} // namespace tdsl::lower
