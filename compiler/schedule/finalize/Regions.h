//===- Regions.h - What is read of a stage inside of a loop ---------------===//

#ifndef TDSL_SCHEDULE_FINALIZE_REGIONS_H
#define TDSL_SCHEDULE_FINALIZE_REGIONS_H

#include "compiler/graph/Graph.h"
#include "compiler/schedule/finalize/Variables.h"

#include "llvm/ADT/StringMap.h"

namespace tdsl::schedule {

/// The stages whose loops are around a place, with what is known of them.
using Active = llvm::StringMap<Variables>;

/// What of a stage is computed at a place.
struct Region {
  std::vector<sets::Interval> box;
  /// Extents that hold the box. Simpler than its own where the box had to be
  /// kept inside of the stage's domain.
  std::vector<sets::Expr> extents;
  /// Nothing is read unless all of these are > 0, and computing the box might
  /// not be harmless then.
  std::vector<sets::Expr> positive;
};

/// Answers what the loops inside of one place read of each stage.
class Regions {
public:
  Regions(graph::FuncOp func, const Active &active, const sets::Facts &facts)
      : func(func), active(active), facts(facts) {}

  const Region &of(llvm::StringRef stage);

private:
  struct Reader;
  Reader readerOf(graph::StageOp stage);
  std::optional<sets::Interval> rangeOf(mlir::Value index, const Reader &reader,
                                        llvm::ArrayRef<sets::Variable> inner);
  void addRead(graph::ReadOp read, const Reader &reader,
               std::vector<std::optional<sets::Interval>> &box);
  Region keepInside(std::vector<std::optional<sets::Interval>> box,
                    graph::StageOp stage);
  void addConditions(graph::StageOp stage, Region &region);

  graph::FuncOp func;
  const Active &active;
  const sets::Facts &facts;
  llvm::StringMap<Region> known;
};

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_FINALIZE_REGIONS_H
