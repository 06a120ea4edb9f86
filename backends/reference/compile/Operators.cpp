//===- Operators.cpp - Arithmetic and bits --------------------------------===//

#include "backends/reference/Frame.h"
#include "backends/reference/compile/Compiler.h"
#include "backends/reference/number/Floats.h"
#include "backends/reference/number/Integers.h"

#include "llvm/Support/ErrorHandling.h"

namespace tdsl::reference {

namespace {

using number::Format;
using number::Integer;

template <int64_t (*Operation)(int64_t, int64_t, Integer)>
class IntegerNode final : public Node {
public:
  IntegerNode(const Node *a, const Node *b, Integer type)
      : a(a), b(b), type(type) {}
  Value evaluate(Frame &frame) const override {
    int64_t left = a->evaluate(frame).i;
    return Value::of(Operation(left, b->evaluate(frame).i, type));
  }
  const Node *a;
  const Node *b;
  Integer type;
};

template <double (*Operation)(double, double)>
class FloatNode final : public Node {
public:
  FloatNode(const Node *a, const Node *b, Format format)
      : a(a), b(b), format(format) {}
  Value evaluate(Frame &frame) const override {
    double left = a->evaluate(frame).f;
    double exact = Operation(left, b->evaluate(frame).f);
    return Value::of(frame.machine.round(exact, format));
  }
  const Node *a;
  const Node *b;
  Format format;
};

template <int64_t (*Operation)(int64_t, Integer)>
class IntegerUnaryNode final : public Node {
public:
  IntegerUnaryNode(const Node *a, Integer type) : a(a), type(type) {}
  Value evaluate(Frame &frame) const override {
    return Value::of(Operation(a->evaluate(frame).i, type));
  }
  const Node *a;
  Integer type;
};

class FloatNegateNode final : public Node {
public:
  explicit FloatNegateNode(const Node *a) : a(a) {}
  Value evaluate(Frame &frame) const override {
    return Value::of(-a->evaluate(frame).f);
  }
  const Node *a;
};

} // namespace

const Node *Compiler::unary(const sema::UnaryExpr &e) {
  const Node *a = compile(*e.operand);
  sema::Scalar scalar = resolve(e.type);
  if (e.op == sema::UnaryOp::Negate) {
    if (sema::isFloat(scalar))
      return make<FloatNegateNode>(a);
    if (scalar == sema::Scalar::Index)
      return indexOperation(IndexOp::Sub, indexConstant(0), a, e.span);
    return make<IntegerUnaryNode<number::negate>>(a, Integer::of(scalar));
  }
  // `!` is the bitNot of one bit.
  return make<IntegerUnaryNode<number::bitNot>>(a, Integer::of(scalar));
}

const Node *Compiler::binary(const sema::BinaryExpr &e) {
  const Node *a = compile(*e.left);
  const Node *b = compile(*e.right);
  sema::Scalar scalar = resolve(e.type);
  if (sema::isFloat(scalar))
    return floatBinary(e.op, a, b, scalar);
  if (scalar == sema::Scalar::Index)
    if (std::optional<IndexOp> op = exactOperation(e.op))
      return indexOperation(*op, a, b, e.span);
  return integerBinary(e.op, a, b, scalar);
}

std::optional<Compiler::IndexOp> Compiler::exactOperation(sema::BinaryOp op) {
  switch (op) {
  case sema::BinaryOp::Add:
    return IndexOp::Add;
  case sema::BinaryOp::Sub:
    return IndexOp::Sub;
  case sema::BinaryOp::Mul:
    return IndexOp::Mul;
  case sema::BinaryOp::Div:
    return IndexOp::Div;
  case sema::BinaryOp::Mod:
    return IndexOp::Mod;
  case sema::BinaryOp::And:
  case sema::BinaryOp::Or:
  case sema::BinaryOp::Xor:
  case sema::BinaryOp::Shl:
  case sema::BinaryOp::Shr:
    return std::nullopt;
  }
  llvm_unreachable("not a binary operator");
}

const Node *Compiler::floatBinary(sema::BinaryOp op, const Node *a,
                                  const Node *b, sema::Scalar scalar) {
  Format format = number::formatOf(scalar);
  switch (op) {
  case sema::BinaryOp::Add:
    return make<FloatNode<number::add>>(a, b, format);
  case sema::BinaryOp::Sub:
    return make<FloatNode<number::subtract>>(a, b, format);
  case sema::BinaryOp::Mul:
    return make<FloatNode<number::multiply>>(a, b, format);
  case sema::BinaryOp::Div:
    return make<FloatNode<number::divide>>(a, b, format);
  case sema::BinaryOp::Mod:
    return make<FloatNode<number::modulo>>(a, b, format);
  case sema::BinaryOp::And:
  case sema::BinaryOp::Or:
  case sema::BinaryOp::Xor:
  case sema::BinaryOp::Shl:
  case sema::BinaryOp::Shr:
    llvm_unreachable("the checker has no bits of floats");
  }
  llvm_unreachable("not a binary operator");
}

const Node *Compiler::integerBinary(sema::BinaryOp op, const Node *a,
                                    const Node *b, sema::Scalar scalar) {
  Integer type = Integer::of(scalar);
  switch (op) {
  case sema::BinaryOp::Add:
    return make<IntegerNode<number::add>>(a, b, type);
  case sema::BinaryOp::Sub:
    return make<IntegerNode<number::subtract>>(a, b, type);
  case sema::BinaryOp::Mul:
    return make<IntegerNode<number::multiply>>(a, b, type);
  case sema::BinaryOp::Div:
    return make<IntegerNode<number::divide>>(a, b, type);
  case sema::BinaryOp::Mod:
    return make<IntegerNode<number::modulo>>(a, b, type);
  case sema::BinaryOp::And:
    return make<IntegerNode<number::bitAnd>>(a, b, type);
  case sema::BinaryOp::Or:
    return make<IntegerNode<number::bitOr>>(a, b, type);
  case sema::BinaryOp::Xor:
    return make<IntegerNode<number::bitXor>>(a, b, type);
  case sema::BinaryOp::Shl:
    return make<IntegerNode<number::shiftLeft>>(a, b, type);
  case sema::BinaryOp::Shr:
    return make<IntegerNode<number::shiftRight>>(a, b, type);
  }
  llvm_unreachable("not a binary operator");
}

} // namespace tdsl::reference
