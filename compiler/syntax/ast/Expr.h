//===- Expr.h - The expressions of the language ---------------------------===//
//
// What the text says, not what it means: `f32(x)` is a call, `f32[8, 128]` as
// an argument an index of a name. Brackets leave no node; the span of what
// they hold includes them.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_AST_EXPR_H
#define TDSL_SYNTAX_AST_EXPR_H

#include "compiler/syntax/ast/Node.h"

#include <cstdint>

namespace tdsl::syntax {

struct RangeExpr;

// -- Leaves ------------------------------------------------------------------

struct IntExpr : ExprOf<ExprKind::Int> {
  uint64_t value = 0;
};
struct FloatExpr : ExprOf<ExprKind::Float> {
  double value = 0;
  llvm::StringRef text; // as written: a narrower type rounds it only once
};
struct BoolExpr : ExprOf<ExprKind::Bool> {
  bool value = false;
};
struct StringExpr : ExprOf<ExprKind::String> {
  llvm::StringRef value; // escapes resolved
};
struct NameExpr : ExprOf<ExprKind::Name> {
  Ident name; // also `max` in `max(a, b)`
};
struct WildcardExpr : ExprOf<ExprKind::Wildcard> {};
struct PackExpr : ExprOf<ExprKind::Pack> {
  Ident name;
};
struct BadExpr : ExprOf<ExprKind::Bad> {};

// -- Suffixes ----------------------------------------------------------------

struct IndexExpr : ExprOf<ExprKind::Index> {
  const Expr *base = nullptr;
  llvm::ArrayRef<const Expr *> indices; // WildcardExpr and PackExpr among them
};
struct CallExpr : ExprOf<ExprKind::Call> {
  const Expr *callee = nullptr;
  llvm::ArrayRef<Argument> arguments;
};
struct FieldExpr : ExprOf<ExprKind::Field> {
  const Expr *base = nullptr;
  Ident field;
};
struct TupleFieldExpr : ExprOf<ExprKind::TupleField> {
  const Expr *base = nullptr;
  unsigned index = 0;
};
struct FamilyExpr : ExprOf<ExprKind::Family> {
  const Expr *base = nullptr;
  const Expr *member = nullptr;
};

// -- Operators ---------------------------------------------------------------

enum class UnaryOp : uint8_t { Negate, Not, BitNot };
enum class BinaryOp : uint8_t {
  Mul,
  Div,
  Rem,
  Add,
  Sub,
  Shl,
  Shr,
  BitAnd,
  BitXor,
  BitOr
};
enum class CompareOp : uint8_t {
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Equal,
  NotEqual
};
enum class LogicalOp : uint8_t { And, Or };

llvm::StringRef spelling(UnaryOp op);
llvm::StringRef spelling(BinaryOp op);
llvm::StringRef spelling(CompareOp op);
llvm::StringRef spelling(LogicalOp op);

struct UnaryExpr : ExprOf<ExprKind::Unary> {
  UnaryOp op = UnaryOp::Negate;
  const Expr *operand = nullptr;
};
struct BinaryExpr : ExprOf<ExprKind::Binary> {
  BinaryOp op = BinaryOp::Add;
  Span opSpan;
  const Expr *left = nullptr;
  const Expr *right = nullptr;
};
/// `a < b`; in `where` also `a <= b < c`: one operator fewer than operands.
struct CompareExpr : ExprOf<ExprKind::Compare> {
  llvm::ArrayRef<const Expr *> operands;
  llvm::ArrayRef<CompareOp> ops;
};
struct LogicalExpr : ExprOf<ExprKind::Logical> {
  LogicalOp op = LogicalOp::And;
  Span opSpan;
  const Expr *left = nullptr;
  const Expr *right = nullptr;
};
struct IfExpr : ExprOf<ExprKind::If> {
  const Expr *condition = nullptr;
  const Expr *whenTrue = nullptr;
  const Expr *whenFalse = nullptr;
};

// -- Reductions --------------------------------------------------------------

/// `k`, `k in 0..n`, `..i`
struct Binder {
  Ident name;
  const RangeExpr *range = nullptr; // null where it is to be inferred
  bool isPack = false;
  Span span;
};

/// The operation of a reduction; `User` names a `reducer`.
enum class ReduceOp : uint8_t {
  Sum,
  Prod,
  Max,
  Min,
  Any,
  All,
  Mean,
  ArgMax,
  ArgMin,
  User
};
/// `sum`; "reduce" for User.
llvm::StringRef spelling(ReduceOp op);

struct ReduceExpr : ExprOf<ExprKind::Reduce> {
  ReduceOp op = ReduceOp::Sum;
  Span opSpan;                   // `sum`, or the name after `reduce`
  const Expr *reducer = nullptr; // the path of a User reduction
  llvm::ArrayRef<Binder> binders;
  const Expr *predicate = nullptr; // after `if`, may be null
  const Expr *body = nullptr;
};
struct ScatterExpr : ExprOf<ExprKind::Scatter> {
  ReduceOp op = ReduceOp::Sum;
  Span opSpan;
  const Expr *reducer = nullptr;
  llvm::ArrayRef<Binder> binders;
  const Expr *predicate = nullptr;
  const Expr *value = nullptr;
  bool dropsOutside = false; // `at?`
  llvm::ArrayRef<const Expr *> place;
  const Expr *from = nullptr; // may be null
};

// -- The rest ----------------------------------------------------------------

struct TupleExpr : ExprOf<ExprKind::Tuple> {
  llvm::ArrayRef<const Expr *> elements;
};
struct TableExpr : ExprOf<ExprKind::Table> {
  llvm::ArrayRef<const Expr *> elements;
};
struct RangeExpr : ExprOf<ExprKind::Range> {
  const Expr *lower = nullptr;
  const Expr *upper = nullptr;
  bool inclusive = false; // `..=`
};
struct TuneExpr : ExprOf<ExprKind::Tune> {
  const Expr *choices = nullptr;   // a TableExpr or a RangeExpr
  const Expr *predicate = nullptr; // over `it`, may be null
};
struct AttributedExpr : ExprOf<ExprKind::Attributed> {
  llvm::ArrayRef<Attribute> attributes;
  const Expr *base = nullptr;
};

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_AST_EXPR_H
