//===- Transcriber.h - A nest, node by node, as tensor IR -----------------===//

#ifndef TDSL_LOWER_NESTTOTIR_TRANSCRIBER_H
#define TDSL_LOWER_NESTTOTIR_TRANSCRIBER_H

#include "compiler/lower/NestToTir/Body.h"
#include "compiler/lower/NestToTir/NestToTir.h"

namespace tdsl::lower {

/// The launch that is being written, and what bound loops are around.
struct LaunchFrame {
  const schedule::Launch *launch = nullptr;
  /// Of this thread: the numbers of its block and of itself, by axis.
  sets::Expr blockId[3], threadId[3];
  /// A loop that is bound to threads: its iterations from `guard` < 0 on are
  /// nobody's.
  struct Bound {
    std::string stage;
    unsigned axis;
    std::optional<sets::Expr> guard;
  };
  std::vector<Bound> bound;
  /// Memory that the block shares, by the allocation, or the loop whose sums
  /// lie there: it is there as long as the launch.
  llvm::DenseMap<const void *, mlir::Value> shared;
  unsigned iterating = 0; // loops around that run their body again
};

/// A reduction that threads share, while its loops are written: each thread
/// folds into a value of its own.
struct SharedSum {
  std::string stage;
  mlir::Value partial; // a buffer of one element
};

class Transcriber {
public:
  Transcriber(graph::FuncOp func, const schedule::Nest &nest,
              const NestToTirOptions &options)
      : func(func), nest(nest), options(options), builder(func.getContext()),
        scope(builder, graph::facts(func)), bodies(builder, scope, places) {}

  mlir::OwningOpRef<mlir::ModuleOp> run();

private:
  graph::FuncOp func;
  const schedule::Nest &nest;
  const NestToTirOptions &options;
  mlir::OpBuilder builder;
  Scope scope;
  Places places;
  Places outerPlaces; // of stages that are in registers
  BodyEmitter bodies;
  unsigned vectorDepth = 0;
  unsigned loopDepth = 0;
  unsigned timesNoted = 0;
  LaunchFrame frame;
  std::optional<SharedSum> sum;

  struct Param {
    llvm::StringRef name;
    graph::TensorType type;
  };
  std::vector<Param> params();
  void bindParams(tir::FuncOp made, llvm::ArrayRef<Param> params);

  void noteTime();
  void emit(const schedule::Block &block);
  void emit(const schedule::Loop &loop);
  void emit(const schedule::Compute &leaf);
  void emit(const schedule::Allocate &allocate);
  void emit(const schedule::Unless &unless);

  void keepIn(const schedule::Buffer &buffer, mlir::Value memory,
              llvm::function_ref<void()> work);
  mlir::Value beginLoop(const schedule::Loop &loop);
  void emitInside(const schedule::Loop &loop, mlir::Value variable,
                  const sets::Interval &known);
  void emitMasked(const schedule::Compute &leaf, graph::StageOp stage,
                  llvm::ArrayRef<sets::Expr> masks, bool storesAll);
  void emitLeaf(const schedule::Compute &leaf, graph::StageOp stage,
                mlir::Value guard, bool storesAll);
  void updatePartial(graph::StageOp stage, const Point &point,
                     mlir::Value guard);
  llvm::SmallVector<mlir::Value> indicesOf(const Place &place,
                                           graph::StageOp stage,
                                           const Point &point,
                                           mlir::Location loc);

  // Levels of a GPU (Launch.cpp).
  void emit(const schedule::Launch &launch);
  void emit(const schedule::Barrier &barrier);
  void allocateShared(const schedule::Block &block,
                      llvm::StringRef summed = "");
  mlir::Value allocateHere(llvm::StringRef stage,
                           llvm::ArrayRef<int64_t> extents, tir::Scope where);
  void emitBound(const schedule::Loop &loop);
  void emitBlocks(const schedule::Loop &loop);
  void emitRounds(const schedule::Loop &loop, int64_t count,
                  const sets::Expr &id,
                  llvm::function_ref<void(mlir::Value)> inside);
  void emitSharedSum(const schedule::Loop &loop);
  void addAcross(graph::StageOp stage, unsigned axis, mlir::Value buffer);
  void finishSum(const schedule::Compute &leaf, graph::StageOp stage,
                 mlir::Value scratch);
  std::vector<sets::Expr> threadGuards(const schedule::Compute &leaf);
  bool isOwnThreads(llvm::StringRef stage, llvm::StringRef loopStage) const;
  bool isOneThreads(llvm::StringRef stage) const;
  mlir::Value threadNumber(mlir::Location loc);
  /// Runs `write` where all forms are >= 0.
  void where(llvm::ArrayRef<sets::Expr> forms, mlir::Location loc,
             llvm::function_ref<void()> write);
};

} // namespace tdsl::lower

#endif // TDSL_LOWER_NESTTOTIR_TRANSCRIBER_H
