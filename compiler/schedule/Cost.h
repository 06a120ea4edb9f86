//===- Cost.h - How much work a function is -------------------------------===//

#ifndef TDSL_SCHEDULE_COST_H
#define TDSL_SCHEDULE_COST_H

#include "compiler/graph/Graph.h"

namespace tdsl::schedule {

/// What the algorithm asks for, whatever the schedule: nothing is counted twice
/// that a schedule computes twice.
struct Work {
  double flops = 0; // float operations; a fused multiply-add is two
  double bytes = 0; // of the arguments and results, each once
};

/// For given sizes; points whose count depends on data are left out.
Work work(graph::FuncOp func, sets::Expr::Lookup sizes);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_COST_H
