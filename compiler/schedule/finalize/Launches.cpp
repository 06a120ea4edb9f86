//===- Launches.cpp - How much of a GPU a stage at the root takes ---------===//

#include "compiler/schedule/finalize/Launches.h"

#include "compiler/diag/Catalog.h"
#include "compiler/schedule/Bounds.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {

using sets::Expr;

/// Threads along an axis that the stage at the root leaves open.
constexpr int64_t MostOpenThreads = 256;

static void walkLoops(const Block &block,
                      llvm::function_ref<void(const Loop &)> visit) {
  for (const std::unique_ptr<Node> &node : block) {
    if (const Loop *loop = node->as<Loop>())
      visit(*loop);
    if (const Block *body = bodyOf(*node))
      walkLoops(*body, visit);
  }
}

static int64_t mostIterations(const Loop &loop) {
  auto most = loop.range.extent().bounds().upper;
  return most ? std::max<int64_t>(1, *most) : MostOpenThreads;
}

static void countBlocks(Launch &launch, const target::GpuLimits &gpu) {
  bool isCounted[3] = {false, false, false};
  walkLoops(launch.body, [&](const Loop &loop) {
    if (!isBlock(loop.kind))
      return;
    unsigned axis = axisOf(loop.kind);
    Expr &count = launch.grid[axis];
    Expr extent = loop.range.extent();
    count = isCounted[axis] ? Expr::max(count, extent) : extent;
    isCounted[axis] = true;
  });
  for (unsigned axis = 0; axis != 3; ++axis) {
    launch.most[axis] = gpu.gridByAxis[axis];
    auto needed = launch.grid[axis].bounds().upper;
    if (!needed || *needed > launch.most[axis])
      launch.grid[axis] = Expr::min(launch.grid[axis], launch.most[axis]);
  }
}

static void countThreads(Launch &launch, const target::GpuLimits &gpu) {
  int64_t own[3] = {0, 0, 0}, open[3] = {1, 1, 1};
  walkLoops(launch.body, [&](const Loop &loop) {
    if (!isThread(loop.kind))
      return;
    int64_t *counts = loop.stage == launch.stage ? own : open;
    int64_t &count = counts[axisOf(loop.kind)];
    count = std::max(count, mostIterations(loop));
  });
  int64_t left = gpu.threads;
  for (unsigned axis = 0; axis != 3; ++axis)
    if (own[axis] > 0) {
      launch.threads[axis] = own[axis];
      left /= own[axis];
    }
  for (unsigned axis = 0; axis != 3; ++axis)
    if (own[axis] == 0) {
      int64_t most = std::min({left, MostOpenThreads, gpu.threadsByAxis[axis]});
      launch.threads[axis] = std::max<int64_t>(1, std::min(open[axis], most));
      left /= launch.threads[axis];
    }
}

Block launch(llvm::StringRef stage, Block body, const target::GpuLimits &gpu) {
  Launch made;
  made.stage = stage.str();
  made.body = std::move(body);
  countBlocks(made, gpu);
  countThreads(made, gpu);
  Block result;
  result.push_back(makeNode(std::move(made)));
  return result;
}

bool fitsOnce(const Loop &loop, const Launch &launch) {
  auto most = loop.range.extent().bounds().upper;
  return most && *most <= launch.threads[axisOf(loop.kind)];
}

bool isSummedByThreads(const Loop &loop) {
  if (!loop.isReduction)
    return false;
  if (isThread(loop.kind))
    return true;
  bool found = false;
  walkLoops(loop.body, [&](const Loop &inner) {
    found |=
        inner.stage == loop.stage && inner.isReduction && isThread(inner.kind);
  });
  return found;
}

namespace {

/// Looks at one launch.
class LaunchChecker {
public:
  LaunchChecker(const Scheduled &scheduled, const target::Target &target,
                const Launch &launch, diag::Sink &sink)
      : scheduled(scheduled), target(target), launch(launch), sink(sink) {}

  bool run() {
    if (!threadsFit() || !block(launch.body))
      return false;
    if (sharedBytes <= target.gpu.sharedBytes)
      return true;
    sink.emit(diag::SharedTooLarge, originOf(largest), launch.stage,
              sharedBytes, target.family, target.gpu.sharedBytes)
        .help("smaller tiles, or fewer of them at once");
    return false;
  }

private:
  Span originOf(llvm::StringRef stage) {
    const StagePlan *plan = scheduled.nest.plan(stage);
    return plan ? plan->origin : Span();
  }

  /// The directive that bound a loop of the stage to threads.
  Span threadsOrigin() {
    for (const LoopPlan &loop : scheduled.nest.plan(launch.stage)->loops)
      if (isThread(loop.kind))
        return loop.origin;
    return originOf(launch.stage);
  }

