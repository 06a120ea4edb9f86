//===- Body.h - Scalar expressions of a stage body ------------------------===//
//
// Turns the expression that defines a stage into operations, at one point. The
// methods of a construct stand in a file of its name.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_LOWER_ASTTOGRAPH_BODY_H
#define TDSL_LOWER_ASTTOGRAPH_BODY_H

#include "compiler/lower/AstToGraph/Elaborator.h"

#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/Support/SaveAndRestore.h"

#include <map>

namespace tdsl::lower {

class Body {
public:
  Body(Elaborator &elaborator, const StageSpec &spec, mlir::OpBuilder &builder)
      : elaborator(elaborator), stage(spec.name),
        speculative(spec.isSpeculative), b(spec.loc, builder) {}

  /// An index whose value the body has.
  struct Around {
    IndexKey key;
    std::string name;
    std::string symbol; // in the graph
    mlir::Value value;
    bool isReduction = false;
    /// The values that it takes; nothing inside where they are no box in sizes
    /// alone (then `isBox` is false), or where it takes every value.
    graph::Dim range;
    bool isBox = true;
    bool isExact = true; // it takes no other value of the range than these
  };
  void enter(Around index);
  llvm::ArrayRef<Around> indicesAround() const { return around; }
  const Around *find(const IndexKey &key) const;
  const std::string &stageName() const { return stage; }
  /// Something evaluated beside the body knows less than the body does about
  /// where it is needed.
  bool isConditional() const { return speculative || !path.empty(); }

  /// The value that a stage takes from its right side: a reduction there stays
  /// at the root, so that it can be opened.
  mlir::Value evaluateRoot(Instance &instance, const sema::Expr &e);
  mlir::Value evaluate(Instance &instance, const sema::Expr &e);
  /// A tensor that an expression of the instance names. Its value is null
  /// where it cannot be had (an error was reported).
  Tensor tensorOf(Instance &instance, const sema::ValueRef &ref);

private:
  /// A condition on the way to the expression, or its negation.
  struct Condition {
    mlir::Value value;
    bool isNegated = false;
  };

  Elaborator &elaborator;
  std::string stage;
  bool speculative;
  mlir::ImplicitLocOpBuilder b;
  Instance *instance = nullptr; // whose expression is being evaluated
  std::vector<Around> around;   // outermost first
  llvm::SmallVector<Condition, 4> path;

  mlir::Value evaluate(const sema::Expr &e);
  sema::Scalar typeOf(const sema::Expr &e) const {
    return instance->typeOf(e.type);
  }
  mlir::Type typeFor(sema::Scalar scalar);

  // Expr.cpp
  mlir::Value constant(const sema::ConstantExpr &e, sema::Scalar type);
  mlir::Value integer(sema::Scalar type, int64_t value);
  mlir::Value floating(sema::Scalar type, double value);
  /// A form of the function's algebra in that of the graph.
  sets::Expr inGraph(const sets::Expr &e) const;
  mlir::Value materialize(const sets::Expr &e); // of the function
  /// The value of an index or size, exactly; null for anything else.
  mlir::Value exactIndex(const sema::Expr &e);

  // Access.cpp
  struct Proving {
    bool isChecked = false;
    bool underCondition = false;
    Span span;
  };
  mlir::Value access(const sema::AccessExpr &e);
  mlir::Value read(const Tensor &tensor, llvm::ArrayRef<mlir::Value> own,
                   const Proving &proving);
  mlir::Value table(const sema::TableExpr &e);
  mlir::Value callScalar(const sema::CallSite &call, unsigned result);
  mlir::Value pathCondition(); // null where there is none
  /// Of the sizes and of the indices around.
  sets::Facts factsHere() const;
  mlir::Value isInside(mlir::Value index, const sets::Interval &range);
  mlir::Value both(mlir::Value a, mlir::Value c); // of which either may be null

  // Arithmetic.cpp
  mlir::Value unary(const sema::UnaryExpr &e);
  mlir::Value binary(const sema::BinaryExpr &e);
  mlir::Value integerBinary(sema::BinaryOp op, sema::Scalar type, mlir::Value l,
                            mlir::Value r);
  mlir::Value floatBinary(const sema::BinaryExpr &e);
  mlir::Value contracted(const sema::BinaryExpr &e);
  mlir::Value shift(sema::BinaryOp op, sema::Scalar type, mlir::Value value,
                    mlir::Value count);
  /// Computes on floats; those of 16 bits in f32, rounded to `type` at the end.
  mlir::Value
  inFloat(sema::Scalar type, llvm::ArrayRef<mlir::Value> operands,
          llvm::function_ref<mlir::Value(llvm::ArrayRef<mlir::Value>)> compute);

  // Condition.cpp
  mlir::Value compare(const sema::CompareExpr &e);
  mlir::Value logical(const sema::LogicalExpr &e);
  mlir::Value select(const sema::SelectExpr &e);
  mlir::Value evaluateUnder(Condition condition, const sema::Expr &e);

  // Cast.cpp
  mlir::Value convert(mlir::Value value, sema::Scalar from, sema::Scalar to);
  mlir::Value saturate(mlir::Value value, sema::Scalar from, sema::Scalar to);
  mlir::Value floatToInteger(mlir::Value value, sema::Scalar to);
  mlir::Value toFloat(mlir::Value value, sema::Scalar from, sema::Scalar to);
  mlir::Value roundedToOdd(mlir::Value value);

  // Builtin.cpp
  mlir::Value builtin(const sema::BuiltinExpr &e);
  mlir::Value elementary(sema::Builtin function,
                         llvm::ArrayRef<mlir::Value> operands);
  mlir::Value minOrMax(sema::Builtin function, sema::Scalar type, mlir::Value l,
                       mlir::Value r);

  // Reduce.cpp
  /// A reduction as it is emitted: several nested ones may have become one.
  struct Reduction {
    sema::ReduceOp op = sema::ReduceOp::Sum;
    sema::Scalar type; // of the result
    std::vector<const sema::Index *> indices;
    const sema::Expr *predicate = nullptr;
    const sema::Expr *body = nullptr; // null: one, to count the points
    Span span;
  };
  Reduction reductionOf(const sema::ReduceExpr &e);
  mlir::Value reduce(const sema::ReduceExpr &e);
  mlir::Value mean(const sema::ReduceExpr &e);
  mlir::Value count(const sema::ReduceExpr &e);
  mlir::Value extentOf(const sema::Index &index);
  mlir::Value checked(const sema::ReduceExpr &e, mlir::Value some,
                      mlir::Value value);
  /// In a stage of its own where that is possible and pays, else here.
  mlir::Value place(const Reduction &reduction);
  bool canHoist(const Reduction &reduction) const;
  mlir::Value emit(const Reduction &reduction, size_t first = 0);
  size_t endOfBox(const Reduction &reduction, size_t first) const;
  mlir::Value innermost(const Reduction &reduction, mlir::Value &predicate);
  std::pair<mlir::Value, mlir::Value> ends(const sema::Index &index);
  Around aroundOf(const sema::Index &index, bool hasPredicate);
  bool isContracted(const Reduction &reduction) const;
};

} // namespace tdsl::lower

#endif // TDSL_LOWER_ASTTOGRAPH_BODY_H
