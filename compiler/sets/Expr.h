//===- Expr.h - Integer expressions over sizes and indices ----------------===//
//
// The one algebra of integers in the compiler. Shapes, index ranges, domains,
// loop bounds and conditions are all written in it, from sema to the tensor
// IR. An Expr is a value in canonical form: a sum of products of atoms with
// integer coefficients. An atom is a symbol (a size or an index, by name) or
// one of floordiv, mod, min and max of expressions. Equal canonical forms
// mean equal values; different forms may still be equal, and prove() (Facts.h)
// decides what it can.
//
// Arithmetic that leaves 64 bits, or an expression of more than MaxSize nodes,
// yields an overflowed Expr: it stays overflowed, evaluates to nothing and
// nothing is ever proven of it. The lowest number of 64 bits counts as outside,
// so that every number has a negative.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SETS_EXPR_H
#define TDSL_SETS_EXPR_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>

namespace llvm {
class raw_ostream;
}

namespace tdsl::sets {

class Expr;

enum class AtomKind : uint8_t { Symbol, FloorDiv, Mod, Min, Max };

/// Bounds that hold whatever the symbols are; nothing where there is none.
struct Bounds {
  std::optional<int64_t> lower;
  std::optional<int64_t> upper;
};

/// A symbol, or an operation that the polynomial form cannot absorb. Min and
/// Max have two or more operands, sorted; FloorDiv and Mod have two, dividend
/// and divisor, and x/0 = x%0 = 0. There is one of each structure in a process,
/// immutable and never freed, so that the same address is the same value.
struct Atom {
  AtomKind kind;
  std::string name;           // Symbol
  std::vector<Expr> operands; // the others
  Bounds bounds;              // of its value
  unsigned size = 1;          // nodes in it, as a tree
  llvm::hash_code hash = 0;   // of its structure
};
using AtomRef = const Atom *;

/// coefficient * factor * factor ...; factors are sorted and may repeat.
struct Term {
  int64_t coefficient = 0;
  llvm::SmallVector<AtomRef, 2> factors;
};

class Expr {
public:
  static constexpr unsigned MaxSize = 1024;

  Expr() = default; // zero
  Expr(int64_t constant);

  static Expr symbol(llvm::StringRef name);
  static Expr atom(const Atom &atom);
  /// The canonical sum of terms in any order.
  static Expr sum(std::vector<Term> terms);
  static Expr floorDiv(const Expr &a, const Expr &b);
  static Expr ceilDiv(const Expr &a, const Expr &b);
  static Expr mod(const Expr &a, const Expr &b);
  static Expr min(const Expr &a, const Expr &b);
  static Expr max(const Expr &a, const Expr &b);
  static Expr min(llvm::ArrayRef<Expr> operands); // one or more
  static Expr max(llvm::ArrayRef<Expr> operands);
  static Expr overflow();

  /// Reads what str() prints: `N*K + 3 - min(i, 4)`, `(N + 7) floordiv 8`,
  /// `i mod 6`. Nothing when the text is not an expression.
  static std::optional<Expr> parse(llvm::StringRef text);
  std::string str() const;
  void print(llvm::raw_ostream &os) const;

  bool isOverflow() const { return overflowed; }
  bool isZero() const { return !overflowed && terms_.empty(); }
  std::optional<int64_t> constant() const;
  /// The name where the expression is one symbol, alone.
  std::optional<llvm::StringRef> asSymbol() const;
  llvm::ArrayRef<Term> terms() const { return terms_; }
  /// The added constant: 3 of `N + 3`.
  int64_t constantTerm() const;
  /// What holds of the value whatever the symbols are: `i mod 8` is in 0..7.
  Bounds bounds() const;
  unsigned size() const;

  /// Every symbol in it, also inside of atoms, sorted and once each.
  llvm::SmallVector<std::string, 4> symbols() const;
  bool uses(llvm::StringRef symbol) const;
  /// a and b of e = a*symbol + b, with neither using the symbol.
  struct Linear;
  std::optional<Linear> linearIn(llvm::StringRef symbol) const;

  using Substitution = llvm::function_ref<std::optional<Expr>(llvm::StringRef)>;
  Expr substitute(Substitution replace) const;
  Expr substitute(llvm::StringRef symbol, const Expr &by) const;
  using Lookup = llvm::function_ref<std::optional<int64_t>(llvm::StringRef)>;
  /// The value, or nothing where a symbol has none or 64 bits overflow.
  std::optional<int64_t> evaluate(Lookup valueOf) const;

  Expr operator-() const;
  friend Expr operator+(const Expr &a, const Expr &b);
  friend Expr operator-(const Expr &a, const Expr &b);
  friend Expr operator*(const Expr &a, const Expr &b);
  /// a / divisor where every coefficient is a multiple of it.
  std::optional<Expr> dividedBy(int64_t divisor) const;
  Expr &operator+=(const Expr &b) { return *this = *this + b; }
  Expr &operator-=(const Expr &b) { return *this = *this - b; }
  Expr &operator*=(const Expr &b) { return *this = *this * b; }

  /// Structural: same canonical form.
  friend bool operator==(const Expr &a, const Expr &b);
  friend bool operator!=(const Expr &a, const Expr &b) { return !(a == b); }
  /// A total order of canonical forms, the same in every run.
  static int compare(const Expr &a, const Expr &b);
  friend llvm::hash_code hash_value(const Expr &e);

private:
  bool overflowed = false;
  std::vector<Term> terms_; // sorted: products first, the constant last
};

/// Orders products of atoms: longer ones first, then by their atoms.
int compareFactors(llvm::ArrayRef<AtomRef> a, llvm::ArrayRef<AtomRef> b);
int compareAtoms(const Atom &a, const Atom &b);

struct Expr::Linear {
  Expr coefficient;
  Expr rest;
};

/// A half-open interval [lower, upper) of integers.
struct Interval {
  Expr lower;
  Expr upper;

  Expr extent() const { return upper - lower; }
  friend bool operator==(const Interval &a, const Interval &b) {
    return a.lower == b.lower && a.upper == b.upper;
  }
};

/// An index and the interval it runs through; the interval may speak of
/// indices that stand before it in a list.
struct Variable {
  std::string name;
  Interval range;
};

} // namespace tdsl::sets

#endif // TDSL_SETS_EXPR_H