  bool threadsFit() {
    int64_t count = 1;
    for (unsigned axis = 0; axis != 3; ++axis) {
      int64_t here = launch.threads[axis],
              most = target.gpu.threadsByAxis[axis];
      if (here > most)
        return refuseThreads(here, " along " + std::string(1, "xyz"[axis]),
                             most);
      count *= here;
    }
    return count <= target.gpu.threads ||
           refuseThreads(count, "", target.gpu.threads);
  }

  bool refuseThreads(int64_t count, std::string where, int64_t most) {
    sink.emit(diag::TooManyThreads, threadsOrigin(), launch.stage, count, where,
              target.family, most)
        .help("smaller factors leave more to the blocks");
    return false;
  }

  bool block(const Block &nodes) {
    return llvm::all_of(
        nodes, [&](const std::unique_ptr<Node> &node) { return visit(*node); });
  }

  bool visit(const Node &node) {
    if (const Allocate *it = node.as<Allocate>())
      return allocate(scheduled.nest.buffers[it->buffer]) && block(it->body);
    if (const Unless *it = node.as<Unless>())
      return inDivergent(usesThreads(it->positive), "a condition", it->body);
    if (const Loop *it = node.as<Loop>())
      return loop(*it);
    if (node.as<Barrier>())
      return isReached(kept);
    return true;
  }

  bool loop(const Loop &loop) {
    if (isSummedByThreads(loop) && !isReached(loop.stage))
      return false;
    if (isThread(loop.kind) && loop.isReduction)
      sharedBytes += bytesOf(loop.stage) * threads();
    bool differs = usesThreads({loop.range.lower, loop.range.upper});
    if (isThread(loop.kind))
      threadSymbols.push_back(loop.symbol);
    bool holds = inDivergent(differs, "`" + loop.name + "`", loop.body);
    if (isThread(loop.kind))
      threadSymbols.pop_back();
    return holds;
  }

  bool inDivergent(bool differs, const std::string &what, const Block &body) {
    std::string outer = divergent;
    if (differs)
      divergent = what;
    bool holds = block(body);
    divergent = outer;
    return holds;
  }

  bool usesThreads(llvm::ArrayRef<Expr> forms) {
    return llvm::any_of(forms, [&](const Expr &form) {
      return llvm::any_of(threadSymbols, [&](const std::string &symbol) {
        return form.uses(symbol);
      });
    });
  }

  bool isReached(const std::string &stage) {
    if (divergent.empty())
      return true;
    sink.emit(diag::NotReachedByAll, originOf(stage), stage,
              divergent + " around it is not the same for all of them");
    return false;
  }

  int64_t threads() {
    return launch.threads[0] * launch.threads[1] * launch.threads[2];
  }

  int64_t bytesOf(llvm::StringRef stage) {
    graph::StageOp op = graph::findStage(scheduled.func, stage);
    return std::max(1u,
                    op.getType().getValueType().getIntOrFloatBitWidth() / 8);
  }

  bool allocate(const Buffer &buffer) {
    int64_t bytes = bytesOf(buffer.stage);
    for (const Expr &extent : buffer.extents) {
      auto number = extent.constant();
      if (!number) {
        sink.emit(diag::ExtentsNotConstant, originOf(buffer.stage),
                  buffer.stage, "`" + extent.str() + "`")
            .help("compute less of it at a time: in a loop further in, or in "
                  "one that `split` makes");
        return false;
      }
      if (llvm::MulOverflow(bytes, *number, bytes))
        bytes = INT64_MAX;
    }
    if (buffer.scope != Scope::Shared)
      return true;
    kept = buffer.stage;
    if (bytes >= largestBytes) {
      largest = buffer.stage;
      largestBytes = bytes;
    }
    if (llvm::AddOverflow(sharedBytes, bytes, sharedBytes))
      sharedBytes = INT64_MAX;
    return true;
  }

  const Scheduled &scheduled;
  const target::Target &target;
  const Launch &launch;
  diag::Sink &sink;
  std::vector<std::string> threadSymbols;
  std::string divergent; // what differs between threads around here
  std::string kept;      // the last stage that the block keeps
  std::string largest;
  int64_t largestBytes = 0, sharedBytes = 0;
};

} // namespace

static bool checkBlock(const Scheduled &scheduled, const target::Target &target,
                       const Block &block, diag::Sink &sink) {
  bool holds = true;
  for (const std::unique_ptr<Node> &node : block) {
    if (const Launch *launch = node->as<Launch>())
      holds &= LaunchChecker(scheduled, target, *launch, sink).run();
    else if (const Block *body = bodyOf(*node))
      holds &= checkBlock(scheduled, target, *body, sink);
  }
  return holds;
}

bool checkLaunches(const Scheduled &scheduled, const target::Target &target,
                   diag::Sink &sink) {
  return checkBlock(scheduled, target, scheduled.nest.root, sink);
}

} // namespace tdsl::schedule
