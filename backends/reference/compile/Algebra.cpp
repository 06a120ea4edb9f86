//===- Algebra.cpp - Exact integers, and expressions of the algebra -------===//

#include "backends/reference/Frame.h"
#include "backends/reference/compile/Compiler.h"
#include "backends/reference/number/Integers.h"

#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>

namespace tdsl::reference {

namespace {

// Each gives whether the result needs more than 64 bits.
bool addExactly(int64_t a, int64_t b, int64_t &result) {
  return llvm::AddOverflow(a, b, result);
}
bool subtractExactly(int64_t a, int64_t b, int64_t &result) {
  return llvm::SubOverflow(a, b, result);
}
bool multiplyExactly(int64_t a, int64_t b, int64_t &result) {
  return llvm::MulOverflow(a, b, result);
}
bool divideExactly(int64_t a, int64_t b, int64_t &result) {
  result = number::divide(a, b, {64, true});
  return b == -1 && result == a && a < 0;
}
bool moduloExactly(int64_t a, int64_t b, int64_t &result) {
  result = number::modulo(a, b, {64, true});
  return false;
}
bool minimumExactly(int64_t a, int64_t b, int64_t &result) {
  result = std::min(a, b);
  return false;
}
bool maximumExactly(int64_t a, int64_t b, int64_t &result) {
  result = std::max(a, b);
  return false;
}

template <bool (*Operation)(int64_t, int64_t, int64_t &)>
class IndexNode final : public Node {
public:
  IndexNode(const Node *a, const Node *b, Span span) : a(a), b(b), span(span) {}
  Value evaluate(Frame &frame) const override {
    int64_t left = a->evaluate(frame).i;
    int64_t right = b->evaluate(frame).i;
    int64_t result = 0;
    if (Operation(left, right, result))
      frame.machine.fail(FailureKind::Extent,
                         "index arithmetic needs more than 64 bits", span);
    return Value::of(result);
  }
  const Node *a;
  const Node *b;
  Span span;
};

} // namespace

const Node *Compiler::indexOperation(IndexOp op, const Node *a, const Node *b,
                                     Span span) {
  switch (op) {
  case IndexOp::Add:
    return make<IndexNode<addExactly>>(a, b, span);
  case IndexOp::Sub:
    return make<IndexNode<subtractExactly>>(a, b, span);
  case IndexOp::Mul:
    return make<IndexNode<multiplyExactly>>(a, b, span);
  case IndexOp::Div:
    return make<IndexNode<divideExactly>>(a, b, span);
  case IndexOp::Mod:
    return make<IndexNode<moduloExactly>>(a, b, span);
  case IndexOp::Min:
    return make<IndexNode<minimumExactly>>(a, b, span);
  case IndexOp::Max:
    return make<IndexNode<maximumExactly>>(a, b, span);
  }
  llvm_unreachable("not an operation on indices");
}

/// A sum of products, evaluated as it is written.
const Node *Compiler::compile(const sets::Expr &e) {
  if (e.isOverflow()) // fails when it is evaluated
    return indexOperation(IndexOp::Add, indexConstant(INT64_MAX),
                          indexConstant(1));
  const Node *sum = nullptr;
  for (const sets::Term &term : e.terms()) {
    const Node *product = nullptr;
    if (term.coefficient != 1 || term.factors.empty())
      product = indexConstant(term.coefficient);
    for (const sets::AtomRef &factor : term.factors) {
      const Node *atom = algebraAtom(*factor);
      product = product ? indexOperation(IndexOp::Mul, product, atom) : atom;
    }
    sum = sum ? indexOperation(IndexOp::Add, sum, product) : product;
  }
  return sum ? sum : indexConstant(0);
}

const Node *Compiler::algebraAtom(const sets::Atom &atom) {
  auto foldOperands = [&](IndexOp op) {
    const Node *result = compile(atom.operands.front());
    for (const sets::Expr &operand : llvm::drop_begin(atom.operands))
      result = indexOperation(op, result, compile(operand));
    return result;
  };
  switch (atom.kind) {
  case sets::AtomKind::Symbol:
    return indexSlot(slotOfSymbol(atom.name));
  case sets::AtomKind::FloorDiv:
    return foldOperands(IndexOp::Div);
  case sets::AtomKind::Mod:
    return foldOperands(IndexOp::Mod);
  case sets::AtomKind::Min:
    return foldOperands(IndexOp::Min);
  case sets::AtomKind::Max:
    return foldOperands(IndexOp::Max);
  }
  llvm_unreachable("not a kind of atom");
}

RangeCode Compiler::range(const sets::Interval &interval) {
  return {compile(interval.lower), compile(interval.upper)};
}

RangeCode Compiler::range(const sema::Index &index) {
  return {index.lower ? compile(*index.lower) : compile(index.range.lower),
          index.upper ? compile(*index.upper) : compile(index.range.upper)};
}

} // namespace tdsl::reference
