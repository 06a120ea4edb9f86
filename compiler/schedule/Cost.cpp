//===- Cost.cpp - How much work a function is -----------------------------===//

#include "compiler/schedule/Cost.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;

namespace tdsl::schedule {
namespace {

/// Points of a box; ends that use outer indices count at their mean.
double pointsOf(llvm::ArrayRef<sets::Variable> variables,
                sets::Expr::Lookup sizes) {
  double points = 1;
  llvm::StringMap<int64_t> middle;
  auto value = [&](const sets::Expr &form) {
    return form.evaluate([&](llvm::StringRef symbol) -> std::optional<int64_t> {
      if (auto found = middle.find(symbol); found != middle.end())
        return found->second;
      return sizes(symbol);
    });
  };
  for (const sets::Variable &variable : variables) {
    auto lower = value(variable.range.lower);
    auto upper = value(variable.range.upper);
    if (!lower || !upper || *upper <= *lower)
      return 0;
    points *= static_cast<double>(*upper - *lower);
    middle[variable.name] = *lower + (*upper - *lower) / 2;
  }
  return points;
}

double flopsOf(Operation &op) {
  if (isa<math::FmaOp>(op))
    return 2;
  bool real = op.getNumResults() == 1 &&
              isa<FloatType>(getElementTypeOrSelf(op.getResult(0).getType()));
  bool counts = isa<arith::AddFOp, arith::SubFOp, arith::MulFOp, arith::DivFOp,
                    arith::NegFOp, arith::MaximumFOp, arith::MinimumFOp>(op) ||
                isa<math::MathDialect>(op.getDialect());
  return real && counts ? 1 : 0;
}

double flopsOf(Block &block, sets::Expr::Lookup sizes) {
  double flops = 0;
  for (Operation &op : block) {
    flops += flopsOf(op);
    auto reduce = dyn_cast<graph::ReduceOp>(op);
    if (!reduce)
      continue;
    auto variables = reduce.getVariables();
    double step = isa<FloatType>(reduce.getResult().getType()) ? 1 : 0;
    if (variables)
      flops += pointsOf(*variables, sizes) *
               (step + flopsOf(reduce.getBody().front(), sizes));
  }
  return flops;
}

double bytesOf(graph::TensorType type, sets::Expr::Lookup sizes) {
  auto box = type.getBox();
  if (!box)
    return 0;
  double elements = 1;
  for (const sets::Interval &dim : *box)
    elements *= static_cast<double>(dim.extent().evaluate(sizes).value_or(0));
  unsigned bits = type.getElementType().getIntOrFloatBitWidth();
  return elements * (bits < 8 ? 8 : bits) / 8;
}

} // namespace

Work work(graph::FuncOp func, sets::Expr::Lookup sizes) {
  Work total;
  for (graph::StageOp stage : graph::stages(func)) {
    auto variables = stage.getVariables();
    if (variables)
      total.flops +=
          pointsOf(*variables, sizes) * flopsOf(stage.getBody().front(), sizes);
  }
  for (Type type : func.getArgumentTypes())
    total.bytes += bytesOf(cast<graph::TensorType>(type), sizes);
  for (Type type : func.getResultTypes())
    total.bytes += bytesOf(cast<graph::TensorType>(type), sizes);
  return total;
}

} // namespace tdsl::schedule
