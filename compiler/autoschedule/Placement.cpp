//===- Placement.cpp - Where each stage is computed -----------------------===//

#include "compiler/autoschedule/Placement.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::autoschedule {

using sets::Expr;
using sets::Variable;

/// Operations that may be done again to save a store and a load.
constexpr int64_t CheapRepeats = 4;
/// Rows beyond a strip's own that are still worth computing twice.
constexpr int64_t WidestSpread = 8;

bool isCheapToInline(const StageInfo &info) {
  if (!info.reduced.empty() || info.hasInnerReduction || info.hasChecked)
    return false;
  auto uses = usesOf(info.op);
  if (info.valueOps == 0 && uses)
    return true;
  if (!uses)
    return false;
  return *uses <= 1 || (!info.hasMath &&
                        (*uses - 1) * int64_t(info.valueOps) <= CheapRepeats);
}

namespace {

class Homes {
public:
  Homes(graph::FuncOp func, const llvm::StringSet<> &mayMove,
        const llvm::StringSet<> &mayHost)
      : func(func), mayMove(mayMove), mayHost(mayHost),
        facts(graph::facts(func)) {}

  llvm::StringMap<Home> run() {
    std::vector<graph::StageOp> stages = graph::stages(func);
    for (graph::StageOp stage : llvm::reverse(stages))
      if (mayMove.contains(stage.getName()) &&
          !graph::isResult(stage.getResult()))
        if (auto home = homeOf(stage))
          homes[stage.getName()] = *home;
    alignStrips();
    return std::move(homes);
  }

private:
  /// The stage at the root that a stage is computed in, itself perhaps.
  llvm::StringRef rootOf(graph::StageOp stage) {
    auto found = homes.find(stage.getName());
    return found == homes.end() ? stage.getName() : found->second.consumer;
  }

  std::optional<Home> homeOf(graph::StageOp stage) {
    StageInfo info = analyse(stage);
    if (info.kind == StageClass::Contraction || info.pure.empty())
      return std::nullopt;
    std::vector<graph::StageOp> readers = graph::readers(stage.getResult());
    if (readers.empty())
      return std::nullopt;
    llvm::StringRef root = rootOf(readers.front());
    for (graph::StageOp reader : readers)
      if (rootOf(reader) != root)
        return std::nullopt;
    StageInfo consumer = analyse(graph::findStage(func, root));
    if (!mayHost.contains(root) || consumer.pure.size() < 2 ||
        consumer.kind == StageClass::Contraction)
      return std::nullopt;
    Home home{root.str(), 0, alignedDims(stage, consumer), 0};
    home.depth = home.fixedDims.size();
    if (home.depth > 0) {
      if (home.fixedDims.front() == 0)
        offsets[stage.getName()] = {0, 1};
      return home;
    }
    // A reduction over long ranges is not done again for the rows around.
    if (info.kind == StageClass::Reduction)
      return std::nullopt;
    auto spread = spreadOf(stage, consumer);
    if (!spread || *spread > WidestSpread)
      return std::nullopt;
    home.spread = *spread;
    return home;
  }

  /// How a reader's dimensions follow the consumer's outer indices: the symbol
  /// that equals the consumer's k-th index in it.
  std::string follower(graph::StageOp reader, const StageInfo &consumer,
                       size_t k) {
    if (graph::StageOp(consumer.op).getName() == reader.getName())
      return consumer.pure[k].name;
    auto dims = followers.find(reader.getName());
    if (dims == followers.end() || k >= dims->second.size())
      return "";
    return reader.getIndexSymbol(dims->second[k]).str();
  }

  /// Outer indices of the consumer that every read names as they are, leaving
  /// the innermost loop for lanes.
  std::vector<size_t> alignedDims(graph::StageOp stage,
                                  const StageInfo &consumer) {
    std::vector<size_t> dims;
    for (size_t k = 0; k + 1 < consumer.pure.size(); ++k) {
      auto dim = alignedDim(stage, consumer, k);
      if (!dim)
        break;
      dims.push_back(*dim);
    }
    followers[stage.getName()] = dims;
    return dims;
  }

  std::optional<size_t> alignedDim(graph::StageOp stage,
                                   const StageInfo &consumer, size_t k) {
    std::optional<size_t> dim;
    for (graph::ReadOp op : graph::readsOf(stage.getResult())) {
      auto forms = graph::affineIndices(op);
      std::string index = follower(graph::stageAround(op), consumer, k);
      if (!forms || index.empty())
        return std::nullopt;
      auto at = llvm::find(*forms, Expr::symbol(index));
      if (at == forms->end() || (dim && *dim != size_t(at - forms->begin())))
        return std::nullopt;
      dim = at - forms->begin();
    }
    return dim;
  }

  /// Rows around the consumer's own that are read, over all readers.
  std::optional<int64_t> spreadOf(graph::StageOp stage,
                                  const StageInfo &consumer) {
    std::optional<sets::Interval> rows;
    for (graph::ReadOp op : graph::readsOf(stage.getResult())) {
      auto here = rowsRead(op, consumer);
      if (!here)
        return std::nullopt;
      rows = rows ? facts.hull(*rows, *here) : *here;
    }
    offsets[stage.getName()] = *rows;
    auto extent = rows->extent().constant();
    if (!extent)
      return std::nullopt;
    return *extent - 1;
  }

  /// The first index of a read, counted from the consumer's row.
  std::optional<sets::Interval> rowsRead(graph::ReadOp op,
                                         const StageInfo &consumer) {
    graph::StageOp reader = graph::stageAround(op);
    auto forms = graph::affineIndices(op);
    if (!forms || forms->empty() || reader.getNumIndices() == 0)
      return std::nullopt;
    Expr offset = forms->front() - Expr::symbol(reader.getIndexSymbol(0));
    std::vector<Variable> inner;
    if (auto around = graph::variablesAt(op))
      inner.assign(around->begin() + reader.getNumIndices(), around->end());
    auto range = facts.rangeOver(offset, inner);
    if (!range || !range->lower.constant() || !range->upper.constant())
      return std::nullopt;
    if (graph::StageOp(consumer.op).getName() == reader.getName())
      return range;
    auto own = offsets.find(reader.getName());
    if (own == offsets.end())
      return std::nullopt;
    return sets::Interval{own->second.lower + range->lower,
                          own->second.upper + range->upper - Expr(1)};
  }

  /// A stage that strips read is computed for the whole strip too.
  void alignStrips() {
    llvm::StringSet<> stripped;
    for (const auto &entry : homes)
      if (entry.second.depth == 0)
        stripped.insert(entry.second.consumer);
    for (auto &entry : homes)
      if (stripped.contains(entry.second.consumer)) {
        entry.second.depth = 0;
        entry.second.fixedDims.clear();
      }
  }

  graph::FuncOp func;
  const llvm::StringSet<> &mayMove;
  const llvm::StringSet<> &mayHost;
  sets::Facts facts;
  llvm::StringMap<Home> homes;
  llvm::StringMap<std::vector<size_t>> followers;
  llvm::StringMap<sets::Interval> offsets;
};

} // namespace

llvm::StringMap<Home> findHomes(graph::FuncOp func,
                                const llvm::StringSet<> &mayMove,
                                const llvm::StringSet<> &mayHost) {
  return Homes(func, mayMove, mayHost).run();
}

} // namespace tdsl::autoschedule
