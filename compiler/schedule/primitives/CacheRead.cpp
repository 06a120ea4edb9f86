//===- CacheRead.cpp - Reading a tensor through a copy --------------------===//
//
// let t = a.cache_read(c, k, space: shared)
//
//   for k: c <- a[i, k]      ->      for k:
//                                      t[...] = a[...]   (what c reads there)
//                                      c <- t[i, k]
//
// The copy is a stage like any other: `t.bind(...)` gives it its threads.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/graph/Inline.h"
#include "compiler/schedule/Choices.h"
#include "compiler/schedule/Legality.h"
#include "compiler/schedule/Levels.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {

static std::vector<graph::ReadOp> readsBy(const Scheduled &scheduled,
                                          const Arguments &arguments) {
  graph::StageOp consumer =
      graph::findStage(scheduled.func, arguments["consumer"].word);
  std::vector<graph::ReadOp> found;
  for (graph::ReadOp read : graph::reads(consumer))
    if (graph::nameOf(read.getTensor()) == arguments.stage())
      found.push_back(read);
  return found;
}

static std::string nameOfCopy(const Arguments &arguments) {
  return arguments.result(0, arguments.stage() + "_cached");
}

/// Tensors are told apart by their names, arguments and stages alike.
static bool isTaken(const Scheduled &scheduled, const std::string &name) {
  graph::FuncOp func = scheduled.func;
  return scheduled.nest.plan(name) || graph::findStage(func, name) ||
         llvm::any_of(func.getBody().getArguments(), [&](mlir::Value argument) {
           return graph::nameOf(argument) == name;
         });
}

/// Whether the tensor is there where the copy would be made: it may itself be
/// computed in a loop of the consumer.
static bool isThere(const Scheduled &scheduled, const Arguments &arguments,
                    diag::Sink &sink) {
  const StagePlan *source = scheduled.nest.plan(arguments.stage());
  if (!source || source->where != StagePlan::Where::At)
    return true;
  Nest candidate = scheduled.nest.clone();
  StagePlan copy;
  copy.where = StagePlan::Where::At;
  copy.consumer = arguments["consumer"].word;
  copy.loop = arguments.loop("loop");
  std::string name = nameOfCopy(arguments);
  candidate.plans.emplace_back(name, copy);
  if (isInside(candidate, name, source->consumer, source->loop))
    return true;
  const LoopPlan *loop =
      candidate.plan(source->consumer)->findLoop(source->loop);
  diag::Diagnostic &diagnostic =
      sink.emit(diag::ReaderOutside, arguments.step.span, arguments.stage(),
                loop->name, source->consumer, name);
  showNest(diagnostic, scheduled.nest, loop->symbol,
           "`" + arguments.stage() + "` is computed here");
  return false;
}

bool checkCacheRead(const Scheduled &scheduled, const Arguments &arguments,
                    diag::Sink &sink) {
  if (!isForGpu(arguments, sink))
    return false;
  const std::string &tensor = arguments.stage();
  const Argument &consumer = arguments["consumer"];
  std::vector<graph::ReadOp> reads = readsBy(scheduled, arguments);
  if (reads.empty()) {
    sink.emit(diag::ConsumerDoesNotRead, consumer.span, consumer.word, tensor);
    return false;
  }
  for (graph::ReadOp read : reads)
    if (read.getChecked() || !graph::affineIndices(read)) {
      sink.emit(diag::CannotStoreIn, arguments.step.stageSpan, tensor,
                arguments["space"].word,
                "where it is read depends on data, so all of it would have to "
                "be copied")
          .note(describe(read));
      return false;
    }
  std::string name = nameOfCopy(arguments);
  if (isTaken(scheduled, name)) {
    sink.emit(diag::LoopNameTaken, arguments.resultSpan(0),
              scheduled.nest.function, name)
        .help("call the copy something else: `let t = " + tensor +
              ".cache_read(...)`");
    return false;
  }
  return isThere(scheduled, arguments, sink);
}

/// The names of the indices at the first read, where they stand alone.
static std::vector<std::string> indexNames(graph::ReadOp read) {
  std::vector<std::string> names;
  for (auto [dim, index] : llvm::enumerate(read.getIndices())) {
    std::string name = "d" + std::to_string(dim);
    auto form = graph::affine(index);
    if (form && form->asSymbol())
      name = form->asSymbol()->split('.').first.str();
    while (llvm::is_contained(names, name))
      name += "_";
    names.push_back(name);
  }
  return names;
}

static graph::StageOp makeCopy(Scheduled &scheduled, graph::StageOp consumer,
                               graph::ReadOp read, const std::string &name) {
  mlir::OpBuilder builder(consumer);
  mlir::Value tensor = read.getTensor();
  auto type = mlir::cast<graph::TensorType>(tensor.getType());
  std::vector<std::string> names = indexNames(read);
  llvm::SmallVector<llvm::StringRef> shown(names.begin(), names.end());
  std::vector<std::string> symbols;
  for (const std::string &index : names) {
    std::string wanted = name + "." + index;
    symbols.push_back(graph::freshSymbol(scheduled.func, wanted));
  }
  llvm::SmallVector<llvm::StringRef> fresh(symbols.begin(), symbols.end());
  auto copy = builder.create<graph::StageOp>(
      read.getLoc(), type, name, builder.getStrArrayAttr(shown),
      builder.getStrArrayAttr(fresh), /*pinned=*/true, /*anonymous=*/false,
      /*boundary=*/false, /*nonEmpty=*/nullptr);
  mlir::Block &block = copy.getBody().emplaceBlock();
  for (size_t dim = 0; dim != names.size(); ++dim)
    block.addArgument(builder.getIndexType(), read.getLoc());
  builder.setInsertionPointToEnd(&block);
  auto value = builder.create<graph::ReadOp>(
      read.getLoc(), type.getValueType(), tensor,
      mlir::ValueRange(block.getArguments()), mlir::Value(), nullptr);
  builder.create<graph::YieldOp>(read.getLoc(), value.getResult(),
                                 mlir::Value());
  return copy;
}

void applyCacheRead(Scheduled &scheduled, const Arguments &arguments) {
  std::vector<graph::ReadOp> reads = readsBy(scheduled, arguments);
  const std::string &consumerName = arguments["consumer"].word;
  graph::StageOp consumer = graph::findStage(scheduled.func, consumerName);
  std::string name = nameOfCopy(arguments);
  graph::StageOp copy = makeCopy(scheduled, consumer, reads.front(), name);
  for (graph::ReadOp read : reads)
    read.getTensorMutable().assign(copy.getResult());
  StagePlan plan = planOf(copy);
  plan.where = StagePlan::Where::At;
  plan.consumer = consumerName;
  plan.loop = arguments.loop("loop");
  plan.origin = arguments.step.span;
  plan.scope = scopeNamed(arguments["space"].word);
  auto &plans = scheduled.nest.plans;
  auto at = llvm::find_if(
      plans, [&](const auto &entry) { return entry.first == consumerName; });
  plans.insert(at, {name, std::move(plan)});
}

} // namespace tdsl::schedule
