//===- Algebra.h - Expressions as forms of the algebra --------------------===//
//
// Every exact integer becomes a form (sets/Expr.h). What the algebra cannot
// absorb, such as an element of a tensor, becomes an opaque symbol: the same
// expression the same symbol, so that `if 0 <= p[i] && p[i] < N` speaks of the
// p[i] that stands in its branch. Of opaque symbols bounds are known, from
// their types, from `where`, and from what they are.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SEMA_ALGEBRA_H
#define TDSL_SEMA_ALGEBRA_H

#include "compiler/sema/Program.h"
#include "llvm/ADT/StringMap.h"

namespace tdsl::sema {

/// Inclusive ends in sizes; nothing where none is known.
struct ValueBounds {
  std::optional<sets::Expr> lowest;
  std::optional<sets::Expr> highest;
};

class Algebra {
public:
  explicit Algebra(const Function &function) : function(function) {}

  /// The value of an integer expression, in the type Index or any other.
  sets::Expr form(const Expr &e);
  /// Whether the form depends on data.
  static bool readsData(const sets::Expr &form);

  /// Adds what is known of the opaque symbols in a form.
  void assumeBounds(sets::Facts &facts, const sets::Expr &form) const;
  /// The opaque symbols in a form that are bounded, with their ranges.
  std::vector<sets::Variable> boundedData(const sets::Expr &form) const;
  /// A form as a user reads it: opaque symbols as their source.
  std::string text(const sets::Expr &form) const;

  /// What is known of every element of a value, or of any expression.
  ValueBounds boundsOf(const Expr &e);
  ValueBounds elementBounds(const Stage &stage) const;

private:
  sets::Expr opaque(const Expr &e);
  sets::Expr binary(const BinaryExpr &e);

  struct Opaque {
    std::string text;
    ValueBounds bounds;
  };
  const Opaque *find(llvm::StringRef symbol) const;

  const Function &function;
  std::vector<Opaque> opaques;     // `$0`, `$1`, ...
  llvm::StringMap<unsigned> known; // by what they print as
};

/// The integers of a type, where it is small enough to say something.
ValueBounds boundsOf(ElemType type);

} // namespace tdsl::sema

#endif // TDSL_SEMA_ALGEBRA_H
