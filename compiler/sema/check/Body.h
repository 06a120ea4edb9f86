//===- Body.h - The statements of a function, a test or a bench -----------===//
//
// Stages are declared first and checked in the order in which they read each
// other, so that the text may have them in any order.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SEMA_CHECK_BODY_H
#define TDSL_SEMA_CHECK_BODY_H

#include "compiler/sema/check/ExprChecker.h"

namespace tdsl::sema {

/// A statement that defines stages, with them.
struct Definition {
  const syntax::Stmt *stmt = nullptr;
  llvm::ArrayRef<syntax::Target> targets;
  const syntax::Expr *value = nullptr;
  llvm::SmallVector<Stage *, 1> stages; // null where a name was refused
};

class BodyChecker {
public:
  explicit BodyChecker(FunctionContext &f) : f(f) {}

  /// Declares the stages of the statements; other statements are left out.
  void declare(syntax::Block body);
  /// Checks the right sides, each after those that it reads.
  void checkStages();

  /// A new stage of the function, not yet among its stages.
  Stage *newStage(llvm::StringRef name, StageKind kind, Span span);

private:
  /// Reports a statement and lets the names that it defines stay silent.
  void rejectStatement(const syntax::Stmt *stmt, llvm::StringRef what,
                       syntax::Block body,
                       llvm::ArrayRef<syntax::Target> states = {});
  void declareLet(const syntax::LetStmt &let);
  void declareDefine(const syntax::DefineStmt &define);
  Stage *resultNamed(const syntax::Ident &name);
  std::vector<unsigned> sortedDefinitions();

  FunctionContext &f;
  std::vector<Definition> definitions;
  bool isIncomplete = false; // a statement was rejected
  llvm::DenseMap<const Stage *, unsigned> definitionOf;
};

/// Checks one definition and adds its stages to the function (Stage.cpp).
void checkStage(FunctionContext &f, const Definition &definition);

/// Adds a stage that was checked; reports what it may not be.
void finishStage(FunctionContext &f, Stage &stage);

} // namespace tdsl::sema

#endif // TDSL_SEMA_CHECK_BODY_H
