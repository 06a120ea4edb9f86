//===- SinkVectors.cpp - Moving lanes to the leaves -----------------------===//

#include "compiler/schedule/finalize/SinkVectors.h"

namespace tdsl::schedule {

static std::unique_ptr<Node> inLanes(const Loop &vector,
                                     std::unique_ptr<Node> leaf) {
  Loop loop{vector.name,        vector.symbol, vector.stage,
            vector.isReduction, vector.kind,   vector.range,
            vector.part,        vector.origin, {}};
  loop.body.push_back(std::move(leaf));
  return makeNode(std::move(loop));
}

static void sinkInto(const Loop &vector, Block &block) {
  for (std::unique_ptr<Node> &node : block)
    if (node->as<Compute>())
      node = inLanes(vector, std::move(node));
    else
      sinkInto(vector, *bodyOf(*node));
}

void sinkVectors(Block &block) {
  Block result;
  for (std::unique_ptr<Node> &node : block) {
    Loop *loop = node->as<Loop>();
    if (!loop || loop->kind != LoopKind::Vector) {
      if (Block *body = bodyOf(*node))
        sinkVectors(*body);
      result.push_back(std::move(node));
      continue;
    }
    Block inside = std::move(loop->body);
    sinkInto(*loop, inside);
    for (std::unique_ptr<Node> &moved : inside)
      result.push_back(std::move(moved));
  }
  block = std::move(result);
}

} // namespace tdsl::schedule
