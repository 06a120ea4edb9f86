//===- Gpu.cpp - Blocks and threads by the class of a stage ---------------===//
//
//   pointwise     neighbouring threads take neighbouring elements
//   reduction     along what is contiguous: a block for each result, whose
//                 threads share the sum; otherwise a thread for each result
//   contraction   tiles (GpuContraction.cpp)
//
//===----------------------------------------------------------------------===//

#include "compiler/autoschedule/Gpu.h"
#include "compiler/autoschedule/GpuContraction.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::autoschedule {

using sets::Variable;

/// Threads that share a row.
constexpr int64_t ThreadsOfRow = 256;
/// Threads of a block of single points.
constexpr int64_t ThreadsOfPoints = 128;
/// A last dimension that is shorter leaves threads to the one before it.
constexpr int64_t ShortExtent = 32;

llvm::StringMap<Home> findRowHomes(graph::FuncOp func,
                                   const llvm::StringSet<> &mayMove,
                                   const llvm::StringSet<> &mayHost) {
  llvm::StringSet<> candidates = mayMove;
  // A stage that stays at the root may be where its producers then go.
  for (;;) {
    llvm::StringMap<Home> homes = findHomes(func, candidates, mayHost);
    size_t before = candidates.size();
    for (const auto &entry : homes) {
      graph::StageOp stage = graph::findStage(func, entry.first());
      const Home &home = entry.second;
      if (home.depth == 0 || home.depth > 3 ||
          home.fixedDims.size() != stage.getNumIndices())
        candidates.erase(entry.first());
    }
    if (candidates.size() == before)
      return homes;
  }
}

namespace {

class Arranger {
public:
  Arranger(Writer &writer, const StageInfo &info)
      : writer(writer), info(info),
        stage(graph::StageOp(info.op).getName().str()) {
    for (const Variable &variable : info.pure)
      serial.push_back(nameOf(variable));
  }

  /// A block a row, whose threads go along the last index.
  void rows(size_t count) {
    for (size_t dim = count; dim-- > 0;)
      toBlock(serial[dim]);
    serial.erase(serial.begin(), serial.begin() + count);
    if (!serial.empty())
      splitForThreads(serial.back(), ThreadsOfRow, "x");
    finish();
  }

  /// A block a result, whose threads share its sum.
  void sums() {
    while (!serial.empty() && numBlocks < 3) {
      toBlock(serial.back());
      serial.pop_back();
    }
    finish();
    shareReduction(writer, info);
  }

  /// A thread a point.
  void points() {
    if (serial.empty())
      return;
    const Variable &last = info.pure.back();
    auto extent = last.range.extent().constant();
    std::string inner = serial.back();
    serial.pop_back();
    if (extent && *extent <= ShortExtent && !serial.empty()) {
      bindings.push_back({inner, "thread.x"});
      blockOf(serial.back(), ThreadsOfPoints / *extent, "y");
      serial.pop_back();
    } else {
      blockOf(inner, ThreadsOfPoints, "x");
    }
    while (!serial.empty() && numBlocks < 3) {
      toBlock(serial.back());
      serial.pop_back();
    }
    finish();
  }

private:
  std::string nameOf(const Variable &variable) {
    return writer.scheduled.nest.plan(stage)->findLoop(variable.name)->name;
  }

  void toBlock(const std::string &loop) {
    blocks.insert(blocks.begin(), loop);
    bindings.push_back({loop, std::string("block.") + "xyz"[numBlocks++]});
  }

  /// Blocks of so many iterations, a thread each.
  void blockOf(const std::string &loop, int64_t threads, const char *axis) {
    if (writer.split(stage, loop, threads, loop + "_block", loop))
      toBlock(loop + "_block");
    bindings.push_back({loop, std::string("thread.") + axis});
    threadLoops.push_back(loop);
  }

  void splitForThreads(const std::string &loop, int64_t threads,
                       const char *axis) {
    if (!writer.split(stage, loop, threads, loop + "_round", loop))
      return;
    bindings.push_back({loop, std::string("thread.") + axis});
  }

  /// Blocks outermost; then the bindings, in the order in which they were made.
  void finish() {
    std::vector<std::string> order = blocks;
    order.insert(order.end(), serial.begin(), serial.end());
    order.insert(order.end(), threadLoops.begin(), threadLoops.end());
    if (!isInOrder(order))
      writer.add(stage, "reorder",
                 std::vector<Writer::Arg>(order.begin(), order.end()));
    writer.bind(stage, bindings);
  }

  bool isInOrder(const std::vector<std::string> &order) {
    std::vector<std::string> now;
    for (const schedule::LoopPlan &loop :
         writer.scheduled.nest.plan(stage)->loops)
      if (llvm::is_contained(order, loop.name))
        now.push_back(loop.name);
    return now == order;
  }

  Writer &writer;
  const StageInfo &info;
  std::string stage;
  std::vector<std::string> serial, blocks, threadLoops;
  std::vector<std::pair<std::string, std::string>> bindings;
  unsigned numBlocks = 0;
};

/// Neighbouring threads would read neighbouring elements along it.
bool isContiguousAlong(const StageInfo &info, const Variable &variable) {
  return llvm::any_of(info.reads, [&](const ReadInfo &read) {
    return movement(read, variable.name) == Movement::Contiguous;
  });
}

} // namespace

void shareReduction(Writer &writer, const StageInfo &info) {
  if (info.reduced.empty() || info.kind == StageClass::SmallReduction)
    return;
  llvm::StringRef stage = graph::StageOp(info.op).getName();
  const Variable &last = info.reduced.back();
  std::string loop =
      writer.scheduled.nest.plan(stage)->findLoop(last.name)->name;
  if (writer.split(stage, loop, ThreadsOfRow, loop + "_round", loop))
    writer.bind(stage, {{loop, "thread.x"}});
}

void arrangeLaunch(Writer &writer, const StageInfo &info, size_t rows) {
  if (rows > 0)
    return Arranger(writer, info).rows(rows);
  switch (info.kind) {
  case StageClass::Contraction:
    if (arrangeTiles(writer, info))
      return;
    return Arranger(writer, info).points();
  case StageClass::Reduction:
    if (info.pure.empty() || isContiguousAlong(info, info.reduced.back()))
      return Arranger(writer, info).sums();
    return Arranger(writer, info).points();
  case StageClass::Pointwise:
  case StageClass::SmallReduction:
    return Arranger(writer, info).points();
  }
}

} // namespace tdsl::autoschedule
