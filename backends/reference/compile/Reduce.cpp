//===- Reduce.cpp - Reductions --------------------------------------------===//
//
// A reduction runs through its points in the order of the text, the first
// index slowest, and combines as it goes. Nothing is skipped: `any` and `all`
// look at every point, so that a checked access in them is always checked.
//
//===----------------------------------------------------------------------===//

#include "backends/reference/Frame.h"
#include "backends/reference/compile/Compiler.h"
#include "backends/reference/number/Floats.h"
#include "backends/reference/number/Integers.h"

#include "llvm/Support/ErrorHandling.h"

namespace tdsl::reference {

namespace {

using number::Format;
using number::Integer;

/// The points of a reduction, and what is said of each.
struct Domain {
  struct Loop {
    unsigned slot;
    RangeCode range;
  };
  std::vector<Loop> loops;
  const Node *predicate = nullptr;
  const Node *body = nullptr;

  /// Calls visit(value of the body) for every point that is not left out.
  template <typename Visit> void run(Frame &frame, Visit visit) const {
    runFrom(0, frame, visit);
  }

private:
  template <typename Visit>
  void runFrom(size_t depth, Frame &frame, Visit &visit) const {
    if (depth == loops.size()) {
      if (!predicate || predicate->evaluate(frame).i)
        visit(body->evaluate(frame));
      return;
    }
    const Loop &loop = loops[depth];
    int64_t lower = loop.range.lower->evaluate(frame).i;
    int64_t upper = loop.range.upper->evaluate(frame).i;
    for (int64_t at = lower; at < upper && !frame.machine.hasFailed(); ++at) {
      frame.setSlot(loop.slot, at);
      runFrom(depth + 1, frame, visit);
    }
  }
};

/// sum, prod, max, min of integers; any and all are max and min of one bit.
template <int64_t (*Combine)(int64_t, int64_t, Integer)>
class IntegerReduceNode final : public Node {
public:
  IntegerReduceNode(Domain domain, int64_t identity, Integer type)
      : domain(std::move(domain)), identity(identity), type(type) {}
  Value evaluate(Frame &frame) const override {
    int64_t result = identity;
    domain.run(frame,
               [&](Value value) { result = Combine(result, value.i, type); });
    return Value::of(result);
  }
  Domain domain;
  int64_t identity;
  Integer type;
};

/// Of floats, accumulated in one format and rounded to another.
template <double (*Combine)(double, double)>
class FloatReduceNode final : public Node {
public:
  FloatReduceNode(Domain domain, double identity, Format format)
      : domain(std::move(domain)), identity(identity), format(format),
        wide(format == Format::F64 ? Format::F64 : Format::F32) {}
  Value evaluate(Frame &frame) const override {
    double result = identity;
    domain.run(frame, [&](Value value) {
      result = frame.machine.round(Combine(result, value.f), wide);
    });
    return Value::of(frame.machine.round(result, format));
  }
  Domain domain;
  double identity;
  Format format;
  Format wide;
};

void failEmpty(Frame &frame, const sema::ReduceExpr &e) {
  bool isChecked = e.checkNonEmpty;
  frame.machine.fail(isChecked ? FailureKind::Empty : FailureKind::Internal,
                     "a reduction that needs at least one element has none",
                     e.span);
}

class MeanNode final : public Node {
public:
  MeanNode(Domain domain, Format format, const sema::ReduceExpr &e)
      : domain(std::move(domain)), format(format),
        wide(format == Format::F64 ? Format::F64 : Format::F32), e(e) {}
  Value evaluate(Frame &frame) const override {
    double sum = 0;
    int64_t count = 0;
    domain.run(frame, [&](Value value) {
      sum = frame.machine.round(sum + value.f, wide);
      ++count;
    });
    if (count == 0)
      failEmpty(frame, e);
    double divisor = number::round(static_cast<double>(count), wide);
    double mean = frame.machine.round(sum / divisor, wide);
    return Value::of(frame.machine.round(mean, format));
  }
  Domain domain;
  Format format;
  Format wide;
  const sema::ReduceExpr &e;
};

/// argmax and argmin: the index of the first value that no later one beats.
class ArgNode final : public Node {
public:
  using Beats = bool (*)(Value value, Value best, Integer type);
  ArgNode(Domain domain, Beats beats, Integer type, const sema::ReduceExpr &e)
      : domain(std::move(domain)), beats(beats), type(type), e(e) {}
  Value evaluate(Frame &frame) const override {
    std::optional<Value> best;
    int64_t place = 0;
    domain.run(frame, [&](Value value) {
      if (best && !beats(value, *best, type))
        return;
      best = value;
      place = frame.slot(domain.loops.front().slot);
    });
    if (!best)
      failEmpty(frame, e);
    return Value::of(place);
  }
  Domain domain;
  Beats beats;
  Integer type;
  const sema::ReduceExpr &e;
};

bool floatAbove(Value value, Value best, Integer) {
  return number::isAbove(value.f, best.f);
}
bool floatBelow(Value value, Value best, Integer) {
  return number::isBelow(value.f, best.f);
}
bool integerAbove(Value value, Value best, Integer type) {
  return number::less(best.i, value.i, type);
}
bool integerBelow(Value value, Value best, Integer type) {
  return number::less(value.i, best.i, type);
}

} // namespace

/// What combines the values of a reduction, by its kind and type.
struct Compiler::Reduction {
  Domain domain;
  const sema::ReduceExpr &e;
};

const Node *Compiler::reduce(const sema::ReduceExpr &e) {
  Reduction reduction{{}, e};
  Domain &domain = reduction.domain;
  for (const sema::Index *index : e.indices) {
    RangeCode ends = range(*index);
    domain.loops.push_back({slotOfSymbol(index->symbol), ends});
  }
  domain.predicate = e.predicate ? compile(*e.predicate) : nullptr;
  domain.body = compile(*e.body);
  sema::Scalar scalar = resolve(e.body->type);
  const Node *node = sema::isFloat(scalar)
                         ? floatReduction(std::move(reduction), scalar)
                         : integerReduction(std::move(reduction), scalar);
  bool yieldsIndex =
      e.op == sema::ReduceOp::ArgMax || e.op == sema::ReduceOp::ArgMin;
  return yieldsIndex ? indexAs(node, e.type, e.span) : node;
}

const Node *Compiler::floatReduction(Reduction reduction, sema::Scalar scalar) {
  Format format = number::formatOf(scalar);
  Domain &domain = reduction.domain;
  switch (reduction.e.op) {
  case sema::ReduceOp::Sum:
    return make<FloatReduceNode<number::add>>(std::move(domain), 0.0, format);
  case sema::ReduceOp::Prod:
    return make<FloatReduceNode<number::multiply>>(std::move(domain), 1.0,
                                                   format);
  case sema::ReduceOp::Max:
    return make<FloatReduceNode<number::maximum>>(std::move(domain), -HUGE_VAL,
                                                  format);
  case sema::ReduceOp::Min:
    return make<FloatReduceNode<number::minimum>>(std::move(domain), HUGE_VAL,
                                                  format);
  case sema::ReduceOp::Mean:
    return make<MeanNode>(std::move(domain), format, reduction.e);
  case sema::ReduceOp::ArgMax:
    return make<ArgNode>(std::move(domain), floatAbove, Integer(), reduction.e);
  case sema::ReduceOp::ArgMin:
    return make<ArgNode>(std::move(domain), floatBelow, Integer(), reduction.e);
  case sema::ReduceOp::Any:
  case sema::ReduceOp::All:
    llvm_unreachable("the checker has no such reduction of floats");
  }
  llvm_unreachable("not a reduction");
}

const Node *Compiler::integerReduction(Reduction reduction,
                                       sema::Scalar scalar) {
  Integer type = Integer::of(scalar);
  Domain &domain = reduction.domain;
  switch (reduction.e.op) {
  case sema::ReduceOp::Sum:
    return make<IntegerReduceNode<number::add>>(std::move(domain), 0, type);
  case sema::ReduceOp::Prod:
    return make<IntegerReduceNode<number::multiply>>(std::move(domain), 1,
                                                     type);
  case sema::ReduceOp::Max:
  case sema::ReduceOp::Any:
    return make<IntegerReduceNode<number::maximum>>(std::move(domain),
                                                    number::lowest(type), type);
  case sema::ReduceOp::Min:
  case sema::ReduceOp::All:
    return make<IntegerReduceNode<number::minimum>>(
        std::move(domain), number::highest(type), type);
  case sema::ReduceOp::ArgMax:
    return make<ArgNode>(std::move(domain), integerAbove, type, reduction.e);
  case sema::ReduceOp::ArgMin:
    return make<ArgNode>(std::move(domain), integerBelow, type, reduction.e);
  case sema::ReduceOp::Mean:
    llvm_unreachable("the checker has no mean of integers");
  }
  llvm_unreachable("not a reduction");
}

} // namespace tdsl::reference
