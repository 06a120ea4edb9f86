//===- Regions.cpp - What is read of a stage inside of a loop -------------===//
//
// The readers of a stage that is computed in a loop are inside of that loop:
// the loop's own stage, of which some indices are bound by loops around the
// place and others still run, and stages that are themselves computed further
// in. For the latter everything that one iteration of the place needs of them
// is what is read, so regions follow readers, from the last to the first.
//
//===----------------------------------------------------------------------===//

#include "compiler/schedule/finalize/Regions.h"
#include "compiler/schedule/Skeleton.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {

using sets::Expr;
using sets::Interval;
using sets::Variable;

/// A reading stage: which of its indices run inside of the place, and through
/// what. The others are bound, and substituted.
struct Regions::Reader {
  const Variables *bound = nullptr; // null: none is
  std::vector<Variable> running;

  Expr substitute(const Expr &e) const {
    return bound ? bound->substitute(e) : e;
  }
};

Regions::Reader Regions::readerOf(graph::StageOp stage) {
  Reader reader;
  auto found = active.find(stage.getName());
  if (found != active.end()) {
    const Variables &variables = found->second;
    reader.bound = &variables;
    for (const std::string &index : variables.plan().indices)
      if (!variables.isBound(index))
        reader.running.push_back({index, variables.interval(index)});
    return reader;
  }
  const Region &region = of(stage.getName());
  for (unsigned i = 0; i < stage.getNumIndices(); ++i)
    reader.running.push_back({stage.getIndexSymbol(i).str(), region.box[i]});
  llvm::append_range(reader.running, openedIndices(stage));
  return reader;
}

/// The indices of the reductions around a read that are loops of the body.
static std::vector<Variable> innerVariables(graph::ReadOp read) {
  std::vector<Variable> result;
  graph::ReduceOp opened = openedReduction(graph::stageAround(read));
  for (auto reduce = read->getParentOfType<graph::ReduceOp>();
       reduce && reduce != opened;
       reduce = reduce->getParentOfType<graph::ReduceOp>())
    if (auto variables = reduce.getVariables())
      result.insert(result.begin(), variables->begin(), variables->end());
  return result;
}

std::optional<Interval> Regions::rangeOf(mlir::Value index,
                                         const Reader &reader,
                                         llvm::ArrayRef<Variable> inner) {
  auto form = graph::affine(index);
  if (!form)
    return std::nullopt;
  std::vector<Variable> running = reader.running;
  for (const Variable &variable : inner)
    running.push_back({variable.name,
                       {reader.substitute(variable.range.lower),
                        reader.substitute(variable.range.upper)}});
  sets::Facts inside = facts;
  inside.assumeVariables(running);
  auto range =
      facts.rangeOver(inside.simplify(reader.substitute(*form)), running);
  if (!range)
    return std::nullopt;
  return Interval{facts.simplify(range->lower), facts.simplify(range->upper)};
}

void Regions::addRead(graph::ReadOp read, const Reader &reader,
                      std::vector<std::optional<Interval>> &box) {
  std::vector<Variable> inner = innerVariables(read);
  bool isFirst = box.empty();
  for (auto [dim, index] : llvm::enumerate(read.getIndices())) {
    auto range = rangeOf(index, reader, inner);
    if (isFirst)
      box.push_back(range);
    else if (range && box[dim])
      box[dim] = facts.hull(*box[dim], *range);
    else
      box[dim] = std::nullopt;
  }
}

/// A number where there is one: what a block of rows needs at most, say.
static Expr allocationFor(const Expr &loose, const Expr &tight) {
  for (const Expr &extent : {tight, loose})
    if (auto most = extent.bounds().upper)
      return std::max<int64_t>(0, *most);
  return tight;
}

/// A read that is guarded, or a bound that is not tight, may reach past the
/// domain, where the body must not be evaluated.
Region Regions::keepInside(std::vector<std::optional<Interval>> box,
                           graph::StageOp stage) {
  std::vector<Variable> domain = indicesOf(stage);
  Region region;
  for (auto [range, variable] : llvm::zip(box, domain)) {
    const Interval &whole = variable.range;
    if (!range)
      range = whole;
    Interval inside = *range;
    if (!facts.provesNonNegative(range->lower - whole.lower))
      inside.lower = facts.simplify(Expr::max(range->lower, whole.lower));
    if (!facts.provesNonNegative(whole.upper - range->upper))
      inside.upper = facts.simplify(Expr::min(range->upper, whole.upper));
    region.box.push_back(inside);
    region.extents.push_back(allocationFor(facts.simplify(range->extent()),
                                           facts.simplify(inside.extent())));
  }
  return region;
}

/// Where some reader has no point, what a padded region holds may not be there
/// to be computed: its own emptiness follows only if an extent is as small.
void Regions::addConditions(graph::StageOp stage, Region &region) {
  std::vector<Expr> alternatives;
  std::vector<Expr> last;
  for (graph::StageOp reader : graph::readers(stage.getResult())) {
    std::vector<Expr> needed;
    std::vector<Variable> running = readerOf(reader).running;
    for (const Variable &variable : running) {
      // Of a range that moves with another index, the longest.
      auto extents = facts.rangeOver(variable.range.extent(), running);
      if (!extents)
        continue;
      Expr extent = extents->upper - Expr(1);
      bool isImplied = llvm::any_of(region.box, [&](const Interval &range) {
        return facts.provesNonNegative(extent - range.extent());
      });
      if (!isImplied && !facts.provesNonNegative(extent - Expr(1)))
        needed.push_back(extent);
    }
    if (!active.count(reader.getName()))
      llvm::append_range(needed, of(reader.getName()).positive);
    if (needed.empty())
      return;
    alternatives.push_back(Expr::min(needed));
    last = std::move(needed);
  }
  if (alternatives.size() == 1)
    region.positive = std::move(last);
  else if (!alternatives.empty())
    region.positive = {Expr::max(alternatives)};
}

const Region &Regions::of(llvm::StringRef name) {
  auto found = known.find(name);
  if (found != known.end())
    return found->second;
  graph::StageOp stage = graph::findStage(func, name);
  std::vector<std::optional<Interval>> box;
  for (graph::ReadOp read : graph::readsOf(stage.getResult()))
    addRead(read, readerOf(graph::stageAround(read)), box);
  Region region = keepInside(std::move(box), stage);
  addConditions(stage, region);
  return known[name] = std::move(region);
}

} // namespace tdsl::schedule
