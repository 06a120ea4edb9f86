//===- Scope.h - What is known where code is emitted ----------------------===//
//
// Symbols of the algebra stand for SSA values: sizes, loop variables, and
// values read from data, which get a symbol when they are used as an index.
// So every index is a form, is simplified by what is known at the place, and
// becomes code once.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_LOWER_NESTTOTIR_SCOPE_H
#define TDSL_LOWER_NESTTOTIR_SCOPE_H

#include "compiler/sets/Facts.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/StringMap.h"

namespace tdsl::lower {

class Scope {
public:
  Scope(mlir::OpBuilder &builder, sets::Facts facts)
      : builder(builder), known(std::move(facts)) {}

  void bind(llvm::StringRef symbol, mlir::Value value) {
    values[symbol] = value;
  }
  void unbind(llvm::StringRef symbol) { values.erase(symbol); }
  /// A symbol for a value that is no form.
  sets::Expr opaque(mlir::Value value);

  const sets::Facts &facts() const { return known; }
  /// Replaces the facts and gives back what they were.
  sets::Facts exchange(sets::Facts facts) {
    std::swap(facts, known);
    return facts;
  }

  /// Code for a form, simplified by what is known.
  mlir::Value emit(const sets::Expr &form, mlir::Location loc);
  /// An i1: all of them are >= 0. Null where that is known to hold.
  mlir::Value emitAllNonNegative(llvm::ArrayRef<sets::Expr> forms,
                                 mlir::Location loc);

private:
  mlir::OpBuilder &builder;
  sets::Facts known;
  llvm::StringMap<mlir::Value> values;
  unsigned numOpaque = 0;

  mlir::Value emitAtom(const sets::Atom &atom, mlir::Location loc);
  mlir::Value emitSum(const sets::Expr &form, mlir::Location loc);
  mlir::Value emitDivision(const sets::Atom &atom, mlir::Location loc);
};

} // namespace tdsl::lower

#endif // TDSL_LOWER_NESTTOTIR_SCOPE_H
