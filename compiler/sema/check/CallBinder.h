//===- CallBinder.h - Arguments to parameters -----------------------------===//
//
// Binding a call goes in steps:
//   1. arguments are matched with parameters, sizes and types, by place or name
//   2. their types bind the type parameters         (BindTypes.cpp)
//   3. their shapes bind the sizes, or must agree   (BindSizes.cpp)
//   4. preconditions are proven, or left to a check (Preconditions.cpp)
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SEMA_CHECK_CALLBINDER_H
#define TDSL_SEMA_CHECK_CALLBINDER_H

#include "compiler/sema/check/ExprChecker.h"

namespace tdsl::sema {

class CallBinder {
public:
  CallBinder(ExprChecker &expressions, const syntax::CallExpr &call,
             const Function &callee)
      : checker(expressions), f(expressions.f), call(call), callee(callee) {}

  Value bind();

private:
  /// An argument in the making; without syntax it is the default.
  struct Slot {
    const Stage *param = nullptr;
    const syntax::Argument *written = nullptr;
    Value value;
    Span span;
  };

  bool match();
  bool matchNamed(const syntax::Argument &argument);
  bool readArguments();
  bool readArgument(Slot &slot);

  bool bindTypes();
  bool bindType(const Slot &slot, ElemType given);
  bool settleScalars();
  ElemType inOurs(ElemType type) const;

  bool bindSizes();
  bool solveSizes();
  bool solveDim(const sets::Expr &wanted, const sets::Expr &given);
  bool useDefaults();
  bool compareShapes();
  bool compareDim(const Slot &slot, const Dim &wanted, const Dim &given);
  bool solvedByDivision(const sets::Expr &wanted) const;
  sets::Expr inOurs(const sets::Expr &e) const;
  Shape inOurs(const Shape &shape) const;
  std::optional<sets::Expr> sizeOf(llvm::StringRef symbol) const;

  bool checkPreconditions();
  bool checkElements(unsigned place, const Where &where);
  bool checkReals(unsigned place, const Where &where, const Value &argument);
  bool reportPrecondition(const Where &where);
  void fillOuter();

  ExprChecker &checker;
  FunctionContext &f;
  const syntax::CallExpr &call;
  const Function &callee;
  CallSite *site = nullptr;
  std::vector<Slot> slots;                      // one a parameter
  std::vector<std::optional<ElemType>> types;   // one a type parameter
  std::vector<std::optional<sets::Expr>> sizes; // one a size
};

} // namespace tdsl::sema

#endif // TDSL_SEMA_CHECK_CALLBINDER_H
