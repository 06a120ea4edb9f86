//===- Skeleton.cpp - The tree that the plans of the stages come to -------===//

#include "compiler/schedule/Skeleton.h"

namespace tdsl::schedule {

graph::ReduceOp openedReduction(graph::StageOp stage) {
  graph::ReduceOp reduce = stage.getRootReduction();
  // An argmax keeps a value beside its index, which no tensor holds.
  if (!reduce || reduce.isArg() || !reduce.getVariables())
    return {};
  return reduce;
}

std::vector<sets::Variable> openedIndices(graph::StageOp stage) {
  graph::ReduceOp reduce = openedReduction(stage);
  return reduce ? *reduce.getVariables() : std::vector<sets::Variable>();
}

std::vector<sets::Variable> indicesOf(graph::StageOp stage) {
  auto variables = stage.getVariables();
  assert(variables && "domains are inferred before stages are scheduled");
  return *variables;
}

template <typename IndexedOp>
static void addLoops(IndexedOp op, bool isReduction, StagePlan &plan) {
  for (unsigned i = 0; i < op.getNumIndices(); ++i) {
    std::string symbol = op.getIndexSymbol(i).str();
    plan.indices.push_back(symbol);
    plan.numReductions += isReduction;
    plan.loops.push_back({op.getIndexName(i).str(), symbol, isReduction,
                          LoopKind::Serial, Span()});
  }
}

StagePlan planOf(graph::StageOp stage) {
  StagePlan plan;
  addLoops(stage, false, plan);
  if (graph::ReduceOp reduce = openedReduction(stage))
    addLoops(reduce, true, plan);
  return plan;
}

Nest initialNest(graph::FuncOp func) {
  Nest nest;
  nest.function = func.getSymName().str();
  for (graph::StageOp stage : graph::stages(func))
    nest.plans.emplace_back(stage.getName().str(), planOf(stage));
  rebuildTree(nest);
  return nest;
}

namespace {

/// Builds the tree of one stage and of what is computed inside of it.
class Builder {
public:
  explicit Builder(const Nest &nest) : nest(nest) {}

  void stage(llvm::StringRef name, const StagePlan &plan, Block &into) {
    inside(name, plan, 0, into);
  }

private:
  /// What stands inside of the first `depth` loops.
  void inside(llvm::StringRef name, const StagePlan &plan, size_t depth,
              Block &into) {
    if (depth > 0)
      attached(name, plan.loops[depth - 1].symbol, into);
    if (depth == firstReduction(plan) && plan.isOpened())
      identity(name, plan, depth, into);
    if (depth == plan.loops.size()) {
      into.push_back(
          leaf(name, plan, plan.isOpened() ? Phase::Update : Phase::Whole));
      return;
    }
    Loop loop = makeLoop(name, plan.loops[depth]);
    inside(name, plan, depth + 1, loop.body);
    into.push_back(makeNode(std::move(loop)));
  }

  /// The stages that are computed in a loop, before what reads them.
  void attached(llvm::StringRef consumer, llvm::StringRef loop, Block &into) {
    for (const auto &[name, plan] : nest.plans)
      if (plan.where == StagePlan::Where::At && plan.consumer == consumer &&
          plan.loop == loop)
        stage(name, plan, into);
  }

  void identity(llvm::StringRef name, const StagePlan &plan, size_t depth,
                Block &into) {
    Block *block = &into;
    for (const LoopPlan &loop : llvm::drop_begin(plan.loops, depth)) {
      if (loop.isReduction)
        continue;
      block->push_back(makeNode(makeLoop(name, loop)));
      block = bodyOf(*block->back());
    }
    block->push_back(leaf(name, plan, Phase::Init));
  }

  static size_t firstReduction(const StagePlan &plan) {
    size_t depth = 0;
    while (depth < plan.loops.size() && !plan.loops[depth].isReduction)
      ++depth;
    return depth;
  }

  static Loop makeLoop(llvm::StringRef stage, const LoopPlan &plan) {
    Loop loop;
    loop.name = plan.name;
    loop.symbol = plan.symbol;
    loop.stage = stage.str();
    loop.isReduction = plan.isReduction;
    loop.kind = plan.kind;
    loop.origin = plan.origin;
    return loop;
  }

  /// An index is still its own symbol, also where its loop was split.
  static std::unique_ptr<Node> leaf(llvm::StringRef stage,
                                    const StagePlan &plan, Phase phase) {
    Compute compute;
    compute.stage = stage.str();
    compute.phase = phase;
    size_t count = plan.indices.size();
    if (phase == Phase::Init)
      count -= plan.numReductions;
    for (const std::string &index :
         llvm::ArrayRef(plan.indices).take_front(count))
      compute.indices.emplace_back(index, sets::Expr::symbol(index));
    return makeNode(std::move(compute));
  }

  const Nest &nest;
};

} // namespace

void rebuildTree(Nest &nest) {
  nest.root.clear();
  nest.finalized = false;
  Builder builder(nest);
  for (const auto &[name, plan] : nest.plans)
    if (plan.where == StagePlan::Where::Root)
      builder.stage(name, plan, nest.root);
}

} // namespace tdsl::schedule
