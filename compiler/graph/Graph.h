//===- Graph.h - Questions that one asks of a graph -----------------------===//
//
// The way in for the layers after this one: stages by name, who reads whom,
// and index values as forms of the algebra.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_GRAPH_GRAPH_H
#define TDSL_GRAPH_GRAPH_H

#include "compiler/graph/GraphDialect.h"
#include "compiler/sets/Facts.h"

#include "mlir/IR/BuiltinOps.h"

namespace tdsl::graph {

/// The function of a module that holds one; null where there is none.
FuncOp theFunction(mlir::ModuleOp module);

/// The facts about its sizes.
sets::Facts facts(FuncOp func);

/// Its stages, each after those that it reads.
std::vector<StageOp> stages(FuncOp func);
/// The stage of that name; null where there is none.
StageOp findStage(FuncOp func, llvm::StringRef name);
/// The stage that makes a tensor; null for an argument.
StageOp stageOf(mlir::Value tensor);
/// The stage around an operation.
StageOp stageAround(mlir::Operation *op);
/// How a tensor is called: the name of its stage or argument.
llvm::StringRef nameOf(mlir::Value tensor);
/// The functions returns it.
bool isResult(mlir::Value tensor);

/// Every read in a stage, nested reductions included, in order.
std::vector<ReadOp> reads(StageOp stage);
/// Every read of a tensor, in the order of the function.
std::vector<ReadOp> readsOf(mlir::Value tensor);
/// The stages that read a tensor, each once, in the order of the function.
std::vector<StageOp> readers(mlir::Value tensor);

/// An index value as a form over sizes and symbols of indices; nothing where
/// it reads data.
std::optional<sets::Expr> affine(mlir::Value index);
/// All indices of a read; nothing where one of them reads data.
std::optional<std::vector<sets::Expr>> affineIndices(ReadOp read);
/// The symbol of a block argument that is an index of a stage or reduction.
llvm::StringRef symbolOf(mlir::BlockArgument index);

/// What bounds an operation's indices: those of its stage, then those of each
/// reduction around it, outermost first. Nothing where data bound one.
std::optional<std::vector<sets::Variable>> variablesAt(mlir::Operation *op);

/// A condition as forms that are all >= 0 where it holds; forms that cannot be
/// told are left out, so what comes back may say less than the condition.
std::vector<sets::Expr> conditions(mlir::Value condition);

} // namespace tdsl::graph

#endif // TDSL_GRAPH_GRAPH_H
