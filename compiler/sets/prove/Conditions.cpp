//===- Conditions.cpp - Conditions, and the axioms of operations ----------===//
//
// A condition on a min, a max or a quotient is turned into conditions without
// it; the operations that stay are given the inequalities that define them.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/prove/Knowledge.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl::sets;
using namespace tdsl::sets::prove;

static constexpr size_t MaxConditions = 256;

void Knowledge::add(const Expr &condition) {
  Expr e = tighten(condition);
  if (e.isOverflow() || known.size() >= MaxConditions)
    return;
  if (auto constant = e.constant()) {
    contradiction |= *constant < 0;
    return;
  }
  if (addAlternatives(e))
    return;
  addPlain(e);
  addWithoutQuotients(e);
  explain(e);
}

void Knowledge::addPlain(const Expr &condition) {
  if (condition.isOverflow() || condition.constant() ||
      llvm::is_contained(known, condition))
    return;
  known.push_back(condition);
  learnFrom(condition);
}

/// i < min(N, 8) is i < N and i < 8.
bool Knowledge::addAlternatives(const Expr &condition) {
  auto parts = conjuncts(*this, condition);
  for (const Expr &part : parts)
    add(part);
  return !parts.empty();
}

/// With q = a floordiv d and d > 0, q is at most a/d and at least
/// (a - d + 1)/d: k*q + rest >= 0 gives k*a + d*rest >= 0 for k > 0.
void Knowledge::addWithoutQuotients(const Expr &condition) {
  for (const Occurrence &found : occurrences(condition, AtomKind::FloorDiv)) {
    const Expr &a = found.atom->operands[0], &divisor = found.atom->operands[1];
    auto coefficient = found.multiplier.constant();
    if (!coefficient || !isPositive(divisor))
      continue;
    Expr most = *coefficient > 0 ? a : a - divisor + 1;
    add(found.rest * divisor + most * *coefficient);
  }
}

//===----------------------------------------------------------------------===//
// Axioms
//===----------------------------------------------------------------------===//

bool Knowledge::explains(const Expr &e) const {
  return llvm::all_of(e.terms(), [&](const Term &term) {
    return llvm::all_of(term.factors, [&](AtomRef factor) {
      return factor->kind == AtomKind::Symbol || isExplained(factor);
    });
  });
}

void Knowledge::explain(const Expr &e) {
  for (const Term &term : e.terms())
    for (AtomRef factor : term.factors)
      if (factor->kind != AtomKind::Symbol && !isExplained(factor))
        explain(factor);
}

void Knowledge::explain(AtomRef atom) {
  explained.insert(atom);
  for (const Expr &operand : atom->operands)
    explain(operand);
  switch (atom->kind) {
  case AtomKind::Symbol:
    return;
  case AtomKind::FloorDiv:
    return explainQuotient(atom);
  case AtomKind::Mod:
    return explainRemainder(atom);
  case AtomKind::Min:
    for (const Expr &operand : atom->operands)
      addPlain(operand - Expr::atom(*atom));
    return;
  case AtomKind::Max:
    for (const Expr &operand : atom->operands)
      addPlain(Expr::atom(*atom) - operand);
    return;
  }
}

/// d*q <= a < d*q + d.
void Knowledge::explainQuotient(AtomRef atom) {
  const Expr &a = atom->operands[0], &divisor = atom->operands[1];
  if (!isPositive(divisor))
    return;
  Expr quotient = Expr::atom(*atom);
  Expr rest = a - divisor * quotient;
  addPlain(rest);
  addPlain(divisor - 1 - rest);
  if (holds(a))
    addPlain(quotient);
  compareQuotients(atom);
  relate(a, divisor);
}

/// Where a - b >= d*k for quotients of a and b by d, they are k apart, too.
void Knowledge::compareQuotients(AtomRef atom) {
  for (AtomRef other : quotients) {
    if (other->operands[1] != atom->operands[1])
      continue;
    addApart(atom, other);
    addApart(other, atom);
  }
  quotients.push_back(atom);
}

void Knowledge::addApart(AtomRef above, AtomRef below) {
  Expr difference = above->operands[0] - below->operands[0];
  for (int64_t apart : {1, 0})
    if (holds(difference - above->operands[1] * Expr(apart))) {
      addPlain(Expr::atom(*above) - Expr::atom(*below) - apart);
      return;
    }
}

/// 0 <= m < d, and m <= a where a is not negative.
void Knowledge::explainRemainder(AtomRef atom) {
  const Expr &a = atom->operands[0], &divisor = atom->operands[1];
  if (!isPositive(divisor))
    return;
  Expr remainder = Expr::atom(*atom);
  addPlain(remainder);
  addPlain(divisor - 1 - remainder);
  if (holds(a))
    addPlain(a - remainder);
  relate(a, divisor);
}

/// a = d*q + m, where both q and m are spoken of.
void Knowledge::relate(const Expr &a, const Expr &divisor) {
  Expr quotient = Expr::floorDiv(a, divisor);
  Expr remainder = Expr::mod(a, divisor);
  if (!explains(quotient) || !explains(remainder))
    return;
  Expr difference = a - divisor * quotient - remainder;
  addPlain(difference);
  addPlain(-difference);
}
