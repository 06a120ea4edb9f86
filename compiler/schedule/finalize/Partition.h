//===- Partition.h - Cutting the range of a loop --------------------------===//
//
// A loop that comes to be decided is cut into pieces, each a branch with its
// own copy of what is inside: border off interior, tail off main part.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SCHEDULE_FINALIZE_PARTITION_H
#define TDSL_SCHEDULE_FINALIZE_PARTITION_H

#include "compiler/graph/Graph.h"
#include "compiler/schedule/finalize/Variables.h"

namespace tdsl::schedule {

/// A piece of what a loop runs through.
struct Branch {
  Variables variables;
  Part part = Part::Whole;
  bool inBorder = false;
  /// Copies of the inside that may still be made in it.
  unsigned budget = 0;
  /// Known to be >= 0 in it.
  std::vector<sets::Expr> facts;
  /// It has points only where all of these are > 0.
  std::vector<sets::Expr> positive;
};

class Partition {
public:
  Partition(graph::StageOp stage, const sets::Facts &facts, bool isInLaunch)
      : stage(stage), facts(facts), isInLaunch(isInLaunch) {}

  /// The branches in which the range of a loop's variable is decided.
  std::vector<Branch> decide(const Branch &from, llvm::StringRef symbol) const;

private:
  std::vector<Branch> decideIndex(const Branch &from,
                                  llvm::StringRef index) const;
  std::vector<Branch> decideOuter(const Branch &from, const Split &split) const;
  std::vector<Branch> mainAndTail(const Branch &from, const Split &split,
                                  const sets::Expr &extent) const;
  bool isWorthCutting(const Branch &from, llvm::StringRef index) const;
  sets::Facts factsIn(const Branch &branch) const;

  graph::StageOp stage;
  const sets::Facts &facts;
  bool isInLaunch; // on a GPU pieces of a loop would run one after the other
};

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_FINALIZE_PARTITION_H
