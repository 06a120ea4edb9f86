//===- Body.h - One evaluation of a stage's body --------------------------===//

#ifndef TDSL_LOWER_NESTTOTIR_BODY_H
#define TDSL_LOWER_NESTTOTIR_BODY_H

#include "compiler/graph/Graph.h"
#include "compiler/lower/NestToTir/Scope.h"
#include "compiler/schedule/Nest.h"
#include "compiler/tir/Tir.h"

#include "mlir/IR/IRMapping.h"

namespace tdsl::lower {

/// Where the values of a stage or argument lie.
struct Place {
  mlir::Value buffer;
  std::vector<sets::Interval> box; // element p lies at p - lower
};

using Places = llvm::StringMap<Place>; // by stage or argument name

/// The values of a stage's indices, as forms.
using Point = llvm::StringMap<sets::Expr>; // by symbol

/// Emits bodies. A read of a stage that has a place is a load; a read of any
/// other stage is its body, at the point that is read.
class BodyEmitter {
public:
  BodyEmitter(mlir::OpBuilder &builder, Scope &scope, const Places &places)
      : builder(builder), scope(scope), places(places) {}

  /// What a block yields at a point. Reads happen only where `guard` (an i1;
  /// null: always) holds. `predicate` receives a reduction's predicate, null
  /// where there is none.
  mlir::Value emit(mlir::Block &block, const Point &point, mlir::Value guard,
                   mlir::Value *predicate = nullptr) {
    return emit(block, point, guard, mlir::IRMapping(), predicate);
  }

  /// What holds also where the guard does not, of a leaf that is computed there
  /// too: a read that is no harm then needs no guard. Null: nothing is.
  void setFactsOfAll(const sets::Facts *facts) { factsOfAll = facts; }

  /// One value of an opened reduction; its identity where the predicate of
  /// the reduction does not hold.
  mlir::Value emitUpdate(graph::StageOp stage, graph::ReduceOp root,
                         const Point &point, mlir::Value guard);

private:
  /// One block at one point.
  struct Frame {
    const Point &point;
    mlir::Value guard;
    mlir::IRMapping values;
  };

  mlir::OpBuilder &builder;
  Scope &scope;
  const Places &places;
  const sets::Facts *factsOfAll = nullptr;
  unsigned numCarried = 0;

  /// `outer`: the values of the block around, for the body of a reduction.
  mlir::Value emit(mlir::Block &block, const Point &point, mlir::Value guard,
                   mlir::IRMapping outer, mlir::Value *predicate);
  void emitOp(mlir::Operation &op, Frame &frame);
  void emitRead(graph::ReadOp read, Frame &frame);
  void emitTable(graph::TableOp table, Frame &frame);
  void emitCheck(graph::CheckOp check, Frame &frame);
  void emitCompare(mlir::arith::CmpIOp compare, Frame &frame);
  void emitReduce(graph::ReduceOp reduce, Frame &frame);

  mlir::Value value(mlir::Value old, Frame &frame);
  sets::Expr form(mlir::Value index, Frame &frame);
  mlir::Value guardOf(mlir::Value own, Frame &frame);
  mlir::Value both(mlir::Value a, mlir::Value b, mlir::Location loc);
  mlir::Value zero(mlir::Type type, mlir::Location loc);
  mlir::Value load(const Place &place, llvm::ArrayRef<sets::Expr> at,
                   mlir::Type type, mlir::Value guard, mlir::Location loc);
  bool isHarmless(const Place &place, llvm::ArrayRef<sets::Expr> at);
  mlir::Value checkInside(graph::SiteAttr site, mlir::Value guard,
                          llvm::ArrayRef<sets::Expr> at,
                          llvm::ArrayRef<sets::Interval> box,
                          mlir::Location loc);

  // Reductions that stay in the body (Reduce.cpp).
  using Carried = llvm::SmallVector<mlir::Value, 2>;
  Carried reduceStart(graph::ReduceOp reduce);
  Carried reduceStep(graph::ReduceOp reduce, const Point &point, Frame &frame,
                     Carried carried);
  Carried reduceLoops(graph::ReduceOp reduce, unsigned depth, Point &point,
                      Frame &frame, Carried carried);
};

/// How the tensor IR accumulates a reduction of this kind.
tir::Combine combineOf(graph::ReduceOp reduce);
/// A place in the source, for the runtime's messages.
tir::SiteAttr siteOf(graph::SiteAttr site, unsigned dim);

} // namespace tdsl::lower

#endif // TDSL_LOWER_NESTTOTIR_BODY_H
