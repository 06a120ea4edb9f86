//===- Access.h - Where accesses go, and whether two meet -----------------===//
//
// Addresses as forms of the algebra: an SSA index becomes a sets::Expr over
// symbols that stand for the values it is computed from.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TIR_ACCESS_H
#define TDSL_TIR_ACCESS_H

#include "compiler/sets/Expr.h"
#include "compiler/tir/Tir.h"

#include "llvm/ADT/DenseMap.h"

namespace tdsl::tir {

/// One element, or adjacent elements, of a buffer.
struct Cell {
  mlir::Value buffer;
  llvm::SmallVector<sets::Expr, 4> indices;
  int64_t width = 1; // elements along the last dimension
};

enum class Overlap : uint8_t { Same, Disjoint, Unknown };

/// Names SSA values, so that equal names mean equal values. Valid as long as
/// the values live.
class Addresses {
public:
  sets::Expr form(mlir::Value index);
  Cell cell(mlir::Value buffer, mlir::ValueRange indices, mlir::Type accessed);
  static Overlap overlap(const Cell &a, const Cell &b);

private:
  sets::Expr opaque(mlir::Value value);
  llvm::DenseMap<mlir::Value, unsigned> names;
};

/// What an operation does to a buffer, where it is a load, store or
/// accumulation.
struct Touch {
  mlir::Value buffer;
  mlir::ValueRange indices;
  mlir::Value guard;
  mlir::Type type; // of the value
  bool reads = false;
  bool writes = false;
};
std::optional<Touch> touch(mlir::Operation &op);

/// Whether anything inside of `op` reads or writes the buffer.
bool anyTouch(mlir::Operation &op, mlir::Value buffer, bool writesOnly);

/// The value combined with nothing: 0 for a sum, -inf for a max.
mlir::Value identity(mlir::OpBuilder &builder, mlir::Location loc,
                     Combine combine, mlir::Type type);
/// One step of a reduction; `contract` fuses a product into a sum.
mlir::Value combineValues(mlir::OpBuilder &builder, mlir::Location loc,
                          Combine combine, mlir::Value accumulated,
                          mlir::Value value, bool contract);
/// A vector folded across its lanes.
mlir::Value foldLanes(mlir::OpBuilder &builder, mlir::Location loc,
                      Combine combine, mlir::Value vector);

} // namespace tdsl::tir

#endif // TDSL_TIR_ACCESS_H
