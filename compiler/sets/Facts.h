//===- Facts.h - What is known, and what follows from it ------------------===//
//
// Facts hold conditions on symbols: sizes are not negative, an index is in its
// range, `where` holds, the branch was taken. prove...() answers whether a
// condition follows. Cheap tests come first (signs and intervals, congruences,
// digits of mixed radix, matching products of symbols), then Presburger, with
// a product of symbols as one opaque symbol. "Unknown" is an answer: the
// caller makes it a run-time check or a refusal, never a guess.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SETS_FACTS_H
#define TDSL_SETS_FACTS_H

#include "compiler/sets/Expr.h"

#include <vector>

namespace tdsl::sets {

namespace prove {
class Knowledge;
/// divisor divides e.
struct Divisibility {
  Expr e;
  int64_t divisor;
};
} // namespace prove

enum class Answer : uint8_t { Proven, Disproven, Unknown };

class Facts {
public:
  void assumeNonNegative(const Expr &e); // e >= 0
  void assumeZero(const Expr &e);        // e == 0
  void assumeLess(const Expr &a, const Expr &b) {
    assumeNonNegative(b - a - Expr(1));
  }
  /// lower <= symbol < upper.
  void assumeIn(llvm::StringRef symbol, const Interval &range);
  void assumeVariables(llvm::ArrayRef<Variable> variables);
  /// divisor divides e.
  void assumeDivisible(const Expr &e, int64_t divisor);

  /// Proven: holds for all values that satisfy the facts. Disproven: for
  /// none of them (and there is one as far as is known).
  Answer nonNegative(const Expr &e) const;
  Answer less(const Expr &a, const Expr &b) const {
    return nonNegative(b - a - Expr(1));
  }
  Answer equal(const Expr &a, const Expr &b) const;
  Answer contains(const Interval &range, const Expr &e) const;
  Answer divisible(const Expr &e, int64_t divisor) const;
  bool provesNonNegative(const Expr &e) const {
    return nonNegative(e) == Answer::Proven;
  }
  bool provesEqual(const Expr &a, const Expr &b) const {
    return equal(a, b) == Answer::Proven;
  }
  bool provesLess(const Expr &a, const Expr &b) const {
    return less(a, b) == Answer::Proven;
  }

  /// The facts cannot all hold (a dead branch, an empty domain).
  bool contradictory() const;

  /// e with min, max, floordiv and mod resolved where the facts decide them.
  Expr simplify(const Expr &e) const;

  /// The smallest interval, in symbols other than `variables`, that is known
  /// to hold e while the variables run through their ranges (innermost last).
  /// Nothing where no bound is known (e is not monotone in a variable, say).
  std::optional<Interval> rangeOver(const Expr &e,
                                    llvm::ArrayRef<Variable> variables) const;
  /// An interval that holds both: the order is decided by the facts where
  /// possible, by min and max otherwise.
  Interval hull(const Interval &a, const Interval &b) const;

  llvm::ArrayRef<Expr> conditions() const { return nonNegatives; }
  llvm::ArrayRef<Expr> equations() const { return zeros; }
  /// The conditions as text, for messages: `0 <= i`, `i < N`, `N mod 8 == 0`.
  std::vector<std::string> str() const;

  /// A point that satisfies the facts and makes e negative, small numbers
  /// first, for messages ("reaches -1 when y = 0"); nothing if none is found.
  std::optional<std::vector<std::pair<std::string, int64_t>>>
  counterexample(const Expr &e) const;

private:
  const prove::Knowledge &knowledge() const;

  std::vector<Expr> nonNegatives;
  std::vector<Expr> zeros;
  std::vector<prove::Divisibility> divisibilities;
  /// Prepared when first asked for, and shared by copies. Not guarded: one
  /// thread at a time may ask the same Facts.
  mutable std::shared_ptr<const prove::Knowledge> prepared;
};

} // namespace tdsl::sets

#endif // TDSL_SETS_FACTS_H
