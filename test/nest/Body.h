//===- Body.h - One evaluation of a graph body, without a code generator --===//

#ifndef TDSL_TEST_NEST_BODY_H
#define TDSL_TEST_NEST_BODY_H

#include "compiler/graph/Graph.h"

#include "llvm/ADT/DenseMap.h"

#include <map>

namespace tdsl::testing {

/// A number of a body: one of both, as its type says.
struct Number {
  int64_t integer = 0;
  double real = 0;
};
inline bool operator==(const Number &a, const Number &b) {
  return a.integer == b.integer && a.real == b.real;
}

using Point = std::vector<int64_t>;
using Sizes = std::map<std::string, int64_t>;

/// Where a body gets elements from.
class Reader {
public:
  virtual ~Reader() = default;
  virtual Number read(graph::ReadOp at, const Point &point) = 0;
};

/// Evaluates blocks of stages and reductions, operation by operation.
class Body {
public:
  Body(const Sizes &sizes, Reader &reader) : sizes(sizes), reader(reader) {}

  void bind(mlir::Value index, int64_t value) { values[index] = {value, 0}; }
  /// Runs the block; nothing where its predicate does not hold.
  std::optional<Number> run(mlir::Block &block);
  void runOne(mlir::Operation &op);

private:
  Number evaluate(mlir::Operation &op);
  Number read(graph::ReadOp op);
  Number table(graph::TableOp op);
  Number reduce(graph::ReduceOp op);
  void reduceFrom(graph::ReduceOp op, unsigned depth, Number &best,
                  Number &result);
  Number operand(mlir::Operation &op, unsigned i) {
    return values.lookup(op.getOperand(i));
  }

  const Sizes &sizes;
  Reader &reader;
  llvm::DenseMap<mlir::Value, Number> values;
};

Number identityOf(graph::ReduceOp reduce);
Number combine(graph::ReduceOp reduce, Number a, Number b);
/// Rounds or wraps to a type.
Number narrow(Number number, mlir::Type type);

} // namespace tdsl::testing

#endif // TDSL_TEST_NEST_BODY_H
