//===- Ranges.cpp - The values of an expression over its indices ----------===//
//
// Eliminates indices innermost first. Where the expression is monotone in an
// index, its ends are the values at the ends of the range, exactly; min, max
// and floordiv are monotone, a product is where the signs are provable. What
// is left (a mod, parts that run against each other) is bounded piece by
// piece, which may be wider than the truth but never narrower.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/Atoms.h"
#include "compiler/sets/Facts.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl::sets;

namespace {

enum class Trend { Constant, Up, Down, Unknown };

Trend operator-(Trend trend) {
  return trend == Trend::Up     ? Trend::Down
         : trend == Trend::Down ? Trend::Up
                                : trend;
}

/// Of a sum, a min or a max.
Trend together(Trend a, Trend b) {
  if (a == Trend::Constant || a == b)
    return b;
  return b == Trend::Constant ? a : Trend::Unknown;
}

/// Inclusive; a side may be missing.
struct Ends {
  std::optional<Expr> least;
  std::optional<Expr> greatest;
};

/// Eliminates one index.
class Elimination {
public:
  Elimination(const Facts &facts, llvm::StringRef index, Expr first, Expr last)
      : facts(facts), index(index), first(std::move(first)),
        last(std::move(last)) {}

  Ends ends(const Expr &e) const {
    if (!e.uses(index))
      return {e, e};
    if (e.isOverflow())
      return {};
    Trend trend = trendOf(e);
    if (trend == Trend::Up)
      return {atFirst(e), atLast(e)};
    if (trend == Trend::Down)
      return {atLast(e), atFirst(e)};
    // A linear function has its extremes at the ends, whatever its slope.
    if (e.linearIn(index))
      return {Expr::min(atFirst(e), atLast(e)),
              Expr::max(atFirst(e), atLast(e))};
    if (auto inside = endsOfExtremum(e))
      return *inside;
    return endsOfParts(e);
  }

private:
  Expr atFirst(const Expr &e) const { return e.substitute(index, first); }
  Expr atLast(const Expr &e) const { return e.substitute(index, last); }

  //===--- Trends ---------------------------------------------------------===//

  Trend trendOf(const Expr &e) const {
    Trend trend = Trend::Constant;
    for (const Term &term : e.terms())
      trend = together(trend, trendOf(term));
    return trend;
  }

  /// Of a product of factors that are not negative, or of one factor that
  /// changes and others that do not and have a sign.
  Trend trendOf(const Term &term) const {
    Trend trend = Trend::Constant;
    bool isNegative = term.coefficient < 0;
    unsigned numChanging = 0, numNegative = 0;
    for (AtomRef factor : term.factors) {
      Trend own = trendOf(*factor);
      trend = together(trend, own);
      numChanging += own != Trend::Constant;
    }
    if (trend == Trend::Constant || trend == Trend::Unknown)
      return trend;
    for (AtomRef factor : term.factors) {
      bool isChanging = trendOf(*factor) != Trend::Constant;
      if (isChanging && numChanging == 1)
        continue;
      Expr value = Expr::atom(*factor);
      if (isChanging && !isNonNegativeAtEnds(value))
        return Trend::Unknown;
      if (isChanging || facts.provesNonNegative(value))
        continue;
      if (!facts.provesNonNegative(-value))
        return Trend::Unknown;
      ++numNegative;
    }
    return isNegative != (numNegative % 2 == 1) ? -trend : trend;
  }

  Trend trendOf(const Atom &atom) const {
    switch (atom.kind) {
    case AtomKind::Symbol:
      return atom.name == index ? Trend::Up : Trend::Constant;
    case AtomKind::FloorDiv:
      return trendOfQuotient(atom.operands[0], atom.operands[1]);
    case AtomKind::Mod:
      return llvm::any_of(atom.operands,
                          [&](const Expr &e) { return e.uses(index); })
                 ? Trend::Unknown
                 : Trend::Constant;
    case AtomKind::Min:
    case AtomKind::Max: {
      Trend trend = Trend::Constant;
      for (const Expr &operand : atom.operands)
        trend = together(trend, trendOf(operand));
      return trend;
    }
    }
    llvm_unreachable("unknown kind of atom");
  }

  /// Rises with the dividend for a positive divisor; falls with a positive
  /// divisor for a dividend that is not negative.
  Trend trendOfQuotient(const Expr &a, const Expr &divisor) const {
    Trend above = trendOf(a), below = trendOf(divisor);
    if (above == Trend::Constant && below == Trend::Constant)
      return Trend::Constant;
    if (above == Trend::Unknown || below == Trend::Unknown ||
        !isNonNegativeAtEnds(divisor - 1))
      return Trend::Unknown;
    if (below == Trend::Constant)
      return above;
    return isNonNegativeAtEnds(a) ? together(above, -below) : Trend::Unknown;
  }

  /// Of something that rises or falls: all along the range. The facts may hold
  /// at fewer points than the range has, so that they must not be asked about
  /// the index itself.
  bool isNonNegativeAtEnds(const Expr &e) const {
    return facts.provesNonNegative(atFirst(e)) &&
           facts.provesNonNegative(atLast(e));
  }

  //===--- Pieces ---------------------------------------------------------===//

