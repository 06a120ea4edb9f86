//===- Loops.cpp - Lanes, threads, and what is written out ----------------===//

#include "compiler/autoschedule/Loops.h"

#include "llvm/Support/MathExtras.h"

namespace tdsl::autoschedule {

using sets::Variable;

/// Iterations of a one-dimensional loop that one thread takes at a time.
constexpr int64_t ChunkOfVector = 16384;
/// Points of a stage below which threads cost more than they bring.
constexpr int64_t FewPoints = 8192;

static std::string nameOf(Writer &writer, const StageInfo &info,
                          llvm::StringRef symbol) {
  llvm::StringRef stage = graph::StageOp(info.op).getName();
  return writer.scheduled.nest.plan(stage)->findLoop(symbol)->name;
}

std::string stripName() { return "strip"; }

/// The loop whose iterations become lanes: along it as many accesses as
/// possible are contiguous. The stage's own stores count like a read.
static const Variable *laneLoop(const StageInfo &info,
                                const LoopOptions &options) {
  const Variable *best = nullptr;
  int bestScore = -1;
  auto consider = [&](const Variable &variable, bool isLastOfStage) {
    int score = isLastOfStage ? 2 : 0;
    for (const ReadInfo &read : info.reads)
      switch (movement(read, variable.name)) {
      case Movement::None:
        break;
      case Movement::Contiguous:
        score += 2;
        break;
      case Movement::Strided:
        score -= 3;
        break;
      }
    if (score > bestScore) {
      best = &variable;
      bestScore = score;
    }
  };
  for (size_t dim = 0; dim < info.pure.size(); ++dim)
    if (!llvm::is_contained(options.fixedDims, dim))
      consider(info.pure[dim], dim + 1 == info.pure.size());
  // Lanes that add to each other cost a little at the end.
  bool isLong = info.kind != StageClass::SmallReduction;
  for (const Variable &variable : info.reduced)
    if (isLong)
      consider(variable, false);
  return best;
}

/// Several vectors at once hide latencies: reductions need independent sums,
/// streams grouped loads.
static int64_t widthFor(const Writer &writer, const StageInfo &info,
                        const Variable &loop, bool isReduction) {
  int64_t native = writer.target.lanes(info.widestBits);
  int64_t width = native * (isReduction && !info.hasMath ? 4 : 2);
  if (auto extent = loop.range.extent().constant())
    while (width > native && width > *extent)
      width /= 2;
  return width;
}

static bool isReduced(const StageInfo &info, const Variable &variable) {
  return llvm::any_of(info.reduced, [&](const Variable &reduced) {
    return reduced.name == variable.name;
  });
}

static void writeOut(Writer &writer, const StageInfo &info) {
  llvm::StringRef stage = graph::StageOp(info.op).getName();
  for (const Variable &variable : info.reduced)
    writer.add(stage, "unroll", {nameOf(writer, info, variable.name)});
}

static void runInThreads(Writer &writer, const StageInfo &info,
                         const Variable *lanes) {
  llvm::StringRef stage = graph::StageOp(info.op).getName();
  std::vector<Variable> all = info.pure;
  all.insert(all.end(), info.reduced.begin(), info.reduced.end());
  auto points = constantPoints(all);
  if (info.pure.empty() || (points && *points <= FewPoints))
    return;
  const Variable &outermost = info.pure.front();
  std::string loop = nameOf(writer, info, outermost.name);
  bool isOnlyLoop = lanes && lanes->name == outermost.name;
  if (isOnlyLoop && info.reduced.empty()) {
    if (!writer.split(stage, loop, ChunkOfVector, "chunk", loop))
      return;
    loop = "chunk";
  } else if (isOnlyLoop) {
    return; // lanes of results, each with a reduction of its own
  }
  writer.add(stage, "parallel", {loop});
}

void arrangeLoops(Writer &writer, const StageInfo &info,
                  const LoopOptions &options) {
  llvm::StringRef stage = graph::StageOp(info.op).getName();
  const Variable *lanes = laneLoop(info, options);
  if (options.strip > 0) {
    std::string rows = nameOf(writer, info, info.pure.front().name);
    if (writer.split(stage, rows, options.strip, stripName(), rows) &&
        options.isParallel)
      writer.add(stage, "parallel", {stripName()});
  } else if (options.isParallel) {
    runInThreads(writer, info, lanes);
  }
  if (info.kind == StageClass::SmallReduction)
    writeOut(writer, info);
  if (!lanes)
    return;
  // After a split the loop to vectorise is the inner part.
  const schedule::StagePlan &plan = *writer.scheduled.nest.plan(stage);
  std::string symbol = lanes->name;
  while (const schedule::Split *split = plan.splitOf(symbol))
    symbol = split->inner;
  writer.add(stage, "vectorize",
             {nameOf(writer, info, symbol),
              widthFor(writer, info, *lanes, isReduced(info, *lanes))});
}

} // namespace tdsl::autoschedule
