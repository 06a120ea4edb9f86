//===- Cast.cpp - f32(x), sat_u8(x), T(x), lowest(T) ----------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/check/ExprChecker.h"

#include "llvm/Support/SaveAndRestore.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

std::optional<ElemType> ExprChecker::typeNamed(llvm::StringRef name) const {
  if (auto scalar = scalarNamed(name))
    return ElemType::of(*scalar);
  const Symbol *symbol = f.find(name);
  if (symbol && symbol->kind == Symbol::Kind::Type)
    return ElemType::ofParameter(int(symbol->place));
  return std::nullopt;
}

/// A literal, index or size becomes a number of the type at once, where every
/// value fits; a fraction becomes an integer by the rules of casts.
const Expr *ExprChecker::cast(const syn::CallExpr *e, ElemType to,
                              bool saturate) {
  if (!takes(e, f.source(e->callee->span), 1))
    return poison(e->span);
  llvm::SaveAndRestore outside(isExact, false);
  const Expr *operand = scalar(e->arguments.front().value);
  if (isPoison(operand->type))
    return operand;
  if (llvm::isa<ConstantExpr>(operand) && isFlexible(operand->type) &&
      f.allows(to, operand->type == FlexibleInt ? TypeClass::Number
                                                : TypeClass::Float))
    return settle(operand, to);
  operand = operand->type == FlexibleInt
                ? settle(operand, ElemType::of(Scalar::Index))
                : settleAlone(operand);
  if (operand->type == to)
    return operand;
  auto *made = make<CastExpr>(to, e->span);
  made->operand = operand;
  made->saturate = saturate;
  return made;
}

const Expr *ExprChecker::extreme(const syn::CallExpr *e, bool isLowest) {
  llvm::StringRef name = isLowest ? "lowest" : "highest";
  if (!takes(e, name, 1))
    return poison(e->span);
  const auto *type = llvm::dyn_cast<syn::NameExpr>(e->arguments.front().value);
  auto named = type ? typeNamed(type->name.text) : std::nullopt;
  if (!named) {
    Span span = e->arguments.front().span;
    sink().emit(diag::UnknownType, span, f.source(span));
    return poison(e->span);
  }
  auto *made = make<ConstantExpr>(*named, e->span);
  made->value = int64_t(0);
  made->special =
      isLowest ? ConstantExpr::Special::Lowest : ConstantExpr::Special::Highest;
  return made;
}
