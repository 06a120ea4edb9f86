//===- StageInfo.cpp - What the scheduler wants to know of a stage --------===//

#include "compiler/autoschedule/StageInfo.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

namespace tdsl::autoschedule {

using sets::Expr;
using sets::Variable;

/// Points of a reduction that are still written out.
constexpr int64_t MostUnrolled = 32;

bool ReadInfo::uses(llvm::StringRef symbol) const {
  // A read by data may depend on everything.
  return !forms || llvm::any_of(*forms, [&](const Expr &form) {
    return form.uses(symbol);
  });
}

std::optional<int64_t> constantPoints(llvm::ArrayRef<Variable> variables) {
  int64_t points = 1;
  for (const Variable &variable : variables) {
    auto extent = variable.range.extent().constant();
    if (!extent || *extent < 0 || *extent > (1 << 20) ||
        llvm::MulOverflow(points, *extent, points))
      return std::nullopt;
  }
  return points;
}

Movement movement(const ReadInfo &read, llvm::StringRef symbol) {
  if (!read.uses(symbol))
    return Movement::None;
  if (!read.forms || read.forms->empty())
    return Movement::Strided;
  for (const Expr &form : llvm::ArrayRef(*read.forms).drop_back())
    if (form.uses(symbol))
      return Movement::Strided;
  auto linear = read.forms->back().linearIn(symbol);
  // A clamp is contiguous but at the edge.
  if (!linear)
    return Movement::Contiguous;
  return linear->coefficient == Expr(1) ? Movement::Contiguous
                                        : Movement::Strided;
}

static void count(mlir::Operation *op, StageInfo &info) {
  if (auto read = llvm::dyn_cast<graph::ReadOp>(op)) {
    info.reads.push_back({read, graph::affineIndices(read)});
    info.hasChecked |= read.getChecked().has_value();
  }
  if (llvm::isa<graph::ReduceOp>(op))
    info.hasInnerReduction |= op != schedule::openedReduction(info.op);
  if (op->getNumResults() != 1)
    return;
  mlir::Type type = op->getResult(0).getType();
  if (!type.isIntOrFloat())
    return;
  info.widestBits = std::max(info.widestBits, type.getIntOrFloatBitWidth());
  info.hasMath |= llvm::isa<mlir::math::MathDialect>(op->getDialect());
  info.valueOps +=
      !llvm::isa<graph::ReadOp, graph::ReduceOp, mlir::arith::ConstantOp>(op);
}

/// Some read lacks one pure index, and another read another: values that are
/// loaded once can be used along both.
static bool isContraction(const StageInfo &info) {
  if (info.pure.size() < 2 || info.hasChecked)
    return false;
  const Variable &vector = info.pure.back();
  bool isShared = llvm::any_of(info.reads, [&](const ReadInfo &read) {
    return !read.uses(vector.name);
  });
  return isShared &&
         llvm::any_of(
             llvm::ArrayRef(info.pure).drop_back(), [&](const Variable &other) {
               return llvm::any_of(info.reads, [&](const ReadInfo &read) {
                 return read.uses(vector.name) && !read.uses(other.name);
               });
             });
}

static StageClass classify(const StageInfo &info) {
  if (info.reduced.empty())
    return StageClass::Pointwise;
  auto points = constantPoints(info.reduced);
  if (points && *points <= MostUnrolled)
    return StageClass::SmallReduction;
  return isContraction(info) ? StageClass::Contraction : StageClass::Reduction;
}

StageInfo analyse(graph::StageOp stage) {
  StageInfo info;
  info.op = stage;
  info.pure = schedule::indicesOf(stage);
  info.reduced = schedule::openedIndices(stage);
  stage.walk([&](mlir::Operation *op) { count(op, info); });
  info.kind = classify(info);
  return info;
}

static bool isPure(graph::ReadOp read, llvm::StringRef symbol) {
  return llvm::any_of(
      schedule::indicesOf(graph::stageAround(read)),
      [&](const Variable &index) { return index.name == symbol; });
}

/// An index that only shifts where another one reads: `dy` of x[y + dy].
static bool isTap(const ReadInfo &read, llvm::StringRef symbol) {
  return llvm::any_of(*read.forms, [&](const Expr &form) {
    return form.uses(symbol) && form.symbols().size() > 1;
  });
}

std::optional<int64_t> usesOf(graph::StageOp stage) {
  int64_t uses = 0;
  for (graph::ReadOp op : graph::readsOf(stage.getResult())) {
    ReadInfo read{op, graph::affineIndices(op)};
    std::vector<Variable> shared;
    auto around = graph::variablesAt(op);
    if (!around || !read.forms)
      return std::nullopt;
    for (const Variable &variable : *around)
      if (!read.uses(variable.name))
        shared.push_back(variable);
    // Taps visit neighbours: each asks once more.
    std::vector<Variable> taps;
    for (const Variable &variable : *around)
      if (!isPure(op, variable.name) && isTap(read, variable.name))
        taps.push_back(variable);
    auto repeats = constantPoints(shared), tapCount = constantPoints(taps);
    if (!repeats || !tapCount)
      return std::nullopt;
    uses += *repeats * *tapCount;
  }
  return uses;
}

} // namespace tdsl::autoschedule
