//===- Finalize.cpp - The walk that decides a nest ------------------------===//

#include "compiler/schedule/Bounds.h"
#include "compiler/schedule/finalize/Accumulators.h"
#include "compiler/schedule/finalize/Barriers.h"
#include "compiler/schedule/finalize/Buffers.h"
#include "compiler/schedule/finalize/HoistTail.h"
#include "compiler/schedule/finalize/Launches.h"
#include "compiler/schedule/finalize/Partition.h"
#include "compiler/schedule/finalize/Regions.h"
#include "compiler/schedule/finalize/SinkVectors.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

namespace tdsl::schedule {

using sets::Expr;
using sets::Interval;

/// Copies of one leaf of a stage at the root. Each cut of its loops hands on a
/// share.
constexpr unsigned Copies = 256;

namespace {

/// What is known at a place of the nest.
struct Place {
  sets::Facts facts;
  Active active;
  unsigned budget = Copies;
  bool inBorder = false;
  bool isRoot = true;
  /// Loops around whose iterations are threads', each with its stage: what is
  /// computed here is one thread's. None where it is the whole block's.
  std::vector<std::pair<std::string, std::string>> threads;
};

class Finalizer {
public:
  Finalizer(graph::FuncOp func, Nest &nest, const target::GpuLimits *gpu)
      : func(func), nest(nest), gpu(gpu) {}

  Block block(const Block &skeleton, const Place &place) {
    Block result;
    size_t end = skeleton.size();
    while (end > 0) {
      size_t begin = end - 1;
      llvm::StringRef stage = stageOf(*skeleton[begin]);
      while (begin > 0 && stageOf(*skeleton[begin - 1]) == stage)
        --begin;
      auto nodes = llvm::ArrayRef(skeleton).slice(begin, end - begin);
      if (place.active.count(stage))
        prependAll(expand(nodes, place), result);
      else
        compute(stage, nodes, place, result);
      end = begin;
    }
    return result;
  }

private:
  using Nodes = llvm::ArrayRef<std::unique_ptr<Node>>;

  static llvm::StringRef stageOf(const Node &node) {
    if (const Loop *loop = node.as<Loop>())
      return loop->stage;
    return node.as<Compute>()->stage;
  }

  static void prependAll(Block nodes, Block &result) {
    result.insert(result.begin(), std::make_move_iterator(nodes.begin()),
                  std::make_move_iterator(nodes.end()));
  }

  /// Begins a stage: what of it is computed here, kept where.
  void compute(llvm::StringRef name, Nodes nodes, const Place &place,
               Block &result) {
    graph::StageOp stage = graph::findStage(func, name);
    Storage storage = storageOf(name, place);
    Place inside = place;
    if (storage == Storage::Block)
      inside.threads.clear();
    Region region =
        place.isRoot ? wholeOf(stage) : regionOf(name, place, storage);
    if (storage == Storage::Block && !openedReduction(stage)) {
      pad(region);
      padded.insert(name);
    }
    inside.active.try_emplace(name, begin(stage, region));
    for (const Expr &e : region.positive)
      inside.facts.assumeNonNegative(e - Expr(1));
    Block computed = expand(nodes, inside);
    Block guarded;
    underCondition(region.positive, std::move(computed), guarded);
    if (storage == Storage::Launch)
      guarded = launch(name, std::move(guarded), *gpu);
    unsigned buffer = nest.buffers.size();
    nest.buffers.push_back(makeBuffer(stage, region, storage));
    if (nest.buffers[buffer].scope == Scope::Argument)
      prependAll(std::move(guarded), result);
    else
      prepend(func, buffer, stage, std::move(guarded), result);
  }

  Storage storageOf(llvm::StringRef name, const Place &place) const {
    if (place.isRoot)
      return gpu ? Storage::Launch : Storage::Root;
    if (!gpu)
      return Storage::Inside;
    std::optional<Scope> wanted = nest.plan(name)->scope;
    bool isShared = wanted ? *wanted == Scope::Shared : place.threads.empty();
    return isShared ? Storage::Block : Storage::Thread;
  }

