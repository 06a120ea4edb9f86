//===- Skeleton.h - The tree that the plans of the stages come to ---------===//

#ifndef TDSL_SCHEDULE_SKELETON_H
#define TDSL_SCHEDULE_SKELETON_H

#include "compiler/graph/Graph.h"
#include "compiler/schedule/Nest.h"

namespace tdsl::schedule {

/// A graph and how it is computed: what directives rewrite together.
struct Scheduled {
  graph::FuncOp func;
  Nest nest;
};

/// Every stage at the root, its loops in the order of its indices, its root
/// reduction opened.
Nest initialNest(graph::FuncOp func);

/// The plan that a stage has at first.
StagePlan planOf(graph::StageOp stage);

/// The reduction that initialNest() opens into loops: at the root of the
/// stage, with ends that are forms of the algebra. Null where there is none.
graph::ReduceOp openedReduction(graph::StageOp stage);
/// Its indices; none where there is no such reduction.
std::vector<sets::Variable> openedIndices(graph::StageOp stage);
/// The indices of a stage that has a box.
std::vector<sets::Variable> indicesOf(graph::StageOp stage);

/// Writes nest.root anew, from the plans, without bounds.
void rebuildTree(Nest &nest);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_SKELETON_H
