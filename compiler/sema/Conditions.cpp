//===- Conditions.cpp - Conditions as facts -------------------------------===//

#include "compiler/sema/Conditions.h"

#include "compiler/sema/Context.h"

using namespace tdsl;
using namespace tdsl::sema;
using sets::Answer;

void ConditionFacts::assumeIn(sets::Facts &facts) const {
  for (const sets::Expr &e : nonNegatives)
    facts.assumeNonNegative(e);
  for (const sets::Expr &e : zeros)
    facts.assumeZero(e);
  for (const auto &[e, divisor] : divisible)
    facts.assumeDivisible(e, divisor);
}

static CompareOp negation(CompareOp op) {
  switch (op) {
  case CompareOp::Eq:
    return CompareOp::Ne;
  case CompareOp::Ne:
    return CompareOp::Eq;
  case CompareOp::Lt:
    return CompareOp::Ge;
  case CompareOp::Le:
    return CompareOp::Gt;
  case CompareOp::Gt:
    return CompareOp::Le;
  case CompareOp::Ge:
    return CompareOp::Lt;
  }
  llvm_unreachable("a comparison");
}

/// N % 8 == 0 says that 8 divides N.
static void addDivisibility(const CompareExpr &e, Algebra &algebra,
                            ConditionFacts &facts) {
  const auto *mod = llvm::dyn_cast<BinaryExpr>(e.left);
  if (!mod || mod->op != BinaryOp::Mod)
    return;
  auto divisor = algebra.form(*mod->right).constant();
  if (divisor && *divisor > 0 && algebra.form(*e.right).isZero())
    facts.divisible.push_back({algebra.form(*mod->left), *divisor});
}

static void addComparison(const CompareExpr &e, bool holds, Algebra &algebra,
                          ConditionFacts &facts) {
  ElemType type = e.left->type;
  if (!isConcrete(type) || !(type == IndexType || isInteger(type.scalar))) {
    facts.isPartial = true;
    return;
  }
  sets::Expr a = algebra.form(*e.left), b = algebra.form(*e.right);
  switch (holds ? e.op : negation(e.op)) {
  case CompareOp::Eq:
    facts.zeros.push_back(a - b);
    addDivisibility(e, algebra, facts);
    return;
  case CompareOp::Ne:
    facts.isPartial = true; // no interval
    return;
  case CompareOp::Lt:
    facts.nonNegatives.push_back(b - a - 1);
    return;
  case CompareOp::Le:
    facts.nonNegatives.push_back(b - a);
    return;
  case CompareOp::Gt:
    facts.nonNegatives.push_back(a - b - 1);
    return;
  case CompareOp::Ge:
    facts.nonNegatives.push_back(a - b);
    return;
  }
}

static void addCondition(const Expr &e, bool holds, Algebra &algebra,
                         ConditionFacts &facts) {
  if (const auto *compare = llvm::dyn_cast<CompareExpr>(&e))
    return addComparison(*compare, holds, algebra, facts);
  if (const auto *unary = llvm::dyn_cast<UnaryExpr>(&e))
    return addCondition(*unary->operand, !holds, algebra, facts);
  const auto *logical = llvm::dyn_cast<LogicalExpr>(&e);
  // a || b tells nothing of either, but !(a || b) both.
  if (!logical || (logical->op == LogicalOp::And) != holds) {
    facts.isPartial = true;
    return;
  }
  addCondition(*logical->left, holds, algebra, facts);
  addCondition(*logical->right, holds, algebra, facts);
}

ConditionFacts tdsl::sema::factsOf(const Expr &condition, bool holds,
                                   Algebra &algebra) {
  ConditionFacts facts;
  addCondition(condition, holds, algebra, facts);
  return facts;
}

//===----------------------------------------------------------------------===//
// Proving
//===----------------------------------------------------------------------===//

static Answer negation(Answer answer) {
  if (answer == Answer::Unknown)
    return answer;
  return answer == Answer::Proven ? Answer::Disproven : Answer::Proven;
}

static Answer proveComparison(const CompareExpr &e, const sets::Facts &facts,
                              sets::Expr::Substitution replace) {
  auto left = toSets(*e.left), right = toSets(*e.right);
  if (!left || !right)
    return Answer::Unknown;
  sets::Expr a = left->substitute(replace), b = right->substitute(replace);
  switch (e.op) {
  case CompareOp::Eq:
    if (const auto *mod = llvm::dyn_cast<BinaryExpr>(e.left);
        mod && mod->op == BinaryOp::Mod && b.isZero())
      if (auto divisor = toSets(*mod->right)->substitute(replace).constant();
          divisor && *divisor > 0)
        return facts.divisible(toSets(*mod->left)->substitute(replace),
                               *divisor);
    return facts.equal(a, b);
  case CompareOp::Ne:
    return negation(facts.equal(a, b));
  case CompareOp::Lt:
    return facts.less(a, b);
  case CompareOp::Le:
    return facts.nonNegative(b - a);
  case CompareOp::Gt:
    return facts.less(b, a);
  case CompareOp::Ge:
    return facts.nonNegative(a - b);
  }
  llvm_unreachable("a comparison");
}

Answer tdsl::sema::prove(const Expr &condition, const sets::Facts &facts,
                         sets::Expr::Substitution replace) {
  if (const auto *compare = llvm::dyn_cast<CompareExpr>(&condition))
    return proveComparison(*compare, facts, replace);
  if (const auto *constant = llvm::dyn_cast<ConstantExpr>(&condition))
    return std::get<bool>(constant->value) ? Answer::Proven : Answer::Disproven;
  if (const auto *unary = llvm::dyn_cast<UnaryExpr>(&condition))
    return negation(prove(*unary->operand, facts, replace));
  const auto *logical = llvm::dyn_cast<LogicalExpr>(&condition);
  if (!logical)
    return Answer::Unknown;
  Answer left = prove(*logical->left, facts, replace);
  Answer right = prove(*logical->right, facts, replace);
  bool isAnd = logical->op == LogicalOp::And;
  Answer decisive = isAnd ? Answer::Disproven : Answer::Proven;
  if (left == decisive || right == decisive)
    return decisive;
  return left == right ? left : Answer::Unknown;
}