  /// What a block computes is what all of its threads read.
  Region regionOf(llvm::StringRef name, const Place &place,
                  Storage storage) const {
    if (storage != Storage::Block || place.threads.empty())
      return Regions(func, place.active, place.facts).of(name);
    Active relaxed = place.active;
    for (const auto &[stage, symbol] : place.threads)
      relaxed.find(stage)->second.leaveLoop(symbol);
    return Regions(func, relaxed, place.facts).of(name);
  }

  /// A tile at an edge is filled up: its loops have constant extents then, and
  /// threads that have nothing to do may read it.
  static void pad(Region &region) {
    for (auto [range, extent] : llvm::zip(region.box, region.extents))
      if (extent.constant())
        range.upper = range.lower + extent;
  }

  static Region wholeOf(graph::StageOp stage) {
    Region region;
    for (const sets::Variable &variable : indicesOf(stage)) {
      region.box.push_back(variable.range);
      region.extents.push_back(variable.range.extent());
    }
    std::vector<Expr> alternatives = stage.getNonEmptyForms();
    if (!alternatives.empty())
      region.positive = {Expr::max(alternatives)};
    return region;
  }

  Variables begin(graph::StageOp stage, const Region &region) {
    const StagePlan &plan = *nest.plan(stage.getName());
    Variables variables(plan);
    for (auto [index, range] : llvm::zip(plan.indices, region.box))
      variables.declare(index, range);
    for (const sets::Variable &variable : openedIndices(stage))
      variables.declare(variable.name, variable.range);
    return variables;
  }

  Block expand(Nodes nodes, const Place &place) {
    Block result;
    for (const std::unique_ptr<Node> &node : nodes)
      if (const Loop *it = node->as<Loop>())
        loop(*it, place, result);
      else
        result.push_back(leaf(*node->as<Compute>(), place));
    return result;
  }

  void loop(const Loop &plan, const Place &place, Block &result) {
    const Variables &variables = place.active.find(plan.stage)->second;
    Partition partition(graph::findStage(func, plan.stage), place.facts,
                        /*isInLaunch=*/gpu != nullptr);
    Branch from{variables, Part::Whole, place.inBorder, place.budget, {}, {}};
    for (const Branch &branch : partition.decide(from, plan.symbol))
      piece(plan, branch, place, result);
  }

  /// One copy of a loop and of what is inside of it.
  void piece(const Loop &plan, const Branch &branch, const Place &place,
             Block &result) {
    Place inside = place;
    inside.isRoot = false;
    inside.budget = branch.budget;
    inside.inBorder = branch.inBorder;
    for (const Expr &e : branch.positive)
      inside.facts.assumeNonNegative(e - Expr(1));
    const Interval &decided = *branch.variables.range(plan.symbol);
    Interval range{inside.facts.simplify(decided.lower),
                   inside.facts.simplify(decided.upper)};
    if (inside.facts.provesNonNegative(range.lower - range.upper))
      return;
    bool isLoop = range.extent() != Expr(1);
    Variables &variables = inside.active.find(plan.stage)->second;
    variables = branch.variables;
    if (isLoop) {
      variables.enterLoop(plan.symbol);
      inside.facts.assumeIn(plan.symbol, range);
      if (isThread(plan.kind))
        inside.threads.emplace_back(plan.stage, plan.symbol);
    } else {
      variables.fix(plan.symbol, range.lower);
    }
    for (const Expr &e : branch.facts)
      inside.facts.assumeNonNegative(
          isLoop ? e : e.substitute(plan.symbol, range.lower));
    std::optional<Block> hoisted;
    if (branch.part == Part::Tail)
      hoisted = hoistTail(plan, branch.variables);
    Block body = block(hoisted ? *hoisted : plan.body, inside);
    if (isLoop)
      body = around(plan, branch.part, range, place.facts, std::move(body));
    underCondition(branch.positive, std::move(body), result);
  }

