//===- ExprChecker.h - From an expression's syntax to its meaning ---------===//
//
// One object checks the expressions of one statement. The methods stand in one
// file for each construct: Literal.cpp, Access.cpp, Reduce.cpp, ...
//
// Literals, indices and sizes take the type of their surroundings, so their
// nodes are made with a flexible type and settled when an operand or the
// statement gives them one (Flexible.cpp). Inside of `[ ]` all is exact: the
// leaves become numbers of type Index at once.
//
// A construct that was reported yields poison, of which nobody complains.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SEMA_CHECK_EXPRCHECKER_H
#define TDSL_SEMA_CHECK_EXPRCHECKER_H

#include "compiler/sema/BuiltinNames.h"
#include "compiler/sema/Context.h"
#include "compiler/sema/check/Statement.h"

namespace tdsl::sema {

/// A tensor as an expression names it: a value with some dimensions fixed.
struct TensorValue {
  ValueRef base;
  ElemType type;
  Shape shape;                     // of the base
  std::vector<const Expr *> fixed; // one a dimension; null where free
  Span span;

  size_t freeRank() const;
  Shape freeShape() const;
};

/// What an expression stands for: a number, or a tensor.
struct Value {
  const Expr *scalar = nullptr;
  std::optional<TensorValue> tensor;
};

class ExprChecker {
public:
  ExprChecker(FunctionContext &f, Statement &statement)
      : f(f), statement(statement) {}

  /// A number of any type, perhaps still flexible.
  const Expr *scalar(const syntax::Expr *e);
  /// A number of this type: mends a flexible one, reports any other.
  const Expr *scalarOf(const syntax::Expr *e, ElemType type,
                       llvm::StringRef what);
  const Expr *condition(const syntax::Expr *e, llvm::StringRef what);
  /// An exact integer: an index, a size, an end of a range.
  const Expr *exact(const syntax::Expr *e);
  Value value(const syntax::Expr *e);
  /// The number that a value is, or its point in a whole-tensor statement.
  const Expr *number(const Value &value);

  /// Gives a flexible expression its type; anything else stays as it is.
  const Expr *settle(const Expr *e, ElemType type);
  /// Without surroundings: i32 and f32.
  const Expr *settleAlone(const Expr *e);
  const Expr *convert(const Expr *e, ElemType type, llvm::StringRef what);

  /// An element of a tensor; `given` are the indices of its free dimensions.
  const Expr *element(const TensorValue &tensor,
                      llvm::ArrayRef<const Expr *> given, Span span);
  TensorValue tensorOf(ValueRef base, Span span) const;
  const Expr *indexRef(const Index *index, Span span);
  /// Gives an index the range that was written for it.
  bool writtenRange(Index &index, const syntax::RangeExpr &range);

  /// A boundary function on a tensor, as a stage (Boundary.cpp). `into` is the
  /// stage that is being defined by it, or null for a new one.
  std::optional<TensorValue> boundary(const syntax::CallExpr *call,
                                      Boundary kind, Stage *into);
  const Expr *poison(Span span);
  diag::Sink &sink() { return f.sink(); }

private:
  friend class CallBinder;

  // Literal.cpp, Name.cpp
  Value literal(const syntax::Expr *e);
  Value name(const syntax::NameExpr *e);
  void unknownName(llvm::StringRef name, Span span);
  const Expr *constant(std::variant<bool, int64_t, uint64_t, double> value,
                       ElemType type, Span span);

  // Operators.cpp, If.cpp
  const Expr *unary(const syntax::UnaryExpr *e);
  const Expr *binary(const syntax::BinaryExpr *e);
  const Expr *compare(const syntax::CompareExpr *e);
  const Expr *comparePair(syntax::CompareOp op, const Expr *left,
                          const Expr *right, Span span);
  const Expr *logical(const syntax::LogicalExpr *e);
  const Expr *both(const Expr *left, const Expr *right, Span span);
  const Expr *select(const syntax::IfExpr *e);
  /// Gives both operands one type, or reports that they have two.
  ElemType unify(const Expr *&left, const Expr *&right, llvm::StringRef what,
                 Span span);
  bool require(const Expr *e, TypeClass need, llvm::StringRef what);

  // Access.cpp, Table.cpp
  Value indexed(const syntax::IndexExpr *e);
  Value tensorBase(const syntax::Expr *e);
  Value indexTensor(TensorValue base, const syntax::IndexExpr *e);
  const Expr *table(const syntax::TableExpr *table, const syntax::IndexExpr *e);
  const ConstantExpr *tableEntry(const syntax::Expr *e);
  Value field(const syntax::FieldExpr *e);
  const Expr *leaf(const Expr *e); // exact inside of `[ ]`
  void recordUse(const Expr *index, const Dim &dim, const TensorValue &tensor);
  const Expr *pointOf(const TensorValue &tensor);
  Index *wholeIndex(const TensorValue &tensor, size_t freeDim);

  // Reduce.cpp
  const Expr *reduce(const syntax::ReduceExpr *e);
  const Expr *reduceBody(const syntax::ReduceExpr *e, ReduceOp op,
                         std::vector<const Index *> indices);
  ElemType reduceType(ReduceOp op, const Expr *&body, llvm::StringRef what);
  Index *bind(const syntax::Binder &binder);

  // Call.cpp, HiddenStage.cpp
  Value call(const syntax::CallExpr *e);
  Value namedCall(const syntax::CallExpr *e, llvm::StringRef name);
  Value callItem(const syntax::CallExpr *e, ItemRef item, llvm::StringRef name);
  Value argument(const syntax::Expr *e);
  Value hiddenStage(Statement &inner, const Expr *body);
  Stage *newHiddenStage(llvm::StringRef hint, Span span);

  // Builtin.cpp, Cast.cpp
  const Expr *builtin(const syntax::CallExpr *e, const BuiltinInfo &info);
  const Expr *callBuiltin(Builtin function, std::vector<const Expr *> arguments,
                          Span span);
  const Expr *clamp(const syntax::CallExpr *e);
  const Expr *cast(const syntax::CallExpr *e, ElemType to, bool saturate);
  const Expr *extreme(const syntax::CallExpr *e, bool isLowest);
  bool takes(const syntax::CallExpr *e, llvm::StringRef name, unsigned count);
  std::optional<ElemType> typeNamed(llvm::StringRef name) const;

  // HostInput.cpp
  Value hostInput(const syntax::CallExpr *e, Generator generator);

  Value notSupported(const syntax::Expr *e, llvm::StringRef what);
  Value valueAtDepth(const syntax::Expr *e);

  template <typename T> T *make(ElemType type, Span span) {
    return f.program().make<T>(type, span);
  }

  FunctionContext &f;
  Statement &statement;
  bool isExact = false;
  unsigned depth = 0;
};

} // namespace tdsl::sema

#endif // TDSL_SEMA_CHECK_EXPRCHECKER_H
