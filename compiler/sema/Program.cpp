//===- Program.cpp - Questions to a checked program -----------------------===//

#include "compiler/sema/Program.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Casting.h"

using namespace tdsl;
using namespace tdsl::sema;

const Function *Program::findFunction(llvm::StringRef name) const {
  for (const Function *function : functions)
    if (function->name == name)
      return function;
  return nullptr;
}

static const llvm::fltSemantics &semanticsOf(Scalar type) {
  if (type == Scalar::BF16)
    return llvm::APFloat::BFloat();
  if (type == Scalar::F16)
    return llvm::APFloat::IEEEhalf();
  return type == Scalar::F32 ? llvm::APFloat::IEEEsingle()
                             : llvm::APFloat::IEEEdouble();
}

double RealBound::last(Scalar type) const {
  llvm::APFloat number(value);
  bool inexact;
  number.convert(semanticsOf(type), llvm::APFloat::rmNearestTiesToEven,
                 &inexact);
  if (isExclusive)
    number.next(/*nextDown=*/isUpper);
  number.convert(llvm::APFloat::IEEEdouble(),
                 llvm::APFloat::rmNearestTiesToEven, &inexact);
  return number.convertToDouble();
}

static const Stage *findEverywhere(llvm::ArrayRef<const Stage *> stages) {
  for (const Stage *stage : stages)
    for (const Dim &dim : stage->shape)
      if (dim.everywhere)
        return stage;
  return nullptr;
}

const Stage *Function::everywhere() const {
  const Stage *result = findEverywhere(results);
  return result ? result : findEverywhere(params);
}

bool Function::hasBounds() const { return !findEverywhere(results); }

static std::optional<sets::Expr> ofConstant(const ConstantExpr &e) {
  if (const auto *value = std::get_if<int64_t>(&e.value);
      value && e.special == ConstantExpr::Special::None)
    return sets::Expr(*value);
  return std::nullopt;
}

static std::optional<sets::Expr> ofBinary(const BinaryExpr &e) {
  if (e.type != ElemType::of(Scalar::Index))
    return std::nullopt;
  auto left = toSets(*e.left), right = toSets(*e.right);
  if (!left || !right)
    return std::nullopt;
  switch (e.op) {
  case BinaryOp::Add:
    return *left + *right;
  case BinaryOp::Sub:
    return *left - *right;
  case BinaryOp::Mul:
    return *left * *right;
  case BinaryOp::Div:
    return sets::Expr::floorDiv(*left, *right);
  case BinaryOp::Mod:
    return sets::Expr::mod(*left, *right);
  case BinaryOp::And:
  case BinaryOp::Or:
  case BinaryOp::Xor:
  case BinaryOp::Shl:
  case BinaryOp::Shr:
    return std::nullopt;
  }
  llvm_unreachable("a binary operator");
}

static std::optional<sets::Expr> ofBuiltin(const BuiltinExpr &e) {
  if (e.function != Builtin::Min && e.function != Builtin::Max)
    return std::nullopt;
  auto left = toSets(*e.arguments[0]), right = toSets(*e.arguments[1]);
  if (!left || !right)
    return std::nullopt;
  return e.function == Builtin::Min ? sets::Expr::min(*left, *right)
                                    : sets::Expr::max(*left, *right);
}

std::optional<sets::Expr> tdsl::sema::toSets(const sema::Expr &e) {
  switch (e.kind) {
  case ExprKind::Constant:
    return ofConstant(llvm::cast<ConstantExpr>(e));
  case ExprKind::IndexRef:
    return sets::Expr::symbol(llvm::cast<IndexRefExpr>(e).index->symbol);
  case ExprKind::SizeRef:
    return sets::Expr::symbol(llvm::cast<SizeRefExpr>(e).symbol);
  case ExprKind::Unary: {
    const auto &unary = llvm::cast<UnaryExpr>(e);
    if (unary.op != UnaryOp::Negate || e.type != ElemType::of(Scalar::Index))
      return std::nullopt;
    auto operand = toSets(*unary.operand);
    return operand ? std::optional(-*operand) : std::nullopt;
  }
  case ExprKind::Binary:
    return ofBinary(llvm::cast<BinaryExpr>(e));
  case ExprKind::Builtin:
    return ofBuiltin(llvm::cast<BuiltinExpr>(e));
  case ExprKind::Cast:
    if (e.type != ElemType::of(Scalar::Index))
      return std::nullopt;
    return toSets(*llvm::cast<CastExpr>(e).operand);
  case ExprKind::Access:
  case ExprKind::Compare:
  case ExprKind::Logical:
  case ExprKind::Select:
  case ExprKind::Reduce:
  case ExprKind::Table:
    return std::nullopt;
  }
  llvm_unreachable("an expression");
}
