//===- Builtins.cpp - Scalar functions ------------------------------------===//

#include "backends/reference/Frame.h"
#include "backends/reference/compile/Compiler.h"
#include "backends/reference/number/Functions.h"
#include "backends/reference/number/Integers.h"

#include "llvm/Support/ErrorHandling.h"

namespace tdsl::reference {

namespace {

using number::Format;
using number::Integer;

/// A function whose result is rounded and that others compute within `ulps`.
class Function1Node final : public Node {
public:
  Function1Node(number::Function1 function, const Node *a, Format format,
                double ulps)
      : function(function), a(a), format(format), ulps(ulps) {}
  Value evaluate(Frame &frame) const override {
    double exact = function(a->evaluate(frame).f);
    return Value::of(frame.machine.roundFunction(exact, format, ulps));
  }
  number::Function1 function;
  const Node *a;
  Format format;
  double ulps;
};

class Function2Node final : public Node {
public:
  Function2Node(number::Function2 function, const Node *a, const Node *b,
                Format format, double ulps)
      : function(function), a(a), b(b), format(format), ulps(ulps) {}
  Value evaluate(Frame &frame) const override {
    double left = a->evaluate(frame).f;
    double exact = function(left, b->evaluate(frame).f);
    return Value::of(frame.machine.roundFunction(exact, format, ulps));
  }
  number::Function2 function;
  const Node *a;
  const Node *b;
  Format format;
  double ulps;
};

class FmaNode final : public Node {
public:
  FmaNode(const Node *a, const Node *b, const Node *c, Format format)
      : a(a), b(b), c(c), format(format) {}
  Value evaluate(Frame &frame) const override {
    double left = a->evaluate(frame).f;
    double right = b->evaluate(frame).f;
    double exact = number::fma(left, right, c->evaluate(frame).f, format);
    return Value::of(frame.machine.round(exact, format));
  }
  const Node *a;
  const Node *b;
  const Node *c;
  Format format;
};

template <double (*Choose)(double, double)>
class ChooseFloatNode final : public Node {
public:
  ChooseFloatNode(const Node *a, const Node *b) : a(a), b(b) {}
  Value evaluate(Frame &frame) const override {
    double left = a->evaluate(frame).f;
    return Value::of(Choose(left, b->evaluate(frame).f));
  }
  const Node *a;
  const Node *b;
};

template <int64_t (*Choose)(int64_t, int64_t, Integer)>
class ChooseIntegerNode final : public Node {
public:
  ChooseIntegerNode(const Node *a, const Node *b, Integer type)
      : a(a), b(b), type(type) {}
  Value evaluate(Frame &frame) const override {
    int64_t left = a->evaluate(frame).i;
    return Value::of(Choose(left, b->evaluate(frame).i, type));
  }
  const Node *a;
  const Node *b;
  Integer type;
};

class AbsoluteNode final : public Node {
public:
  AbsoluteNode(const Node *a, Integer type) : a(a), type(type) {}
  Value evaluate(Frame &frame) const override {
    return Value::of(number::absolute(a->evaluate(frame).i, type));
  }
  const Node *a;
  Integer type;
};

class PredicateNode final : public Node {
public:
  PredicateNode(bool (*test)(double), const Node *a) : test(test), a(a) {}
  Value evaluate(Frame &frame) const override {
    return Value::of(test(a->evaluate(frame).f));
  }
  bool (*test)(double);
  const Node *a;
};

bool isNan(double x) { return std::isnan(x); }
bool isInf(double x) { return std::isinf(x); }

} // namespace

const Node *Compiler::builtin(const sema::BuiltinExpr &e) {
  llvm::SmallVector<const Node *, 3> arguments;
  for (const sema::Expr *argument : e.arguments)
    arguments.push_back(compile(*argument));
  const Node *a = arguments[0];
  if (e.function == sema::Builtin::IsNan)
    return make<PredicateNode>(isNan, a);
  if (e.function == sema::Builtin::IsInf)
    return make<PredicateNode>(isInf, a);
  sema::Scalar scalar = resolve(e.type);
  return sema::isFloat(scalar) ? floatFunction(e.function, arguments, scalar)
                               : integerFunction(e.function, arguments, scalar);
}

const Node *Compiler::integerFunction(sema::Builtin function,
                                      llvm::ArrayRef<const Node *> arguments,
                                      sema::Scalar scalar) {
  Integer type = Integer::of(scalar);
  switch (function) {
  case sema::Builtin::Abs:
    return make<AbsoluteNode>(arguments[0], type);
  case sema::Builtin::Min:
    return make<ChooseIntegerNode<number::minimum>>(arguments[0], arguments[1],
                                                    type);
  case sema::Builtin::Max:
    return make<ChooseIntegerNode<number::maximum>>(arguments[0], arguments[1],
                                                    type);
  default:
    llvm_unreachable("the checker has no such function of integers");
  }
}

const Node *Compiler::floatFunction(sema::Builtin function,
                                    llvm::ArrayRef<const Node *> arguments,
                                    sema::Scalar scalar) {
  Format format = number::formatOf(scalar);
  double ulps = number::ulpBound(function, format);
  if (number::Function1 known = number::function1(function))
    return make<Function1Node>(known, arguments[0], format, ulps);
  if (number::Function2 known = number::function2(function))
    return make<Function2Node>(known, arguments[0], arguments[1], format, ulps);
  if (function == sema::Builtin::Fma)
    return make<FmaNode>(arguments[0], arguments[1], arguments[2], format);
  if (function == sema::Builtin::Min)
    return make<ChooseFloatNode<number::minimum>>(arguments[0], arguments[1]);
  return make<ChooseFloatNode<number::maximum>>(arguments[0], arguments[1]);
}

} // namespace tdsl::reference