  static Block around(const Loop &plan, Part part, const Interval &range,
                      const sets::Facts &facts, Block body) {
    Loop made{plan.name,
              plan.symbol,
              plan.stage,
              plan.isReduction,
              kindFor(plan.kind, range, facts),
              range,
              part,
              plan.origin,
              std::move(body)};
    Block result;
    result.push_back(makeNode(std::move(made)));
    return result;
  }

  /// Main part and tail share the condition that there is anything.
  static void underCondition(const std::vector<Expr> &positive, Block nodes,
                             Block &result) {
    Block *into = &result;
    if (!positive.empty()) {
      Unless *last = result.empty() ? nullptr : result.back()->as<Unless>();
      if (!last || last->positive != positive)
        result.push_back(makeNode(Unless{positive, {}}));
      into = bodyOf(*result.back());
    }
    into->insert(into->end(), std::make_move_iterator(nodes.begin()),
                 std::make_move_iterator(nodes.end()));
  }

  /// Lanes and copies need a number; threads need more than one iteration.
  static LoopKind kindFor(LoopKind wanted, const Interval &range,
                          const sets::Facts &facts) {
    bool isConstant = range.extent().constant().has_value();
    switch (wanted) {
    case LoopKind::Serial:
      return wanted;
    case LoopKind::Parallel:
      return facts.provesNonNegative(Expr(1) - range.extent())
                 ? LoopKind::Serial
                 : wanted;
    case LoopKind::Vector:
    case LoopKind::Unrolled:
      return isConstant ? wanted : LoopKind::Serial;
    case LoopKind::BlockX:
    case LoopKind::BlockY:
    case LoopKind::BlockZ:
    case LoopKind::ThreadX:
    case LoopKind::ThreadY:
    case LoopKind::ThreadZ:
      return wanted;
    }
    llvm_unreachable("a kind of loop");
  }

  std::unique_ptr<Node> leaf(const Compute &plan, const Place &place) {
    const Variables &variables = place.active.find(plan.stage)->second;
    Compute compute;
    compute.stage = plan.stage;
    compute.phase = plan.phase;
    for (const auto &[index, unused] : plan.indices) {
      Expr value = variables.value(index);
      const Interval &range = *variables.range(index);
      compute.indices.emplace_back(index, value);
      compute.facts.push_back(value - range.lower);
      compute.facts.push_back(range.upper - Expr(1) - value);
    }
    compute.guards = variables.guards();
    if (padded.contains(plan.stage))
      addDomain(place, compute);
    return makeNode(std::move(compute));
  }

  /// What fills up a tile lies outside of the stage: nothing is read for it.
  void addDomain(const Place &place, Compute &compute) {
    for (const sets::Variable &variable :
         indicesOf(graph::findStage(func, compute.stage))) {
      auto at = llvm::find_if(compute.indices, [&](const auto &index) {
        return index.first == variable.name;
      });
      Expr inside = variable.range.upper - Expr(1) - at->second;
      if (place.facts.provesNonNegative(inside))
        continue;
      compute.masks.push_back(inside);
    }
  }

  graph::FuncOp func;
  Nest &nest;
  const target::GpuLimits *gpu; // null: not for a GPU
  llvm::StringSet<> padded;     // stages whose tiles are filled up
};

void numberLeaves(Block &block, unsigned &count) {
  for (std::unique_ptr<Node> &node : block)
    if (Compute *compute = node->as<Compute>())
      compute->leaf = count++;
    else if (Block *body = bodyOf(*node))
      numberLeaves(*body, count);
}

} // namespace

void finalize(Scheduled &scheduled, const target::GpuLimits *gpu) {
  Nest &nest = scheduled.nest;
  Block skeleton = std::move(nest.root);
  nest.buffers.clear();
  Place root;
  root.facts = graph::facts(scheduled.func);
  nest.root = Finalizer(scheduled.func, nest, gpu).block(skeleton, root);
  sinkVectors(nest.root);
  sumInRegisters(nest);
  placeBarriers(scheduled.func, nest);
  nest.numLeaves = 0;
  numberLeaves(nest.root, nest.numLeaves);
  nest.finalized = true;
}

} // namespace tdsl::schedule
