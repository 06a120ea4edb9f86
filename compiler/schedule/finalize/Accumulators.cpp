//===- Accumulators.cpp - Where a thread of a GPU sums up -----------------===//

#include "compiler/schedule/finalize/Accumulators.h"

#include "compiler/schedule/finalize/Launches.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {

using sets::Expr;

/// Results that a thread sums up at once.
constexpr int64_t MostResults = 64;

namespace {

/// What a thread holds of a stage while its reduction runs.
struct Tile {
  std::vector<Expr> lower;
  std::vector<Expr> extents;

  bool operator==(const Tile &other) const {
    return lower == other.lower && extents == other.extents;
  }
};

/// The leaves of one stage in some nodes, with the loops over results that are
/// around each.
class Leaves {
public:
  struct Found {
    Compute *leaf;
    std::vector<const Loop *> loops;
  };
  std::vector<Found> found;
  bool isPlain = true; // nothing stands in the way

  void add(Node &node, llvm::StringRef stage) {
    if (Compute *leaf = node.as<Compute>()) {
      if (leaf->stage == stage)
        found.push_back({leaf, around});
      return;
    }
    const Loop *loop = node.as<Loop>();
    bool isResult = loop && loop->stage == stage && !loop->isReduction;
    if (isResult)
      around.push_back(loop);
    if (Block *body = bodyOf(node))
      for (std::unique_ptr<Node> &inner : *body)
        add(*inner, stage);
    if (!isResult)
      return;
    around.pop_back();
    isPlain &= loop->kind == LoopKind::Unrolled &&
               loop->range.extent().constant().has_value();
  }

private:
  std::vector<const Loop *> around;
};

/// From the first to the last iteration of the loops around a leaf.
std::optional<Tile> tileOf(const Leaves::Found &found, size_t numIndices) {
  Tile tile;
  int64_t results = 1;
  for (const auto &[symbol, value] :
       llvm::ArrayRef(found.leaf->indices).take_front(numIndices)) {
    Expr first = value, last = value;
    for (const Loop *loop : found.loops) {
      first = first.substitute(loop->symbol, loop->range.lower);
      last = last.substitute(loop->symbol, loop->range.upper - Expr(1));
    }
    auto extent = (last - first + Expr(1)).constant();
    if (!extent || *extent < 1 || *extent > MostResults)
      return std::nullopt;
    results *= *extent;
    if (results > MostResults)
      return std::nullopt;
    tile.lower.push_back(first);
    tile.extents.push_back(*extent);
  }
  return tile;
}

class Accumulators {
public:
  explicit Accumulators(Nest &nest) : nest(nest) {}

  void block(Block &nodes) {
    for (size_t at = 0; at < nodes.size(); ++at) {
      if (isReduction(*nodes[at]))
        wrap(nodes, at);
      else if (Block *body = bodyOf(*nodes[at]))
        block(*body);
    }
  }

private:
  static bool isReduction(const Node &node) {
    const Loop *loop = node.as<Loop>();
    return loop && loop->isReduction;
  }

  static llvm::StringRef stageOf(const Node &node) {
    if (const Loop *loop = node.as<Loop>())
      return loop->stage;
    const Compute *leaf = node.as<Compute>();
    return leaf ? llvm::StringRef(leaf->stage) : llvm::StringRef();
  }

  /// The reduction at a place with what belongs to it: before it the loops that
  /// set to the identity, behind it what is left over of its own loops.
  void wrap(Block &nodes, size_t &at) {
    std::string stage = nodes[at]->as<Loop>()->stage;
    size_t begin = at, end = at + 1;
    while (begin > 0 && stageOf(*nodes[begin - 1]) == stage &&
           !isReduction(*nodes[begin - 1]))
      --begin;
    while (end < nodes.size() && isReduction(*nodes[end]) &&
           stageOf(*nodes[end]) == stage)
      ++end;
    at = end - 1;
    bool isShared = false;
    for (size_t i = begin; i != end; ++i)
      if (const Loop *loop = nodes[i]->as<Loop>())
        isShared |= isSummedByThreads(*loop);
    Leaves leaves;
    for (size_t i = begin; i != end; ++i)
      leaves.add(*nodes[i], stage);
    std::optional<Tile> tile = tileOfAll(leaves, stage);
    if (isShared || !tile) {
      // Other stages may be inside.
      for (size_t i = begin; i != end; ++i)
        if (Block *body = bodyOf(*nodes[i]))
          for (std::unique_ptr<Node> &node : *body)
            if (Block *inner = bodyOf(*node); inner && stageOf(*node) != stage)
              block(*inner);
      return;
    }
    at = begin;
    enclose(nodes, begin, end, stage, leaves, *tile);
  }

  std::optional<Tile> tileOfAll(const Leaves &leaves, llvm::StringRef stage) {
    if (!leaves.isPlain || leaves.found.empty())
      return std::nullopt;
    size_t numIndices = nest.plan(stage)->pureIndices().size();
    const Compute &first = *leaves.found.front().leaf;
    std::optional<Tile> tile = tileOf(leaves.found.front(), numIndices);
    if (first.phase != Phase::Init)
      return std::nullopt;
    for (const Leaves::Found &found : llvm::drop_begin(leaves.found)) {
      std::optional<Tile> here = tileOf(found, numIndices);
      // A guard that only an update has says what is not to be added.
      if (!tile || !here || !(*here == *tile) ||
          found.leaf->phase != Phase::Update ||
          found.leaf->guards != first.guards)
        return std::nullopt;
    }
    return tile;
  }

  void enclose(Block &nodes, size_t begin, size_t end, const std::string &stage,
               const Leaves &leaves, const Tile &tile) {
    // What sets to the identity, once more: there the results are stored.
    Block stored;
    for (size_t i = begin; i != end && !isReduction(*nodes[i]); ++i) {
      Block one;
      one.push_back(std::move(nodes[i]));
      Block copy = clone(one);
      nodes[i] = std::move(one.front());
      Leaves again;
      again.add(*copy.front(), stage);
      for (const Leaves::Found &found : again.found)
        found.leaf->phase = Phase::Store;
      stored.push_back(std::move(copy.front()));
    }
    for (const Leaves::Found &found : leaves.found) {
      found.leaf->masks = std::move(found.leaf->guards);
      found.leaf->guards.clear();
      found.leaf->inRegisters = true;
    }
    Buffer buffer{stage, Scope::Register, {}, tile.extents};
    for (auto [lower, extent] : llvm::zip(tile.lower, tile.extents))
      buffer.box.push_back({lower, lower + extent});
    Allocate allocate{static_cast<unsigned>(nest.buffers.size()), {}};
    nest.buffers.push_back(std::move(buffer));
    for (size_t i = begin; i != end; ++i)
      allocate.body.push_back(std::move(nodes[i]));
    for (std::unique_ptr<Node> &node : stored)
      allocate.body.push_back(std::move(node));
    nodes.erase(nodes.begin() + begin, nodes.begin() + end);
    nodes.insert(nodes.begin() + begin, makeNode(std::move(allocate)));
  }

  Nest &nest;
};

} // namespace

static void visit(Nest &nest, Block &nodes) {
  for (std::unique_ptr<Node> &node : nodes) {
    if (Launch *launch = node->as<Launch>())
      Accumulators(nest).block(launch->body);
    else if (Block *body = bodyOf(*node))
      visit(nest, *body);
  }
}

void sumInRegisters(Nest &nest) { visit(nest, nest.root); }

} // namespace tdsl::schedule
