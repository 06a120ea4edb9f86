//===- Borders.h - Where a body clamps or selects at an edge --------------===//

#ifndef TDSL_SCHEDULE_FINALIZE_BORDERS_H
#define TDSL_SCHEDULE_FINALIZE_BORDERS_H

#include "compiler/graph/Graph.h"
#include "compiler/schedule/finalize/Variables.h"

namespace tdsl::schedule {

/// How many values of an index, at either end of its range, a clamp or a
/// condition of the body concerns. Between them it is decided, so that the
/// interior simplifies.
struct Border {
  int64_t head = 0;
  int64_t tail = 0;

  bool isEmpty() const { return head == 0 && tail == 0; }
};

Border findBorder(graph::StageOp stage, llvm::StringRef index,
                  const Variables &variables, const sets::Facts &facts);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_FINALIZE_BORDERS_H
