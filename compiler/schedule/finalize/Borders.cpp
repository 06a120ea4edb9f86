//===- Borders.cpp - Where a body clamps or selects at an edge ------------===//
//
// A clamp is a min or max of index forms, a wrap a mod of one, a boundary of
// constants a condition of a select or a read. Each is decided where a form
// `c` is >= 0. For an index y with c = a*y + rest this is so from some value on
// (a > 0) or up to one (a < 0), whatever the other indices are in their ranges.
//
//===----------------------------------------------------------------------===//

#include "compiler/schedule/finalize/Borders.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/StringSet.h"

namespace tdsl::schedule {

using sets::Expr;
using sets::Interval;
using sets::Variable;

/// A wider border is no border but a case of its own.
constexpr int64_t WidestBorder = 64;

namespace {

/// A form that decides something where it is >= 0, and the indices of inner
/// reductions that it is asked under.
struct Decision {
  Expr form;
  std::vector<Variable> inner;
};

class Decisions {
public:
  explicit Decisions(graph::StageOp stage) {
    addIndices(stage);
    stage.walk([&](graph::ReduceOp reduce) { addIndices(reduce); });
    stage.walk([&](mlir::Operation *op) { visit(op); });
  }

  std::vector<Decision> all;

private:
  template <typename IndexedOp> void addIndices(IndexedOp op) {
    for (unsigned i = 0; i < op.getNumIndices(); ++i)
      indices.insert(op.getIndexSymbol(i));
  }

  void visit(mlir::Operation *op) {
    if (auto read = llvm::dyn_cast<graph::ReadOp>(op)) {
      for (mlir::Value index : read.getIndices())
        if (auto form = graph::affine(index))
          atomsOf(*form, op);
      if (read.getGuard())
        condition(read.getGuard(), op);
    } else if (auto table = llvm::dyn_cast<graph::TableOp>(op)) {
      if (auto form = graph::affine(table.getIndex()))
        atomsOf(*form, op);
    } else if (auto select = llvm::dyn_cast<mlir::arith::SelectOp>(op)) {
      condition(select.getCondition(), op);
    }
  }

  void condition(mlir::Value value, mlir::Operation *op) {
    for (const Expr &form : graph::conditions(value))
      decide(form, op);
  }

  void atomsOf(const Expr &e, mlir::Operation *op) {
    for (const sets::Term &term : e.terms())
      for (const sets::AtomRef &atom : term.factors) {
        for (const Expr &operand : atom->operands)
          atomsOf(operand, op);
        decideAtom(*atom, op);
      }
  }

  void decideAtom(const sets::Atom &atom, mlir::Operation *op) {
    switch (atom.kind) {
    case sets::AtomKind::Symbol:
    case sets::AtomKind::FloorDiv:
      return;
    case sets::AtomKind::Mod:
      decide(atom.operands[0], op);
      decide(atom.operands[1] - Expr(1) - atom.operands[0], op);
      return;
    case sets::AtomKind::Min:
    case sets::AtomKind::Max:
      for (const Expr &wins : atom.operands)
        for (const Expr &loses : atom.operands)
          if (isIndexed(wins) && !isIndexed(loses))
            decide(atom.kind == sets::AtomKind::Min ? loses - wins
                                                    : wins - loses,
                   op);
      return;
    }
  }

  /// Whether the form moves with an index, or is an edge.
  bool isIndexed(const Expr &e) {
    return llvm::any_of(e.symbols(), [&](const std::string &symbol) {
      return indices.contains(symbol);
    });
  }

  /// A clamp inside of a clamp: min(a, b) >= 0 where both are.
  void decide(const Expr &form, mlir::Operation *op) {
    for (const sets::Term &term : form.terms()) {
      if (term.factors.size() != 1)
        continue;
      const sets::Atom &atom = *term.factors.front();
      if ((atom.kind == sets::AtomKind::Min && term.coefficient > 0) ||
          (atom.kind == sets::AtomKind::Max && term.coefficient < 0)) {
        Expr rest = form - Expr::sum({term});
        for (const Expr &operand : atom.operands)
          decide(rest + Expr(term.coefficient) * operand, op);
        return;
      }
    }
    if (isIndexed(form))
      all.push_back({form, innerVariables(op)});
  }

  static std::vector<Variable> innerVariables(mlir::Operation *op) {
    std::vector<Variable> inner;
    for (auto reduce = op->getParentOfType<graph::ReduceOp>(); reduce;
         reduce = reduce->getParentOfType<graph::ReduceOp>())
      if (auto variables = reduce.getVariables())
        inner.insert(inner.begin(), variables->begin(), variables->end());
    return inner;
  }

  llvm::StringSet<> indices;
};

} // namespace

/// The range of every index but one, as it is before anything is cut.
static std::vector<Variable> others(llvm::StringRef index,
                                    const Variables &variables,
                                    const Decision &decision) {
  const StagePlan &plan = variables.plan();
  std::vector<Variable> result;
  for (const std::string &name : plan.pureIndices())
    if (name != index)
      result.push_back({name, variables.declared(name)});
  llvm::append_range(result, decision.inner);
  return result;
}

/// Widens a border so that the decision is made between its ends.
static void widen(Border &border, const Decision &decision,
                  llvm::StringRef index, const Variables &variables,
                  const sets::Facts &facts) {
  auto linear = decision.form.linearIn(index);
  auto slope = linear ? linear->coefficient.constant() : std::nullopt;
  if (!slope || *slope == 0)
    return;
  auto rest = facts.rangeOver(linear->rest, others(index, variables, decision));
  if (!rest)
    return;
  Interval range = variables.declared(index);
  Expr reach =
      *slope > 0 ? Expr::ceilDiv(-rest->lower, *slope) - range.lower
                 : range.upper - Expr(1) - Expr::floorDiv(rest->lower, -*slope);
  auto wanted = facts.simplify(reach).constant();
  int64_t &width = *slope > 0 ? border.head : border.tail;
  if (wanted && *wanted > width && *wanted <= WidestBorder)
    width = *wanted;
}

Border findBorder(graph::StageOp stage, llvm::StringRef index,
                  const Variables &variables, const sets::Facts &facts) {
  Border border;
  for (const Decision &decision : Decisions(stage).all)
    widen(border, decision, index, variables, facts);
  // A short constant range may be nothing but border.
  auto extent = variables.declared(index).extent().constant();
  if (extent && *extent <= border.head + border.tail)
    return {};
  return border;
}

} // namespace tdsl::schedule
