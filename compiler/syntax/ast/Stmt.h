//===- Stmt.h - The statements of bodies ----------------------------------===//
//
// Functions, schedules, tests and benches share their statements; the builder
// reports a statement that has no place in the body it stands in.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_AST_STMT_H
#define TDSL_SYNTAX_AST_STMT_H

#include "compiler/syntax/ast/Type.h"

namespace tdsl::syntax {

using Block = llvm::ArrayRef<const Stmt *>;

/// One index on the left of `=`. A plain name binds an index unless it is
/// already a size, a constant or the variable of a loop around it: names are
/// resolved later.
struct TargetIndex {
  const Expr *value = nullptr;      // NameExpr, PackExpr, or a fixed place
  const RangeExpr *range = nullptr; // `i in k + 1..n`
  Span span;

  /// The name, where this may bind an index; null otherwise.
  const NameExpr *asName() const { return llvm::dyn_cast<NameExpr>(value); }
};

/// What stands on the left of `=`: `t`, `t[i, j]`, `g.(l)`, `g.(l)[i]`, each
/// after `let` perhaps with a type.
struct Target {
  Ident name;
  const Expr *member = nullptr; // of a family, may be null
  llvm::ArrayRef<TargetIndex> indices;
  bool hasIndices = false;
  const Type *type = nullptr; // may be null
  Span span;
};

struct LetStmt : StmtOf<StmtKind::Let> {
  llvm::ArrayRef<Target> targets; // at least one
  bool isTuple = false;           // written in brackets
  const Expr *value = nullptr;
};

struct DefineStmt : StmtOf<StmtKind::Define> {
  Target target;
  const Expr *value = nullptr;
};

struct ScanStmt : StmtOf<StmtKind::Scan> {
  llvm::ArrayRef<Binder> binders;
  Block body; // LetStmt and DefineStmt
  Block from; // DefineStmt; empty where there is no `from`
  bool bodyHasBraces = false;
  bool fromHasBraces = false;
};

struct IterateStmt : StmtOf<StmtKind::Iterate> {
  llvm::ArrayRef<Target> states; // at least one, without indices
  bool isTuple = false;
  const Expr *init = nullptr;
  Ident variable; // `for k in range`, or empty
  const RangeExpr *range = nullptr;
  const Expr *whileCondition = nullptr; // or `while c, at most n`
  const Expr *atMost = nullptr;         // may be null
  Block body;
};

struct NextStmt : StmtOf<StmtKind::Next> {
  llvm::ArrayRef<Target> targets; // at least one
  bool isTuple = false;
  const Expr *value = nullptr;
};

struct ForStmt : StmtOf<StmtKind::For> {
  Ident variable;
  const Expr *iterable = nullptr; // RangeExpr; in schedules also a list
  Block body;
};

struct IfStmt : StmtOf<StmtKind::If> {
  const Expr *condition = nullptr;
  Block whenTrue;
  Block whenFalse;
  bool isElseIf = false; // `whenFalse` is one IfStmt, without braces
};

struct CallStmt : StmtOf<StmtKind::Call> {
  const Expr *call = nullptr; // a CallExpr, perhaps on a call: a.b().c()
};

struct ExpectStmt : StmtOf<StmtKind::Expect> {
  const Expr *condition = nullptr;
};

struct ReturnStmt : StmtOf<StmtKind::Return> {
  const Expr *value = nullptr;
};

struct BadStmt : StmtOf<StmtKind::Bad> {};

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_AST_STMT_H
