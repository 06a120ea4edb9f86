//===- Nest.cpp - Copying a nest and finding things in it -----------------===//

#include "compiler/schedule/Nest.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace tdsl::schedule {

std::unique_ptr<Node> makeNode(decltype(Node::of) of) {
  return std::make_unique<Node>(Node{std::move(of)});
}

const Block *bodyOf(const Node &node) {
  if (const Loop *loop = node.as<Loop>())
    return &loop->body;
  if (const Allocate *allocate = node.as<Allocate>())
    return &allocate->body;
  if (const Unless *unless = node.as<Unless>())
    return &unless->body;
  if (const Launch *launch = node.as<Launch>())
    return &launch->body;
  return nullptr;
}

Block *bodyOf(Node &node) {
  return const_cast<Block *>(bodyOf(static_cast<const Node &>(node)));
}

static Loop cloneLoop(const Loop &loop) {
  return {loop.name,  loop.symbol, loop.stage,  loop.isReduction, loop.kind,
          loop.range, loop.part,   loop.origin, clone(loop.body)};
}

static Launch cloneLaunch(const Launch &launch) {
  return {launch.stage,
          {launch.grid[0], launch.grid[1], launch.grid[2]},
          {launch.most[0], launch.most[1], launch.most[2]},
          {launch.threads[0], launch.threads[1], launch.threads[2]},
          clone(launch.body)};
}

Block clone(const Block &block) {
  Block copy;
  for (const std::unique_ptr<Node> &node : block) {
    if (const Loop *loop = node->as<Loop>())
      copy.push_back(makeNode(cloneLoop(*loop)));
    else if (const Compute *compute = node->as<Compute>())
      copy.push_back(makeNode(*compute));
    else if (const Allocate *allocate = node->as<Allocate>())
      copy.push_back(
          makeNode(Allocate{allocate->buffer, clone(allocate->body)}));
    else if (const Unless *unless = node->as<Unless>())
      copy.push_back(makeNode(Unless{unless->positive, clone(unless->body)}));
    else if (const Launch *launch = node->as<Launch>())
      copy.push_back(makeNode(cloneLaunch(*launch)));
    else if (node->as<Barrier>())
      copy.push_back(makeNode(Barrier()));
  }
  return copy;
}

std::optional<LoopKind> levelNamed(llvm::StringRef name) {
  return llvm::StringSwitch<std::optional<LoopKind>>(name)
      .Case("block.x", LoopKind::BlockX)
      .Case("block.y", LoopKind::BlockY)
      .Case("block.z", LoopKind::BlockZ)
      .Case("thread.x", LoopKind::ThreadX)
      .Case("thread.y", LoopKind::ThreadY)
      .Case("thread.z", LoopKind::ThreadZ)
      .Default(std::nullopt);
}

llvm::StringRef levelName(LoopKind level) {
  static constexpr llvm::StringRef Names[] = {
      "block.x", "block.y", "block.z", "thread.x", "thread.y", "thread.z"};
  return Names[static_cast<unsigned>(level) -
               static_cast<unsigned>(LoopKind::BlockX)];
}

static void addRoots(const Block &block, std::vector<const Node *> &found) {
  for (const std::unique_ptr<Node> &node : block) {
    if (node->as<Loop>() || node->as<Compute>() || node->as<Launch>())
      found.push_back(node.get());
    else if (const Block *body = bodyOf(*node))
      addRoots(*body, found);
  }
}

std::vector<const Node *> roots(const Nest &nest) {
  std::vector<const Node *> found;
  addRoots(nest.root, found);
  return found;
}

static void addStages(const Node &node, std::vector<std::string> &found) {
  auto add = [&](const std::string &stage) {
    if (!llvm::is_contained(found, stage))
      found.push_back(stage);
  };
  if (const Loop *loop = node.as<Loop>())
    add(loop->stage);
  if (const Launch *launch = node.as<Launch>())
    add(launch->stage);
  if (const Compute *leaf = node.as<Compute>())
    add(leaf->stage);
  else if (const Block *body = bodyOf(node))
    for (const std::unique_ptr<Node> &inner : *body)
      addStages(*inner, found);
}

std::vector<std::string> stagesOf(const Node &root) {
  std::vector<std::string> found;
  addStages(root, found);
  return found;
}

unsigned countersOf(const Nest &nest, Instrument instrument) {
  switch (instrument) {
  case Instrument::None:
    return 0;
  case Instrument::CountLeaves:
    return nest.numLeaves;
  case Instrument::TimeRoots:
    return roots(nest).size() + 1;
  }
  llvm_unreachable("every instrument is above");
}

Nest Nest::clone() const {
  return {function, schedule::clone(root), buffers, plans, numLeaves,
          finalized};
}

const StagePlan *Nest::plan(llvm::StringRef stage) const {
  for (const auto &[name, plan] : plans)
    if (name == stage)
      return &plan;
  return nullptr;
}

StagePlan *Nest::plan(llvm::StringRef stage) {
  return const_cast<StagePlan *>(std::as_const(*this).plan(stage));
}

/// Split variables have no loop any more, but their names stay taken.
static bool isTaken(const StagePlan &plan, llvm::StringRef symbol) {
  return plan.findLoop(symbol) || plan.splitOf(symbol) ||
         plan.splitThatMade(symbol);
}

std::string Nest::freshSymbol(llvm::StringRef name) const {
  std::string candidate = name.str();
  for (unsigned count = 1;; ++count) {
    if (llvm::none_of(plans, [&](const auto &entry) {
          return isTaken(entry.second, candidate);
        }))
      return candidate;
    candidate = (name + "." + llvm::Twine(count)).str();
  }
}

const LoopPlan *StagePlan::findLoop(llvm::StringRef symbol) const {
  auto found = llvm::find_if(
      loops, [&](const LoopPlan &loop) { return loop.symbol == symbol; });
  return found == loops.end() ? nullptr : &*found;
}

LoopPlan *StagePlan::findLoop(llvm::StringRef symbol) {
  return const_cast<LoopPlan *>(std::as_const(*this).findLoop(symbol));
}

const LoopPlan *StagePlan::loopNamed(llvm::StringRef name) const {
  auto found = llvm::find_if(
      loops, [&](const LoopPlan &loop) { return loop.name == name; });
  return found == loops.end() ? nullptr : &*found;
}

const Split *StagePlan::splitOf(llvm::StringRef whole) const {
  for (const Split &split : splits)
    if (split.whole == whole)
      return &split;
  return nullptr;
}

const Split *StagePlan::splitThatMade(llvm::StringRef symbol) const {
  for (const Split &split : splits)
    if (split.outer == symbol || split.inner == symbol)
      return &split;
  return nullptr;
}

llvm::StringRef StagePlan::indexOf(llvm::StringRef symbol) const {
  while (const Split *split = splitThatMade(symbol))
    symbol = split->whole;
  return symbol;
}

} // namespace tdsl::schedule
