//===- Barriers.cpp - Where the threads of a block wait for each other ----===//
//
// A walk in the order of the program, with what was read and written since the
// last barrier. Where what comes next meets it, a barrier stands in front, as
// far out as both are in one block of the nest. A loop meets itself: what its
// end did, its next iteration's begin may undo.
//
//===----------------------------------------------------------------------===//

#include "compiler/schedule/finalize/Barriers.h"
#include "compiler/schedule/finalize/Launches.h"

#include "llvm/ADT/StringSet.h"

namespace tdsl::schedule {
namespace {

/// Stages, by name, whose shared values are read and written.
struct Accesses {
  llvm::StringSet<> reads, writes;

  void add(const Accesses &other) {
    for (const auto &name : other.reads)
      reads.insert(name.getKey());
    for (const auto &name : other.writes)
      writes.insert(name.getKey());
  }

  static bool meet(const llvm::StringSet<> &a, const llvm::StringSet<> &b) {
    for (const auto &name : a)
      if (b.contains(name.getKey()))
        return true;
    return false;
  }

  bool mustWaitFor(const Accesses &before) const {
    return meet(reads, before.writes) || meet(writes, before.reads);
  }
};

class Placer {
public:
  Placer(graph::FuncOp func, const Nest &nest, Launch &launch)
      : func(func), nest(nest), launch(launch) {
    findShared(launch.body);
  }

  void run() {
    Accesses pending;
    block(launch.body, pending);
  }

private:
  void findShared(const Block &nodes) {
    for (const std::unique_ptr<Node> &node : nodes) {
      if (const Allocate *it = node->as<Allocate>())
        if (nest.buffers[it->buffer].scope == Scope::Shared)
          shared.insert(nest.buffers[it->buffer].stage);
      if (const Block *body = bodyOf(*node))
        findShared(*body);
    }
  }

  Accesses of(const Compute &leaf) const {
    Accesses result;
    if (shared.contains(leaf.stage) && !leaf.inRegisters)
      result.writes.insert(leaf.stage);
    if (leaf.phase == Phase::Init || leaf.phase == Phase::Store)
      return result;
    for (graph::ReadOp read :
         graph::reads(graph::findStage(func, leaf.stage))) {
      llvm::StringRef name = graph::nameOf(read.getTensor());
      if (shared.contains(name) && name != leaf.stage)
        result.reads.insert(name);
    }
    return result;
  }

  Accesses of(const Node &node) const {
    if (const Compute *leaf = node.as<Compute>())
      return of(*leaf);
    Accesses result;
    if (const Block *body = bodyOf(node))
      result = of(*body);
    return result;
  }

  Accesses of(const Block &nodes) const {
    Accesses result;
    for (const std::unique_ptr<Node> &node : nodes)
      result.add(of(*node));
    return result;
  }

  void block(Block &nodes, Accesses &pending) {
    Block result;
    for (std::unique_ptr<Node> &node : nodes) {
      Accesses next = of(*node);
      // What an allocation holds follows one after the other: inside of it
      // shows where to wait.
      if (!node->as<Allocate>() && next.mustWaitFor(pending)) {
        result.push_back(makeNode(Barrier()));
        pending = Accesses();
      }
      if (Block *body = bodyOf(*node))
        inside(*node, *body, pending);
      else
        pending.add(next);
      result.push_back(std::move(node));
    }
    nodes = std::move(result);
  }

  void inside(const Node &node, Block &body, Accesses &pending) {
    Accesses before = pending;
    block(body, pending);
    const Loop *loop = node.as<Loop>();
    if (loop && iterates(*loop) && of(body).mustWaitFor(pending)) {
      body.push_back(makeNode(Barrier()));
      pending = Accesses();
    }
    if (!isSureToRun(node))
      pending.add(before);
  }

  bool iterates(const Loop &loop) const {
    return !isThread(loop.kind) || !fitsOnce(loop, launch);
  }

  static bool isSureToRun(const Node &node) {
    if (const Loop *loop = node.as<Loop>()) {
      auto least = loop->range.extent().bounds().lower;
      return isBound(loop->kind) || (least && *least > 0);
    }
    return !node.as<Unless>();
  }

  graph::FuncOp func;
  const Nest &nest;
  Launch &launch;
  llvm::StringSet<> shared;
};

void place(graph::FuncOp func, Nest &nest, Block &block) {
  for (std::unique_ptr<Node> &node : block) {
    if (Launch *launch = node->as<Launch>())
      Placer(func, nest, *launch).run();
    else if (Block *body = bodyOf(*node))
      place(func, nest, *body);
  }
}

} // namespace

void placeBarriers(graph::FuncOp func, Nest &nest) {
  place(func, nest, nest.root);
}

} // namespace tdsl::schedule
