//===- Algebra.cpp - Expressions as forms of the algebra ------------------===//

#include "compiler/sema/Algebra.h"

#include "compiler/sema/Context.h"
#include "compiler/sema/Dump.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;

/// Arithmetic of these types never wraps in our eyes: it is exact.
static bool isExact(ElemType type) { return type == IndexType; }

sets::Expr Algebra::form(const Expr &e) {
  switch (e.kind) {
  case ExprKind::Constant:
    if (auto constant = toSets(e))
      return *constant;
    return opaque(e);
  case ExprKind::IndexRef:
  case ExprKind::SizeRef:
    return *toSets(e);
  case ExprKind::Cast: {
    // To Index from any integer, and the way back where it stands alone.
    const Expr &operand = *llvm::cast<CastExpr>(e).operand;
    bool isInteger = !operand.type.isParameter() &&
                     !isFloat(operand.type.scalar) && operand.type != BoolType;
    return isExact(e.type) && isInteger ? form(operand) : opaque(e);
  }
  case ExprKind::Unary:
    if (isExact(e.type) && llvm::cast<UnaryExpr>(e).op == UnaryOp::Negate)
      return -form(*llvm::cast<UnaryExpr>(e).operand);
    return opaque(e);
  case ExprKind::Binary:
    return isExact(e.type) ? binary(llvm::cast<BinaryExpr>(e)) : opaque(e);
  case ExprKind::Builtin: {
    const auto &call = llvm::cast<BuiltinExpr>(e);
    bool isMin = call.function == Builtin::Min;
    if (!isMin && call.function != Builtin::Max)
      return opaque(e);
    sets::Expr a = form(*call.arguments[0]), b = form(*call.arguments[1]);
    return isMin ? sets::Expr::min(a, b) : sets::Expr::max(a, b);
  }
  case ExprKind::Access:
  case ExprKind::Compare:
  case ExprKind::Logical:
  case ExprKind::Select:
  case ExprKind::Reduce:
  case ExprKind::Table:
    return opaque(e);
  }
  llvm_unreachable("a kind of expression");
}

sets::Expr Algebra::binary(const BinaryExpr &e) {
  sets::Expr a = form(*e.left), b = form(*e.right);
  switch (e.op) {
  case BinaryOp::Add:
    return a + b;
  case BinaryOp::Sub:
    return a - b;
  case BinaryOp::Mul:
    return a * b;
  case BinaryOp::Div:
    return sets::Expr::floorDiv(a, b);
  case BinaryOp::Mod:
    return sets::Expr::mod(a, b);
  case BinaryOp::And:
  case BinaryOp::Or:
  case BinaryOp::Xor:
  case BinaryOp::Shl:
  case BinaryOp::Shr:
    return opaque(e);
  }
  llvm_unreachable("a binary operator");
}

sets::Expr Algebra::opaque(const Expr &e) {
  std::string text = print(e);
  auto [entry, isNew] = known.try_emplace(text, opaques.size());
  unsigned place = entry->second;
  if (isNew) {
    opaques.push_back({std::move(text), {}});
    ValueBounds bounds = boundsOf(e); // may make others
    opaques[place].bounds = std::move(bounds);
  }
  return sets::Expr::symbol("$" + std::to_string(place));
}

const Algebra::Opaque *Algebra::find(llvm::StringRef symbol) const {
  unsigned place = 0;
  if (!symbol.consume_front("$") || symbol.getAsInteger(10, place))
    return nullptr;
  return &opaques[place];
}

bool Algebra::readsData(const sets::Expr &form) {
  return llvm::any_of(form.symbols(), [](llvm::StringRef symbol) {
    return symbol.starts_with("$");
  });
}

void Algebra::assumeBounds(sets::Facts &facts, const sets::Expr &form) const {
  for (const std::string &symbol : form.symbols()) {
    const Opaque *data = find(symbol);
    if (!data)
      continue;
    sets::Expr value = sets::Expr::symbol(symbol);
    if (data->bounds.lowest)
      facts.assumeNonNegative(value - *data->bounds.lowest);
    if (data->bounds.highest)
      facts.assumeNonNegative(*data->bounds.highest - value);
  }
}

std::vector<sets::Variable> Algebra::boundedData(const sets::Expr &form) const {
  std::vector<sets::Variable> variables;
  for (const std::string &symbol : form.symbols())
    if (const Opaque *data = find(symbol);
        data && data->bounds.lowest && data->bounds.highest)
      variables.push_back(
          {symbol, {*data->bounds.lowest, *data->bounds.highest + 1}});
  return variables;
}

std::string Algebra::text(const sets::Expr &form) const {
  std::string text = textOf(form);
  for (size_t i = opaques.size(); i-- != 0;) { // $12 before $1
    std::string symbol = "$" + std::to_string(i);
    for (size_t at = text.find(symbol); at != std::string::npos;
         at = text.find(symbol, at + opaques[i].text.size()))
      text.replace(at, symbol.size(), opaques[i].text);
  }
  return text;
}

//===----------------------------------------------------------------------===//
// Bounds
//===----------------------------------------------------------------------===//

ValueBounds tdsl::sema::boundsOf(ElemType type) {
  if (!isConcrete(type) || type == IndexType || isFloat(type.scalar))
    return {};
  ValueBounds bounds;
  if (bitsOf(type.scalar) < 64) {
    bounds.lowest = sets::Expr(lowestInteger(type.scalar));
    bounds.highest = sets::Expr(highestInteger(type.scalar));
  } else if (isUnsigned(type.scalar)) {
    bounds.lowest = sets::Expr(0);
  }
  return bounds;
}

ValueBounds Algebra::elementBounds(const Stage &stage) const {
  ValueBounds bounds = sema::boundsOf(stage.type);
  for (const Where &where : function.wheres) {
    if (where.elements != &stage)
      continue;
    if (where.lowest)
      bounds.lowest = where.lowest;
    if (where.highest)
      bounds.highest = where.highest;
  }
  return bounds;
}

/// x & 7 is in 0..7 whatever x is.
static ValueBounds boundsOfMask(const BinaryExpr &e) {
  for (const Expr *side : {e.left, e.right})
    if (auto mask = toSets(*side))
      if (auto value = mask->constant(); value && *value >= 0)
        return {sets::Expr(0), *mask};
  return {};
}

ValueBounds Algebra::boundsOf(const Expr &e) {
  if (const auto *access = llvm::dyn_cast<AccessExpr>(&e))
    return access->base.stage ? elementBounds(*access->base.stage)
                              : sema::boundsOf(e.type);
  if (const auto *cast = llvm::dyn_cast<CastExpr>(&e);
      cast && e.type == IndexType)
    return boundsOf(*cast->operand);
  if (const auto *binary = llvm::dyn_cast<BinaryExpr>(&e);
      binary && binary->op == BinaryOp::And)
    return boundsOfMask(*binary);
  const auto *reduce = llvm::dyn_cast<ReduceExpr>(&e);
  if (reduce &&
      (reduce->op == ReduceOp::ArgMax || reduce->op == ReduceOp::ArgMin)) {
    const sets::Interval &range = reduce->indices.front()->range;
    return {range.lower, range.upper - 1};
  }
  return sema::boundsOf(e.type);
}
