//===- Buffers.cpp - Where values are kept, and for how long --------------===//

#include "compiler/schedule/finalize/Buffers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

namespace tdsl::schedule {

/// Of one buffer on a thread's stack.
constexpr int64_t StackBytes = 16 << 10;

static bool fitsOnStack(graph::StageOp stage,
                        llvm::ArrayRef<sets::Expr> extents) {
  int64_t bytes =
      std::max(1u, stage.getType().getValueType().getIntOrFloatBitWidth() / 8);
  for (const sets::Expr &extent : extents) {
    auto number = extent.constant();
    if (!number || llvm::MulOverflow(bytes, *number, bytes) ||
        bytes > StackBytes)
      return false;
  }
  return true;
}

static Scope scopeOf(graph::StageOp stage, const Region &region,
                     Storage storage) {
  switch (storage) {
  case Storage::Launch:
  case Storage::Root:
    if (graph::isResult(stage.getResult()))
      return Scope::Argument;
    return storage == Storage::Root && fitsOnStack(stage, region.extents)
               ? Scope::Stack
               : Scope::Heap;
  case Storage::Inside:
    return fitsOnStack(stage, region.extents) ? Scope::Stack : Scope::Heap;
  case Storage::Block:
    return Scope::Shared;
  case Storage::Thread:
    return Scope::Stack;
  }
  llvm_unreachable("every storage is above");
}

Buffer makeBuffer(graph::StageOp stage, const Region &region, Storage storage) {
  return {stage.getName().str(), scopeOf(stage, region, storage), region.box,
          region.extents};
}

static bool computes(const Node &node,
                     llvm::function_ref<bool(llvm::StringRef)> isReader) {
  if (const Compute *compute = node.as<Compute>())
    return isReader(compute->stage);
  const Block *body = bodyOf(node);
  return body && llvm::any_of(*body, [&](const std::unique_ptr<Node> &inner) {
           return computes(*inner, isReader);
         });
}

void prepend(graph::FuncOp func, unsigned buffer, graph::StageOp stage,
             Block computed, Block &following) {
  std::vector<graph::StageOp> readers = graph::readers(stage.getResult());
  auto isReader = [&](llvm::StringRef name) {
    return llvm::any_of(readers, [&](graph::StageOp reader) {
      return reader.getName() == name;
    });
  };
  size_t end = following.size();
  while (end > 0 && !computes(*following[end - 1], isReader))
    --end;
  auto last = following.begin() + end;
  computed.insert(computed.end(), std::make_move_iterator(following.begin()),
                  std::make_move_iterator(last));
  following.erase(following.begin(), last);
  following.insert(following.begin(),
                   makeNode(Allocate{buffer, std::move(computed)}));
}

} // namespace tdsl::schedule
