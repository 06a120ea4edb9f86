//===- Drop.cpp - Remove stages that nothing needs ------------------------===//

#include "compiler/graph/Graph.h"
#include "compiler/graph/passes/Passes.h"

namespace tdsl::graph {

#define GEN_PASS_DEF_GRAPHDROP
#include "compiler/graph/passes/Passes.h.inc"

namespace {
struct Drop : impl::GraphDropBase<Drop> {
  void runOnOperation() override {
    std::vector<StageOp> all = stages(getOperation());
    for (StageOp stage : llvm::reverse(all))
      if (!stage.getPinned() && stage.getResult().use_empty())
        stage.erase();
  }
};
} // namespace

} // namespace tdsl::graph
