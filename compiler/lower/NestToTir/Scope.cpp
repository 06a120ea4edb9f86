//===- Scope.cpp - Forms of the algebra become code -----------------------===//

#include "compiler/lower/NestToTir/Scope.h"

#include "compiler/support/Check.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;

namespace tdsl::lower {

sets::Expr Scope::opaque(Value value) {
  std::string symbol = "%" + std::to_string(numOpaque++);
  bind(symbol, value);
  return sets::Expr::symbol(symbol);
}

Value Scope::emit(const sets::Expr &form, Location loc) {
  return emitSum(known.simplify(form), loc);
}

/// The terms in their order; the constant, if any, is added last, so that
/// neighbours share the rest.
Value Scope::emitSum(const sets::Expr &form, Location loc) {
  TDSL_CHECK(!form.isOverflow(), "an index left 64 bits");
  Value sum;
  int64_t constant = 0;
  for (const sets::Term &term : form.terms()) {
    if (term.factors.empty()) {
      constant = term.coefficient;
      continue;
    }
    Value product;
    for (const sets::AtomRef &factor : term.factors) {
      Value value = emitAtom(*factor, loc);
      product = product
                    ? builder.createOrFold<arith::MulIOp>(loc, product, value)
                    : value;
    }
    if (sum && term.coefficient == -1) {
      sum = builder.createOrFold<arith::SubIOp>(loc, sum, product);
      continue;
    }
    if (term.coefficient != 1) {
      Value by = builder.create<arith::ConstantIndexOp>(loc, term.coefficient);
      product = builder.createOrFold<arith::MulIOp>(loc, product, by);
    }
    sum =
        sum ? builder.createOrFold<arith::AddIOp>(loc, sum, product) : product;
  }
  if (sum && constant == 0)
    return sum;
  Value last = builder.create<arith::ConstantIndexOp>(loc, constant);
  return sum ? builder.createOrFold<arith::AddIOp>(loc, sum, last) : last;
}

Value Scope::emitAtom(const sets::Atom &atom, Location loc) {
  switch (atom.kind) {
  case sets::AtomKind::Symbol: {
    Value value = values.lookup(atom.name);
    TDSL_CHECK(value, "a symbol has no value where it is used: " + atom.name);
    return value;
  }
  case sets::AtomKind::FloorDiv:
  case sets::AtomKind::Mod:
    return emitDivision(atom, loc);
  case sets::AtomKind::Min:
  case sets::AtomKind::Max: {
    Value result;
    for (const sets::Expr &operand : atom.operands) {
      Value value = emitSum(operand, loc);
      if (!result)
        result = value;
      else if (atom.kind == sets::AtomKind::Min)
        result = builder.createOrFold<arith::MinSIOp>(loc, result, value);
      else
        result = builder.createOrFold<arith::MaxSIOp>(loc, result, value);
    }
    return result;
  }
  }
  llvm_unreachable("every kind of atom is above");
}

/// Rounds down; x / 0 = x % 0 = 0. Unsigned where both are known not to be
/// negative, which is cheaper.
Value Scope::emitDivision(const sets::Atom &atom, Location loc) {
  const sets::Expr &dividend = atom.operands[0], &divisor = atom.operands[1];
  Value a = emitSum(dividend, loc), b = emitSum(divisor, loc);
  bool positive = known.provesNonNegative(divisor - sets::Expr(1));
  bool isMod = atom.kind == sets::AtomKind::Mod;
  if (positive && known.provesNonNegative(dividend)) {
    if (isMod)
      return builder.createOrFold<arith::RemUIOp>(loc, a, b);
    return builder.createOrFold<arith::DivUIOp>(loc, a, b);
  }
  Value zero = builder.create<arith::ConstantIndexOp>(loc, 0);
  Value one = builder.create<arith::ConstantIndexOp>(loc, 1);
  Value isZero, safe = b;
  if (!positive) {
    isZero =
        builder.create<arith::CmpIOp>(loc, arith::CmpIPredicate::eq, b, zero);
    safe = builder.create<arith::SelectOp>(loc, isZero, one, b);
  }
  Value result = builder.createOrFold<arith::FloorDivSIOp>(loc, a, safe);
  if (isMod) {
    Value whole = builder.createOrFold<arith::MulIOp>(loc, result, safe);
    result = builder.createOrFold<arith::SubIOp>(loc, a, whole);
  }
  if (isZero)
    result = builder.create<arith::SelectOp>(loc, isZero, zero, result);
  return result;
}

Value Scope::emitAllNonNegative(llvm::ArrayRef<sets::Expr> forms,
                                Location loc) {
  Value all;
  for (const sets::Expr &form : forms) {
    if (known.provesNonNegative(form))
      continue;
    Value value = emit(form, loc);
    Value zero = builder.create<arith::ConstantIndexOp>(loc, 0);
    Value holds = builder.createOrFold<arith::CmpIOp>(
        loc, arith::CmpIPredicate::sge, value, zero);
    all = all ? builder.createOrFold<arith::AndIOp>(loc, all, holds) : holds;
  }
  return all;
}

} // namespace tdsl::lower
