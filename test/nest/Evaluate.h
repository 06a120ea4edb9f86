//===- Evaluate.h - Two ways to run a graph -------------------------------===//
//
// evaluateDirectly() computes each point where it is read, by the meaning of
// the graph. evaluateNest() walks a finalized nest: buffers are as large as the
// nest says and know which elements were written. Both on small data, slowly;
// they must agree on every schedule.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TEST_NEST_EVALUATE_H
#define TDSL_TEST_NEST_EVALUATE_H

#include "compiler/schedule/Skeleton.h"
#include "test/nest/Body.h"

namespace tdsl::testing {

/// Elements of a box, in row-major order.
struct Tensor {
  std::vector<int64_t> lower;
  std::vector<int64_t> extents;
  std::vector<Number> elements;
  std::vector<bool> written;

  Tensor() = default;
  Tensor(std::vector<int64_t> lower, std::vector<int64_t> extents);
  /// Nothing outside of the box.
  std::optional<size_t> offset(const Point &point) const;
};

using Tensors = std::map<std::string, Tensor>;

/// The value of a form in which sizes and loop variables stand; nothing where
/// a symbol has none.
std::optional<int64_t> valueOf(const sets::Expr &e, const Sizes &values);

/// An argument of those sizes, filled with small numbers of a seed.
Tensors makeArguments(graph::FuncOp func, const Sizes &sizes, uint64_t seed);

/// What came of a run: the results by name, or what went wrong.
struct Outcome {
  Tensors results;
  std::string error;
  std::vector<uint64_t> leafRuns; // of a nest
};

Outcome evaluateDirectly(graph::FuncOp func, const Sizes &sizes,
                         const Tensors &arguments);
Outcome evaluateNest(const schedule::Scheduled &scheduled, const Sizes &sizes,
                     const Tensors &arguments);

/// The first difference in words; empty where there is none.
std::string difference(const Outcome &direct, const Outcome &nest);

} // namespace tdsl::testing

#endif // TDSL_TEST_NEST_EVALUATE_H
