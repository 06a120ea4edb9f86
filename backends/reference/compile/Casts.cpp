//===- Casts.cpp - From one scalar type to another ------------------------===//

#include "backends/reference/number/Casts.h"
#include "backends/reference/Frame.h"
#include "backends/reference/compile/Compiler.h"

namespace tdsl::reference {

namespace {

using number::Format;
using number::Integer;

class IntegerToFloatNode final : public Node {
public:
  IntegerToFloatNode(const Node *a, Integer from, Format to)
      : a(a), from(from), to(to) {}
  Value evaluate(Frame &frame) const override {
    double exact = number::toFloat(a->evaluate(frame).i, from, to);
    return Value::of(frame.machine.round(exact, to));
  }
  const Node *a;
  Integer from;
  Format to;
};

class FloatToFloatNode final : public Node {
public:
  FloatToFloatNode(const Node *a, Format to) : a(a), to(to) {}
  Value evaluate(Frame &frame) const override {
    return Value::of(frame.machine.round(a->evaluate(frame).f, to));
  }
  const Node *a;
  Format to;
};

class FloatToIntegerNode final : public Node {
public:
  FloatToIntegerNode(const Node *a, Integer to) : a(a), to(to) {}
  Value evaluate(Frame &frame) const override {
    return Value::of(number::toInteger(a->evaluate(frame).f, to));
  }
  const Node *a;
  Integer to;
};

class FloatToBoolNode final : public Node {
public:
  explicit FloatToBoolNode(const Node *a) : a(a) {}
  Value evaluate(Frame &frame) const override {
    return Value::of(a->evaluate(frame).f != 0);
  }
  const Node *a;
};

class IntegerToBoolNode final : public Node {
public:
  explicit IntegerToBoolNode(const Node *a) : a(a) {}
  Value evaluate(Frame &frame) const override {
    return Value::of(a->evaluate(frame).i != 0);
  }
  const Node *a;
};

class WrapNode final : public Node {
public:
  WrapNode(const Node *a, Integer to) : a(a), to(to) {}
  Value evaluate(Frame &frame) const override {
    uint64_t bits = static_cast<uint64_t>(a->evaluate(frame).i);
    return Value::of(number::wrap(bits, to));
  }
  const Node *a;
  Integer to;
};

class SaturateNode final : public Node {
public:
  SaturateNode(const Node *a, Integer from, Integer to)
      : a(a), from(from), to(to) {}
  Value evaluate(Frame &frame) const override {
    return Value::of(number::saturate(a->evaluate(frame).i, from, to));
  }
  const Node *a;
  Integer from;
  Integer to;
};

/// A u64 that becomes an exact index: one above 2^63 - 1 is none.
class ExactIndexNode final : public Node {
public:
  ExactIndexNode(const Node *a, Span span) : a(a), span(span) {}
  Value evaluate(Frame &frame) const override {
    Value value = a->evaluate(frame);
    if (value.i < 0)
      frame.machine.fail(FailureKind::Index,
                         "index " +
                             llvm::Twine(static_cast<uint64_t>(value.i)) +
                             " needs more than 64 bits",
                         span);
    return value;
  }
  const Node *a;
  Span span;
};

} // namespace

const Node *Compiler::cast(const sema::CastExpr &e) {
  const Node *a = compile(*e.operand);
  sema::Scalar from = resolve(e.operand->type);
  sema::Scalar to = resolve(e.type);
  if (sema::isFloat(from) && sema::isFloat(to))
    return make<FloatToFloatNode>(a, number::formatOf(to));
  if (to == sema::Scalar::Bool)
    return sema::isFloat(from)
               ? static_cast<const Node *>(make<FloatToBoolNode>(a))
               : make<IntegerToBoolNode>(a);
  if (sema::isFloat(from))
    return make<FloatToIntegerNode>(a, Integer::of(to));
  if (sema::isFloat(to))
    return make<IntegerToFloatNode>(a, Integer::of(from), number::formatOf(to));
  if (e.saturate)
    return make<SaturateNode>(a, Integer::of(from), Integer::of(to));
  if (to == sema::Scalar::Index && from == sema::Scalar::U64)
    return make<ExactIndexNode>(a, e.span);
  return make<WrapNode>(a, Integer::of(to));
}

} // namespace tdsl::reference
