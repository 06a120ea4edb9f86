//===- Inline.cpp - Read through stages that only rename ------------------===//

#include "compiler/graph/Inline.h"
#include "compiler/graph/Graph.h"
#include "compiler/graph/passes/Passes.h"

using namespace mlir;

namespace tdsl::graph {

#define GEN_PASS_DEF_GRAPHINLINE
#include "compiler/graph/passes/Passes.h.inc"

/// The read that is all a stage does, besides computing where it reads.
static ReadOp onlyRead(StageOp stage) {
  auto read = stage.getYield().getValue().getDefiningOp<ReadOp>();
  if (!read || read.getGuard() || read.getChecked() || !affineIndices(read))
    return {};
  return read;
}

static bool isConstant(StageOp stage) {
  Operation *value = stage.getYield().getValue().getDefiningOp();
  return value && value->hasTrait<OpTrait::ConstantLike>();
}

/// A copy of another stage, index by index.
static bool isIdentity(StageOp stage, ReadOp read) {
  return read.getTensor().getType() == stage.getType() &&
         llvm::equal(read.getIndices(), stage.getBody().getArguments());
}

/// y = stage [i]: h[i], with y a result: h becomes y.
static bool takePlaceOf(StageOp result, ReadOp read) {
  StageOp source = stageOf(read.getTensor());
  if (!source || source.getPinned() || isResult(source.getResult()) ||
      !isIdentity(result, read))
    return false;
  source.setName(result.getName());
  source.setPinned(result.getPinned());
  source.setAnonymous(result.getAnonymous());
  source.setNamesAttr(result.getNamesAttr());
  result.getResult().replaceAllUsesWith(source.getResult());
  result.erase();
  return true;
}

namespace {
struct Inline : impl::GraphInlineBase<Inline> {
  void runOnOperation() override {
    for (StageOp stage : stages(getOperation())) {
      ReadOp read = onlyRead(stage);
      if (isResult(stage.getResult())) {
        if (read)
          takePlaceOf(stage, read);
        continue;
      }
      bool isFree = !stage.getPinned() && !stage.getBoundary();
      if (isFree && (read || isConstant(stage)))
        readThrough(stage);
    }
  }

  void readThrough(StageOp stage) {
    for (ReadOp read : readsOf(stage.getResult()))
      if (!read.getChecked())
        inlineRead(read);
    if (stage.getResult().use_empty())
      stage.erase();
  }
};
} // namespace

} // namespace tdsl::graph
