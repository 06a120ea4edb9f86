//===- Affine.cpp - Index values as forms of the algebra ------------------===//
//
// Forms are recovered from the operations, not stored beside them, so that no
// rewrite can make the two disagree.
//
//===----------------------------------------------------------------------===//

#include "compiler/graph/Graph.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace tdsl::graph {

using Form = std::optional<sets::Expr>;

template <typename Combine>
static Form combine(Operation *op, Combine combine) {
  Form left = affine(op->getOperand(0));
  if (!left)
    return std::nullopt;
  Form right = affine(op->getOperand(1));
  if (!right)
    return std::nullopt;
  sets::Expr both = combine(*left, *right);
  if (both.isOverflow())
    return std::nullopt;
  return both;
}

Form affine(Value index) {
  using sets::Expr;
  if (!index.getType().isIndex())
    return std::nullopt;
  if (auto argument = dyn_cast<BlockArgument>(index))
    return Expr::symbol(symbolOf(argument));
  auto pairwise = [](Operation *op, Expr (*f)(const Expr &, const Expr &)) {
    return combine(op, f);
  };
  return llvm::TypeSwitch<Operation *, Form>(index.getDefiningOp())
      .Case([](arith::ConstantIndexOp op) { return Form(op.value()); })
      .Case([](SizeOp op) { return Form(Expr::symbol(op.getName())); })
      .Case([](arith::AddIOp op) {
        return combine(op, [](auto &a, auto &b) { return a + b; });
      })
      .Case([](arith::SubIOp op) {
        return combine(op, [](auto &a, auto &b) { return a - b; });
      })
      .Case([](arith::MulIOp op) {
        return combine(op, [](auto &a, auto &b) { return a * b; });
      })
      .Case([&](arith::MinSIOp op) { return pairwise(op, Expr::min); })
      .Case([&](arith::MaxSIOp op) { return pairwise(op, Expr::max); })
      .Case([&](FloorDivOp op) { return pairwise(op, Expr::floorDiv); })
      .Case([&](ModOp op) { return pairwise(op, Expr::mod); })
      .Default([](Operation *) { return std::nullopt; });
}

std::optional<std::vector<sets::Expr>> affineIndices(ReadOp read) {
  std::vector<sets::Expr> forms;
  for (Value index : read.getIndices()) {
    Form form = affine(index);
    if (!form)
      return std::nullopt;
    forms.push_back(std::move(*form));
  }
  return forms;
}

StringRef symbolOf(BlockArgument index) {
  Operation *owner = index.getOwner()->getParentOp();
  if (auto stage = dyn_cast<StageOp>(owner))
    return stage.getIndexSymbol(index.getArgNumber());
  return cast<ReduceOp>(owner).getIndexSymbol(index.getArgNumber());
}

std::optional<std::vector<sets::Variable>> variablesAt(Operation *op) {
  SmallVector<ReduceOp> around;
  for (auto reduce = op->getParentOfType<ReduceOp>(); reduce;
       reduce = reduce->getParentOfType<ReduceOp>())
    around.push_back(reduce);
  auto variables = stageAround(op).getVariables();
  for (ReduceOp reduce : llvm::reverse(around)) {
    auto more = reduce.getVariables();
    if (!variables || !more)
      return std::nullopt;
    llvm::append_range(*variables, *more);
  }
  return variables;
}

//===----------------------------------------------------------------------===//
// Conditions
//===----------------------------------------------------------------------===//

static std::vector<sets::Expr> conditionsOf(arith::CmpIOp compare) {
  Form left = affine(compare.getLhs());
  Form right = affine(compare.getRhs());
  if (!left || !right)
    return {};
  sets::Expr up = *right - *left, down = *left - *right;
  switch (compare.getPredicate()) {
  case arith::CmpIPredicate::eq:
    return {up, down};
  case arith::CmpIPredicate::slt:
    return {up - 1};
  case arith::CmpIPredicate::sle:
    return {up};
  case arith::CmpIPredicate::sgt:
    return {down - 1};
  case arith::CmpIPredicate::sge:
    return {down};
  case arith::CmpIPredicate::ne:
  case arith::CmpIPredicate::ult: // of indices nobody asks these
  case arith::CmpIPredicate::ule:
  case arith::CmpIPredicate::ugt:
  case arith::CmpIPredicate::uge:
    return {};
  }
  llvm_unreachable("all predicates are listed");
}

std::vector<sets::Expr> conditions(Value condition) {
  if (auto compare = condition.getDefiningOp<arith::CmpIOp>())
    return conditionsOf(compare);
  auto both = condition.getDefiningOp<arith::AndIOp>();
  if (!both)
    return {};
  std::vector<sets::Expr> forms = conditions(both.getLhs());
  llvm::append_range(forms, conditions(both.getRhs()));
  return forms;
}

} // namespace tdsl::graph
