//===- Graph.cpp - Questions that one asks of a graph ---------------------===//

#include "compiler/graph/Graph.h"

#include "llvm/ADT/SetVector.h"

using namespace mlir;

namespace tdsl::graph {

FuncOp theFunction(ModuleOp module) {
  auto functions = module.getOps<FuncOp>();
  return functions.empty() ? FuncOp() : *functions.begin();
}

sets::Facts facts(FuncOp func) {
  sets::Facts facts;
  for (StringRef text : func.getFacts().getAsValueRange<StringAttr>())
    facts.assumeNonNegative(*sets::Expr::parse(text));
  return facts;
}

std::vector<StageOp> stages(FuncOp func) {
  auto ops = func.getBody().getOps<StageOp>();
  return {ops.begin(), ops.end()};
}

StageOp findStage(FuncOp func, StringRef name) {
  for (StageOp stage : func.getBody().getOps<StageOp>())
    if (stage.getName() == name)
      return stage;
  return {};
}

StageOp stageOf(Value tensor) { return tensor.getDefiningOp<StageOp>(); }

StageOp stageAround(Operation *op) {
  if (auto stage = dyn_cast<StageOp>(op))
    return stage;
  return op->getParentOfType<StageOp>();
}

StringRef nameOf(Value tensor) {
  if (StageOp stage = stageOf(tensor))
    return stage.getName();
  auto argument = cast<BlockArgument>(tensor);
  auto func = cast<FuncOp>(argument.getOwner()->getParentOp());
  return func.getArgumentName(argument.getArgNumber());
}

bool isResult(Value tensor) {
  return llvm::any_of(tensor.getUsers(),
                      [](Operation *user) { return isa<ReturnOp>(user); });
}

std::vector<ReadOp> reads(StageOp stage) {
  std::vector<ReadOp> found;
  stage.getBody().walk([&](ReadOp read) { found.push_back(read); });
  return found;
}

std::vector<StageOp> readers(Value tensor) {
  // Uses come in no order that one may rely on, so the function is walked.
  llvm::SmallPtrSet<Operation *, 8> reading;
  for (Operation *user : tensor.getUsers())
    if (isa<ReadOp>(user))
      reading.insert(stageAround(user));
  std::vector<StageOp> found;
  for (Operation &op : *tensor.getParentBlock())
    if (reading.contains(&op))
      found.push_back(cast<StageOp>(op));
  return found;
}

std::vector<ReadOp> readsOf(Value tensor) {
  std::vector<ReadOp> found;
  for (StageOp reader : readers(tensor))
    for (ReadOp read : reads(reader))
      if (read.getTensor() == tensor)
        found.push_back(read);
  return found;
}

} // namespace tdsl::graph
