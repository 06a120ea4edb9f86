//===- Leaves.cpp - Constants, indices, sizes, tables ---------------------===//

#include "backends/reference/Frame.h"
#include "backends/reference/compile/Compiler.h"
#include "backends/reference/number/Casts.h"

#include "llvm/Support/ErrorHandling.h"

namespace tdsl::reference {

namespace {

class ConstantNode final : public Node {
public:
  explicit ConstantNode(Value value) : value(value) {}
  Value evaluate(Frame &) const override { return value; }
  Value value;
};

class SlotNode final : public Node {
public:
  explicit SlotNode(unsigned slot) : slot(slot) {}
  Value evaluate(Frame &frame) const override {
    return Value::of(frame.slot(slot));
  }
  unsigned slot;
};

/// An index or a size as a float.
class IndexAsFloatNode final : public Node {
public:
  IndexAsFloatNode(const Node *index, number::Format format)
      : index(index), format(format) {}
  Value evaluate(Frame &frame) const override {
    int64_t value = index->evaluate(frame).i;
    double exact = number::toFloat(value, {64, true}, format);
    return Value::of(frame.machine.round(exact, format));
  }
  const Node *index;
  number::Format format;
};

/// An index or a size as an integer of the program, which must hold it.
class IndexAsIntegerNode final : public Node {
public:
  IndexAsIntegerNode(const Node *index, sema::Scalar scalar, Span span)
      : index(index), scalar(scalar), type(number::Integer::of(scalar)),
        span(span) {}
  Value evaluate(Frame &frame) const override {
    int64_t value = index->evaluate(frame).i;
    if (number::saturate(value, {64, true}, type) != value)
      frame.machine.fail(FailureKind::Size,
                         llvm::Twine(value) + " does not fit into `" +
                             sema::spelling(scalar) + "`",
                         span);
    return Value::of(value);
  }
  const Node *index;
  sema::Scalar scalar;
  number::Integer type;
  Span span;
};

class TableNode final : public Node {
public:
  TableNode(const Node *index, const sema::TableExpr &e) : index(index), e(e) {}
  Value evaluate(Frame &frame) const override {
    int64_t at = index->evaluate(frame).i;
    if (frame.machine.hasFailed())
      return {};
    if (at >= 0 && static_cast<uint64_t>(at) < entries.size())
      return entries[at];
    bool isChecked = e.proof == sema::Proof::Checked;
    frame.machine.fail(isChecked ? FailureKind::Index : FailureKind::Internal,
                       "index " + llvm::Twine(at) + " is outside of a table " +
                           "with " + llvm::Twine(entries.size()) + " entries",
                       e.span);
    return {};
  }
  const Node *index;
  const sema::TableExpr &e;
  std::vector<Value> entries;
};

} // namespace

const Node *Compiler::indexConstant(int64_t value) {
  return make<ConstantNode>(Value::of(value));
}

/// The exact value of a literal as a float; integers of any size are first
/// rounded as a cast would.
static double literalAsFloat(const sema::ConstantExpr &e,
                             number::Format format) {
  if (const bool *truth = std::get_if<bool>(&e.value))
    return *truth;
  if (const int64_t *i = std::get_if<int64_t>(&e.value))
    return number::toFloat(*i, {64, true}, format);
  if (const uint64_t *u = std::get_if<uint64_t>(&e.value))
    return number::toFloat(static_cast<int64_t>(*u), {64, false}, format);
  return std::get<double>(e.value);
}

static int64_t literalAsInteger(const sema::ConstantExpr &e,
                                number::Integer type) {
  if (const bool *truth = std::get_if<bool>(&e.value))
    return *truth;
  if (const int64_t *i = std::get_if<int64_t>(&e.value))
    return number::wrap(static_cast<uint64_t>(*i), type);
  if (const uint64_t *u = std::get_if<uint64_t>(&e.value))
    return number::wrap(*u, type);
  return number::toInteger(std::get<double>(e.value), type);
}

static double floatConstant(const sema::ConstantExpr &e,
                            number::Format format) {
  using Special = sema::ConstantExpr::Special;
  switch (e.special) {
  case Special::Inf:
    return HUGE_VAL;
  case Special::Nan:
    return std::nan("");
  case Special::Lowest:
    return -number::highestFinite(format);
  case Special::Highest:
    return number::highestFinite(format);
  case Special::None:
    return number::round(literalAsFloat(e, format), format);
  }
  llvm_unreachable("not a special constant");
}

/// A constant is rounded to the type that the program says also where
/// everything else is done in f64: its error is not the backend's.
static Value constantValue(const sema::ConstantExpr &e, sema::Scalar scalar) {
  using Special = sema::ConstantExpr::Special;
  if (sema::isFloat(scalar))
    return Value::of(floatConstant(e, number::formatOf(scalar)));
  number::Integer type = number::Integer::of(scalar);
  if (e.special == Special::Lowest)
    return Value::of(number::lowest(type));
  if (e.special == Special::Highest)
    return Value::of(number::highest(type));
  return Value::of(literalAsInteger(e, type));
}

const Node *Compiler::constant(const sema::ConstantExpr &e) {
  return make<ConstantNode>(constantValue(e, nominal(e.type)));
}

const Node *Compiler::table(const sema::TableExpr &e) {
  auto *node = make<TableNode>(compile(*e.index), e);
  for (const sema::ConstantExpr *entry : e.entries)
    node->entries.push_back(constantValue(*entry, nominal(e.type)));
  return node;
}

const Node *Compiler::indexSlot(unsigned slot) { return make<SlotNode>(slot); }

const Node *Compiler::indexAs(const Node *index, sema::ElemType type,
                              Span span) {
  sema::Scalar scalar = resolve(type);
  if (sema::isFloat(scalar))
    return make<IndexAsFloatNode>(index, number::formatOf(scalar));
  if (scalar == sema::Scalar::Index || scalar == sema::Scalar::I64)
    return index;
  return make<IndexAsIntegerNode>(index, scalar, span);
}

} // namespace tdsl::reference
