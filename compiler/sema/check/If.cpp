//===- If.cpp - if c then a else b ----------------------------------------===//

#include "compiler/sema/check/ExprChecker.h"

using namespace tdsl;
using namespace tdsl::sema;

/// The branches have one type; what is not taken is not evaluated, so the
/// condition is a fact for the accesses of its branch (Proofs.cpp).
const Expr *ExprChecker::select(const syntax::IfExpr *e) {
  const Expr *condition = this->condition(e->condition, "the condition");
  const Expr *then = scalar(e->whenTrue);
  const Expr *otherwise = scalar(e->whenFalse);
  ElemType type = unify(then, otherwise, "the branches of `if`", e->span);
  if (isPoison(type) || isPoison(condition->type))
    return poison(e->span);
  auto *made = make<SelectExpr>(type, e->span);
  made->condition = condition;
  made->then = then;
  made->otherwise = otherwise;
  return made;
}
