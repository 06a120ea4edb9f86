//===- StageInfo.h - What the scheduler wants to know of a stage ----------===//

#ifndef TDSL_AUTOSCHEDULE_STAGEINFO_H
#define TDSL_AUTOSCHEDULE_STAGEINFO_H

#include "compiler/graph/Graph.h"
#include "compiler/schedule/Skeleton.h"

namespace tdsl::autoschedule {

/// How the loops of a stage are best arranged.
enum class StageClass : uint8_t {
  Pointwise,      // no reduction loops
  SmallReduction, // a handful of points, written out
  Contraction,    // reads that are shared along different indices: a matmul
  Reduction,      // any other
};

struct ReadInfo {
  graph::ReadOp op;
  std::optional<std::vector<sets::Expr>> forms; // nothing: data are read

  bool uses(llvm::StringRef symbol) const;
};

struct StageInfo {
  graph::StageOp op;
  std::vector<sets::Variable> pure;
  std::vector<sets::Variable> reduced; // of the opened reduction
  std::vector<ReadInfo> reads;
  unsigned valueOps = 0; // that compute an element, without loads
  bool hasMath = false;  // exp and its like
  bool hasInnerReduction = false;
  bool hasChecked = false;
  unsigned widestBits = 8;
  StageClass kind = StageClass::Pointwise;

  llvm::StringRef name() { return op.getName(); }
};

StageInfo analyse(graph::StageOp stage);

/// How a read moves when an index moves by one.
enum class Movement : uint8_t { None, Contiguous, Strided };
Movement movement(const ReadInfo &read, llvm::StringRef symbol);

/// How often a stage's element is asked for, over all readers; nothing where
/// that depends on sizes.
std::optional<int64_t> usesOf(graph::StageOp stage);

/// The product of constant extents; nothing where one is no constant.
std::optional<int64_t> constantPoints(llvm::ArrayRef<sets::Variable> variables);

} // namespace tdsl::autoschedule

#endif // TDSL_AUTOSCHEDULE_STAGEINFO_H