  /// c*min(a, b) + rest has the ends of c*a + rest and c*b + rest together:
  /// min(i, N) - i falls, though its parts run against each other.
  std::optional<Ends> endsOfExtremum(const Expr &e) const {
    for (const Term &term : e.terms()) {
      if (term.factors.size() != 1)
        continue;
      const Atom &atom = *term.factors.front();
      if (atom.kind != AtomKind::Min && atom.kind != AtomKind::Max)
        continue;
      if (!Expr::sum({term}).uses(index))
        continue;
      bool isMin = (atom.kind == AtomKind::Min) == (term.coefficient > 0);
      Expr rest = e - Expr::sum({term});
      std::optional<Ends> result;
      for (const Expr &operand : atom.operands) {
        Ends part = ends(operand * Expr(term.coefficient) + rest);
        result = result ? extremum(*result, part, isMin) : part;
      }
      return result;
    }
    return std::nullopt;
  }

  /// The ends of min(x, y) or max(x, y): one missing end of two leaves an
  /// upper end of a min and a lower end of a max.
  static Ends extremum(const Ends &a, const Ends &b, bool isMin) {
    auto both = [&](const auto &x, const auto &y,
                    bool oneIsEnough) -> std::optional<Expr> {
      if (x && y)
        return isMin ? Expr::min(*x, *y) : Expr::max(*x, *y);
      if (!oneIsEnough)
        return std::nullopt;
      return x ? x : y;
    };
    return {both(a.least, b.least, !isMin),
            both(a.greatest, b.greatest, isMin)};
  }

  /// The rising part, the falling part and each other term by itself.
  Ends endsOfParts(const Expr &e) const {
    std::vector<Term> rising, falling;
    Ends total{Expr(0), Expr(0)};
    for (const Term &term : e.terms()) {
      Trend trend = trendOf(term);
      if (trend == Trend::Unknown)
        total = sum(total, endsOfProduct(term));
      else
        (trend == Trend::Down ? falling : rising).push_back(term);
    }
    Expr up = Expr::sum(std::move(rising)),
         down = Expr::sum(std::move(falling));
    total = sum(total, {atFirst(up), atLast(up)});
    return sum(total, {atLast(down), atFirst(down)});
  }

  static Ends sum(const Ends &a, const Ends &b) {
    auto add = [](const auto &x, const auto &y) -> std::optional<Expr> {
      if (!x || !y)
        return std::nullopt;
      return *x + *y;
    };
    return {add(a.least, b.least), add(a.greatest, b.greatest)};
  }

  /// One changing factor that is a remainder or contains one, times factors
  /// of known sign that do not change.
  Ends endsOfProduct(const Term &term) const {
    Expr others = 1;
    const Atom *changing = nullptr;
    for (AtomRef factor : term.factors) {
      Expr value = Expr::atom(*factor);
      if (!value.uses(index)) {
        others *= value;
      } else {
        if (changing)
          return {};
        changing = factor;
      }
    }
    Ends ends = changing ? endsOfAtom(*changing) : Ends();
    Expr scale = others * Expr(term.coefficient);
    auto scaled = [&](const std::optional<Expr> &end) -> std::optional<Expr> {
      if (!end)
        return std::nullopt;
      return *end * scale;
    };
    if (facts.provesNonNegative(scale))
      return {scaled(ends.least), scaled(ends.greatest)};
    if (facts.provesNonNegative(-scale))
      return {scaled(ends.greatest), scaled(ends.least)};
    return {};
  }

  Ends endsOfAtom(const Atom &atom) const {
    switch (atom.kind) {
    case AtomKind::Symbol:
      return {first, last};
    case AtomKind::FloorDiv:
      return endsOfQuotient(atom.operands[0], atom.operands[1]);
    case AtomKind::Mod:
      return isFixedAndPositive(atom.operands[1])
                 ? Ends{Expr(0), atom.operands[1] - 1}
                 : Ends();
    case AtomKind::Min:
    case AtomKind::Max: {
      bool isMin = atom.kind == AtomKind::Min;
      Ends result = ends(atom.operands[0]);
      for (const Expr &operand : llvm::drop_begin(atom.operands))
        result = extremum(result, ends(operand), isMin);
      return result;
    }
    }
    llvm_unreachable("unknown kind of atom");
  }

  Ends endsOfQuotient(const Expr &a, const Expr &divisor) const {
    if (!isFixedAndPositive(divisor))
      return {};
    Ends inner = ends(a);
    auto divided = [&](const std::optional<Expr> &e) -> std::optional<Expr> {
      if (!e)
        return std::nullopt;
      return Expr::floorDiv(*e, divisor);
    };
    return {divided(inner.least), divided(inner.greatest)};
  }

  bool isFixedAndPositive(const Expr &divisor) const {
    return !divisor.uses(index) && facts.provesNonNegative(divisor - 1);
  }

  const Facts &facts;
  llvm::StringRef index;
  Expr first, last;
};

} // namespace

std::optional<Interval>
Facts::rangeOver(const Expr &e, llvm::ArrayRef<Variable> variables) const {
  // At every point that is reached, all ranges hold something.
  Facts inside = *this;
  inside.assumeVariables(variables);
  Expr simple = inside.simplify(e);
  Ends ends{simple, simple};
  for (const Variable &variable : llvm::reverse(variables)) {
    Expr first = variable.range.lower, last = variable.range.upper - 1;
    Elimination elimination(inside, variable.name, first, last);
    if (ends.least)
      ends.least = elimination.ends(*ends.least).least;
    if (ends.greatest)
      ends.greatest = elimination.ends(*ends.greatest).greatest;
  }
  if (!ends.least || !ends.greatest)
    return std::nullopt;
  Interval result{inside.simplify(*ends.least),
                  inside.simplify(*ends.greatest) + 1};
  if (result.lower.isOverflow() || result.upper.isOverflow())
    return std::nullopt;
  return result;
}

Interval Facts::hull(const Interval &a, const Interval &b) const {
  return {simplify(Expr::min(a.lower, b.lower)),
          simplify(Expr::max(a.upper, b.upper))};
}
