//===- Search.cpp - Proofs by subtracting known conditions ----------------===//
//
// e >= 0 holds where e is a sum of known conditions, each times a product that
// is not negative, and of something with a constant bound >= 0. The search
// cancels a term of e that has no bound: to prove i*K + k < M*K,
//   e = K*M - K*i - k - 1      cancel -K*i by K * (M - 1 - i >= 0)
//   e = K - k - 1              cancel  -k  by      K - 1 - k >= 0
//   e = 0.
// Best first, and no sum twice.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/prove/Knowledge.h"
#include "compiler/sets/prove/Methods.h"

#include "llvm/ADT/STLExtras.h"

#include <numeric>
#include <tuple>

using namespace tdsl::sets;
using namespace tdsl::sets::prove;

static constexpr unsigned MaxDepth = 8;
static constexpr size_t MaxWidth = 5;

namespace {

struct Candidate {
  Expr e;
  unsigned cost;
  size_t order;
};

class Search {
public:
  Search(const Knowledge &knowledge, unsigned budget)
      : knowledge(knowledge), budget(budget) {}

  bool run(const Expr &unrounded, unsigned depth) {
    if (budget == 0 || unrounded.isOverflow())
      return false;
    --budget;
    Expr e = tighten(unrounded);
    Bounds bounds = knowledge.boundsOf(e);
    if (bounds.lower && *bounds.lower >= 0)
      return true;
    if ((bounds.upper && *bounds.upper < 0) || depth == 0 ||
        llvm::is_contained(seen, e))
      return false;
    seen.push_back(e);

    std::vector<Candidate> candidates;
    for (const Term *target : targetsOf(e))
      for (const Expr &condition : knowledge.conditions())
        subtract(e, *target, condition, candidates);
    llvm::sort(candidates, [](const Candidate &a, const Candidate &b) {
      return std::tie(a.cost, a.order) < std::tie(b.cost, b.order);
    });
    if (candidates.size() > MaxWidth)
      candidates.resize(MaxWidth);
    return llvm::any_of(candidates, [&](const Candidate &next) {
      return run(next.e, depth - 1);
    });
  }

private:
  /// The longest product comes first.
  static size_t degreeOf(const Expr &e) {
    return e.terms().empty() ? 0 : e.terms().front().factors.size();
  }

  bool isUnbounded(const Term &term) const {
    return !knowledge.boundsOf(term).lower;
  }

  /// One term without a lower bound must be cancelled; where there is none,
  /// any may be.
  llvm::SmallVector<const Term *, 4> targetsOf(const Expr &e) const {
    llvm::SmallVector<const Term *, 4> all;
    for (const Term &term : e.terms()) {
      if (term.factors.empty())
        continue;
      if (isUnbounded(term))
        return {&term};
      all.push_back(&term);
    }
    return all;
  }

  /// Adds the ways to cancel the target by the condition.
  void subtract(const Expr &e, const Term &target, const Expr &condition,
                std::vector<Candidate> &candidates) const {
    for (const Term &term : condition.terms()) {
      if ((term.coefficient > 0) != (target.coefficient > 0))
        continue;
      auto factors = divideFactors(target.factors, term.factors);
      if (!factors || !knowledge.areNonNegative(*factors))
        continue;
      // Multiplying must not lead to longer products than there are already.
      if (!factors->empty() &&
          factors->size() + degreeOf(condition) > degreeOf(e))
        continue;
      int64_t common = std::gcd(term.coefficient, target.coefficient);
      Expr left = e * Expr(std::abs(term.coefficient / common));
      Expr right = Expr::sum({{std::abs(target.coefficient / common),
                               std::move(*factors)}}) *
                   condition;
      Expr next = left - right;
      if (next.isOverflow())
        continue;
      unsigned cost = next.terms().size();
      for (const Term &other : next.terms())
        cost += isUnbounded(other) ? 4 : 0;
      candidates.push_back({std::move(next), cost, candidates.size()});
    }
  }

  const Knowledge &knowledge;
  unsigned budget;
  std::vector<Expr> seen;
};

} // namespace

bool tdsl::sets::prove::bySearch(const Knowledge &knowledge, const Expr &e,
                                 unsigned budget) {
  if (e.isOverflow())
    return false;
  return Search(knowledge, budget).run(e, MaxDepth);
}
