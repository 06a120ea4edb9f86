//===- Elaborator.h - What the elaboration of a function shares -----------===//

#ifndef TDSL_LOWER_ASTTOGRAPH_ELABORATOR_H
#define TDSL_LOWER_ASTTOGRAPH_ELABORATOR_H

#include "compiler/lower/AstToGraph/AstToGraph.h"
#include "compiler/lower/AstToGraph/Instance.h"

#include "compiler/graph/Graph.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/StringSet.h"

#include <deque>

namespace tdsl::lower {

class Body;

/// A stage that is to be made.
struct StageSpec {
  std::string name;
  sema::Scalar type = sema::Scalar::F32;
  std::vector<IndexSpec> indices;
  bool isAnonymous = false;
  bool isBoundary = false;
  bool isSpeculative = false; // see Instance::isSpeculative
  mlir::Location loc;
};

class Elaborator {
public:
  Elaborator(const GraphOptions &options, const SourceManager &sources,
             mlir::MLIRContext &context, diag::Sink &sink)
      : options(options), sources(sources), sink(sink), builder(&context) {}

  mlir::OwningOpRef<mlir::ModuleOp> run(const sema::Function &function);

  mlir::MLIRContext &context() { return *builder.getContext(); }
  mlir::Location location(Span span);
  graph::SiteAttr site(llvm::StringRef stage, llvm::StringRef tensor,
                       Span span);
  void notSupported(Span span, llvm::StringRef what);

  /// Makes a stage before the one that is being made. Outer indices that its
  /// body does not use are left out.
  Tensor define(const StageSpec &spec,
                llvm::function_ref<mlir::Value(Body &)> emitBody);
  /// Makes the stages of an instance.
  void defineStages(Instance &instance);

  /// The instance that a call in a body stands for, made when first asked for.
  /// Null where it is not supported.
  Instance *instantiate(Instance &caller, const sema::CallSite &call,
                        Body &body);
  /// An instance to be evaluated in the body itself.
  Instance &inlineInstance(Instance &caller, const sema::CallSite &call);

  /// `i`, `i.1`, ...: not yet the symbol of an index or size.
  std::string uniqueSymbol(llvm::StringRef name);
  /// `y.sum0`, `y.sum1`, ...
  std::string anonymousName(llvm::StringRef stage, llvm::StringRef what);

  const sets::Facts &facts() const { return sizeFacts; }

private:
  const GraphOptions &options;
  const SourceManager &sources;
  diag::Sink &sink;
  mlir::OpBuilder builder; // stands where the next stage goes
  graph::FuncOp func;
  sets::Facts sizeFacts;
  std::vector<sets::Expr> required; // forms >= 0 that calls need
  llvm::StringSet<> symbols;
  llvm::StringMap<unsigned> anonymous;
  std::deque<Instance> instances; // references stay valid

  Instance &makeRoot(const sema::Function &function);
  graph::FuncOp makeFunction(Instance &root);
  std::vector<sets::Expr> factsOf(const Instance &root) const;
  void makeReturn(const Instance &root);
  mlir::Type tensorType(const Instance &instance, const sema::Stage &stage);

  mlir::Value dropUnused(graph::StageOp op, const StageSpec &spec,
                         llvm::BitVector &dropped);
  void defineStage(Instance &instance, const sema::Stage &stage);
  void defineByCall(Instance &instance, const sema::Stage &stage);

  Instance &makeInstance(Instance &caller, const sema::CallSite &call);
  bool addOuter(Instance &callee, const sema::CallSite &call, Body &body);
  void addRequirements(const Instance &callee, const sema::CallSite &call);
  bool bindTensor(Instance &callee, const sema::Stage &param,
                  const sema::TensorView &view, Body &body);
  void bindScalar(Instance &callee, const sema::Stage &param,
                  const sema::Expr *argument);
  bool bindArguments(Instance &callee, const sema::CallSite &call, Body &body);
};

} // namespace tdsl::lower

#endif // TDSL_LOWER_ASTTOGRAPH_ELABORATOR_H
