//===- Conditions.cpp - Comparisons, && and ||, if ------------------------===//

#include "backends/reference/Frame.h"
#include "backends/reference/compile/Compiler.h"
#include "backends/reference/number/Integers.h"

#include "llvm/Support/ErrorHandling.h"

namespace tdsl::reference {

namespace {

using sema::CompareOp;

/// With a NaN only `!=` is true.
template <typename T> bool holds(CompareOp op, T a, T b) {
  switch (op) {
  case CompareOp::Eq:
    return a == b;
  case CompareOp::Ne:
    return a != b;
  case CompareOp::Lt:
    return a < b;
  case CompareOp::Le:
    return a <= b;
  case CompareOp::Gt:
    return a > b;
  case CompareOp::Ge:
    return a >= b;
  }
  llvm_unreachable("not a comparison");
}

enum class Compared : uint8_t { Signed, Unsigned, Float };

template <Compared Kind> class CompareNode final : public Node {
public:
  CompareNode(CompareOp op, const Node *a, const Node *b)
      : op(op), a(a), b(b) {}
  Value evaluate(Frame &frame) const override {
    Value left = a->evaluate(frame);
    Value right = b->evaluate(frame);
    if constexpr (Kind == Compared::Float)
      return Value::of(holds(op, left.f, right.f));
    else if constexpr (Kind == Compared::Signed)
      return Value::of(holds(op, left.i, right.i));
    else
      return Value::of(holds(op, static_cast<uint64_t>(left.i),
                             static_cast<uint64_t>(right.i)));
  }
  CompareOp op;
  const Node *a;
  const Node *b;
};

/// The right side is evaluated only where the left is not `decider`.
class LogicalNode final : public Node {
public:
  LogicalNode(bool decider, const Node *a, const Node *b)
      : decider(decider), a(a), b(b) {}
  Value evaluate(Frame &frame) const override {
    Value left = a->evaluate(frame);
    return (left.i != 0) == decider ? left : b->evaluate(frame);
  }
  bool decider;
  const Node *a;
  const Node *b;
};

class SelectNode final : public Node {
public:
  SelectNode(const Node *condition, const Node *then, const Node *otherwise)
      : condition(condition), then(then), otherwise(otherwise) {}
  Value evaluate(Frame &frame) const override {
    bool isTaken = condition->evaluate(frame).i != 0;
    return (isTaken ? then : otherwise)->evaluate(frame);
  }
  const Node *condition;
  const Node *then;
  const Node *otherwise;
};

} // namespace

const Node *Compiler::compare(const sema::CompareExpr &e) {
  const Node *a = compile(*e.left);
  const Node *b = compile(*e.right);
  sema::Scalar scalar = resolve(e.left->type);
  if (sema::isFloat(scalar))
    return make<CompareNode<Compared::Float>>(e.op, a, b);
  if (sema::isUnsigned(scalar))
    return make<CompareNode<Compared::Unsigned>>(e.op, a, b);
  return make<CompareNode<Compared::Signed>>(e.op, a, b);
}

const Node *Compiler::logical(const sema::LogicalExpr &e) {
  bool decider = e.op == sema::LogicalOp::Or;
  return make<LogicalNode>(decider, compile(*e.left), compile(*e.right));
}

const Node *Compiler::select(const sema::SelectExpr &e) {
  return make<SelectNode>(compile(*e.condition), compile(*e.then),
                          compile(*e.otherwise));
}

} // namespace tdsl::reference
