//===- Merge.cpp - Compute the same thing once ----------------------------===//

#include "compiler/graph/Graph.h"
#include "compiler/graph/passes/Passes.h"

#include "mlir/IR/Dominance.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/CSE.h"

using namespace mlir;

namespace tdsl::graph {

#define GEN_PASS_DEF_GRAPHMERGE
#include "compiler/graph/passes/Passes.h.inc"

namespace {
/// Compares bodies operation by operation, whatever their indices are called.
class SameBody {
public:
  bool compare(Region &left, Region &right) {
    Block &a = left.front(), &b = right.front();
    if (a.getArgumentTypes() != b.getArgumentTypes() ||
        a.getOperations().size() != b.getOperations().size())
      return false;
    same.map(a.getArguments(), b.getArguments());
    return llvm::all_of(llvm::zip(a, b), [&](auto pair) {
      return compare(std::get<0>(pair), std::get<1>(pair));
    });
  }

private:
  IRMapping same;

  bool compare(Operation &a, Operation &b) {
    bool isSame = a.getName() == b.getName() &&
                  a.getNumRegions() == b.getNumRegions() &&
                  a.getResultTypes() == b.getResultTypes() &&
                  attributes(a) == attributes(b) &&
                  a.getNumOperands() == b.getNumOperands();
    if (!isSame)
      return false;
    for (auto [left, right] : llvm::zip(a.getOperands(), b.getOperands()))
      if (same.lookupOrDefault(left) != right)
        return false;
    for (auto [left, right] : llvm::zip(a.getRegions(), b.getRegions()))
      if (!compare(left, right))
        return false;
    same.map(a.getResults(), b.getResults());
    return true;
  }

  static DictionaryAttr attributes(Operation &op) {
    NamedAttrList list(op.getAttrDictionary());
    list.erase("names");
    list.erase("symbols");
    return list.getDictionary(op.getContext());
  }
};

struct Merge : impl::GraphMergeBase<Merge> {
  void runOnOperation() override {
    mergeValues();
    std::vector<StageOp> all = stages(getOperation()), kept;
    for (StageOp stage : all)
      if (!mergeInto(kept, stage))
        kept.push_back(stage);
    if (kept.size() != all.size())
      mergeValues(); // reads of what was merged
  }

  void mergeValues() {
    IRRewriter rewriter(&getContext());
    DominanceInfo dominance(getOperation());
    eliminateCommonSubExpressions(rewriter, dominance, getOperation());
  }

  bool mergeInto(ArrayRef<StageOp> earlier, StageOp stage) {
    if (stage.getPinned() || isResult(stage.getResult()))
      return false;
    for (StageOp other : earlier) {
      if (other.getType() != stage.getType() ||
          !SameBody().compare(other.getBody(), stage.getBody()))
        continue;
      stage.getResult().replaceAllUsesWith(other.getResult());
      stage.erase();
      return true;
    }
    return false;
  }
};
} // namespace

} // namespace tdsl::graph
