//===- Autoschedule.cpp - A schedule for what the user left open ----------===//
//
// 1. Stages that cost less to compute again than to keep are inlined.
// 2. Every other stage gets a home: the root, or a loop of its consumer.
// 3. From the last stage to the first, so that the loops of a consumer are
//    there when its producers move in: loops by class, then the move.
//
//===----------------------------------------------------------------------===//

#include "compiler/autoschedule/Autoschedule.h"
#include "compiler/autoschedule/Gpu.h"
#include "compiler/autoschedule/Loops.h"
#include "compiler/autoschedule/Placement.h"
#include "compiler/schedule/Levels.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::autoschedule {
namespace {

class Completion {
public:
  Completion(schedule::Scheduled &scheduled, const sema::Schedule &user,
             const target::Target &target, sema::Schedule &rest)
      : func(scheduled.func), writer(scheduled, target, rest) {
    for (const sema::Step &step : user.steps)
      note(step);
  }

  void run() {
    inlineCheapStages();
    bool isGpu = writer.target.isGpu();
    homes = isGpu ? findRowHomes(func, without(placed), without(arranged))
                  : findHomes(func, without(placed), without(arranged));
    std::vector<graph::StageOp> stages = graph::stages(func);
    for (graph::StageOp stage : llvm::reverse(stages))
      scheduleStage(stage);
  }

private:
  /// What a step of the user decides: where its stage is computed, or its
  /// loops. A stage that hosts another one has its loops decided too.
  void note(const sema::Step &step) {
    llvm::StringRef directive = step.directive;
    if (directive == "compute_root" || directive == "inline") {
      placed.insert(step.stage);
    } else if (directive == "compute_at") {
      placed.insert(step.stage);
      hosts.insert(step.arguments.front().name);
    } else {
      arranged.insert(step.stage);
    }
  }

  llvm::StringSet<> without(const llvm::StringSet<> &decided) {
    llvm::StringSet<> open;
    for (graph::StageOp stage : graph::stages(func))
      if (!decided.contains(stage.getName()))
        open.insert(stage.getName());
    return open;
  }

  void inlineCheapStages() {
    for (graph::StageOp stage : graph::stages(func)) {
      std::string name = stage.getName().str();
      if (!placed.contains(name) && !arranged.contains(name) &&
          !hosts.contains(name) && isCheapToInline(analyse(stage)))
        writer.add(name, "inline");
    }
  }

  void scheduleStage(graph::StageOp stage) {
    std::string name = stage.getName().str();
    auto home = homes.find(name);
    bool isMoved = home != homes.end() && move(name, home->second);
    if (arranged.contains(name))
      return;
    if (writer.target.isGpu())
      return scheduleForGpu(stage, isMoved);
    LoopOptions options;
    options.isParallel = !isMoved && isAtRoot(name);
    options.strip = stripFor(name);
    if (isMoved)
      options.fixedDims = home->second.fixedDims;
    StageInfo info = analyse(stage);
    if (info.kind == StageClass::Contraction && !hosts.contains(name))
      arrangeContraction(writer, info, options);
    else
      arrangeLoops(writer, info, options);
  }

  void scheduleForGpu(graph::StageOp stage, bool isMoved) {
    StageInfo info = analyse(stage);
    if (isMoved)
      return shareReduction(writer, info);
    std::string name = stage.getName().str();
    if (!isAtRoot(name))
      return arrangeInside(name, info);
    size_t rows = 0;
    for (const auto &entry : homes)
      if (entry.second.consumer == name)
        rows = std::max(rows, entry.second.depth);
    if (!hosts.contains(name))
      arrangeLaunch(writer, info, rows);
  }

  /// A stage that the user placed in a block: its threads take what is last.
  void arrangeInside(const std::string &name, const StageInfo &info) {
    if (!schedule::isShared(writer.scheduled.nest, name))
      return;
    static constexpr const char *Levels[] = {"thread.x", "thread.y",
                                             "thread.z"};
    std::vector<std::pair<std::string, std::string>> bindings;
    const schedule::StagePlan &plan = *writer.scheduled.nest.plan(name);
    std::vector<std::string> loops;
    for (const schedule::LoopPlan &loop : plan.loops)
      if (!loop.isReduction)
        loops.push_back(loop.name);
    for (size_t axis = 0; axis < 3 && axis < loops.size(); ++axis)
      bindings.push_back({loops[loops.size() - 1 - axis], Levels[axis]});
    writer.bind(name, bindings);
  }

  bool isAtRoot(llvm::StringRef name) {
    return writer.scheduled.nest.plan(name)->where ==
           schedule::StagePlan::Where::Root;
  }

  bool move(const std::string &name, const Home &home) {
    std::string loop = stripName();
    if (home.depth > 0) {
      graph::StageOp consumer = graph::findStage(func, home.consumer);
      loop = consumer.getIndexName(home.depth - 1).str();
    }
    return writer.add(name, "compute_at", {home.consumer, loop});
  }

  /// Rows of a strip, so that what is computed twice stays below a quarter.
  int64_t stripFor(llvm::StringRef name) {
    int64_t strip = 0;
    for (const auto &entry : homes)
      if (entry.second.consumer == name && entry.second.depth == 0)
        strip = std::max<int64_t>(strip, entry.second.spread <= 2 ? 16 : 32);
    return strip;
  }

  graph::FuncOp func;
  Writer writer;
  llvm::StringSet<> placed, arranged, hosts; // by the user
  llvm::StringMap<Home> homes;
};

} // namespace

sema::Schedule complete(schedule::Scheduled &scheduled,
                        const sema::Schedule &user,
                        const target::Target &target) {
  sema::Schedule rest;
  rest.function = user.function;
  rest.target = user.target;
  if (rest.target.family.empty())
    rest.target.family = target.family;
  Completion(scheduled, user, target, rest).run();
  return rest;
}

} // namespace tdsl::autoschedule
