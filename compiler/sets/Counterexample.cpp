//===- Counterexample.cpp - A point where a condition fails ---------------===//
//
// Tries small values, in growing ranges around what the facts allow, symbol by
// symbol; a fact is tested as soon as all its symbols have a value. Where that
// finds nothing, Presburger arithmetic may know a point.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/Facts.h"
#include "compiler/sets/prove/Knowledge.h"
#include "compiler/sets/prove/Methods.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl::sets;
using prove::Assignment;

static constexpr unsigned MaxEvaluations = 4000; // for each size of range
static constexpr int64_t RangeSizes[] = {2, 4, 8, 17};

namespace {

/// e >= 0 or e == 0 must hold once symbols up to `last` have values.
struct Constraint {
  Expr e;
  bool isZero;
  size_t last = 0;
};

class PointSearch {
public:
  PointSearch(const prove::Knowledge &knowledge,
              std::vector<Constraint> constraints, const Expr &goal)
      : knowledge(knowledge), constraints(std::move(constraints)) {
    addSymbols(goal);
    // Facts count as far as they are connected with the goal.
    for (bool changed = true; changed;) {
      changed = false;
      for (const Constraint &constraint : this->constraints)
        if (isConnected(constraint.e))
          changed |= addSymbols(constraint.e);
    }
    llvm::erase_if(this->constraints, [&](const Constraint &constraint) {
      return !constraint.e.constant() && !isConnected(constraint.e);
    });
    for (Constraint &constraint : this->constraints)
      for (const std::string &name : constraint.e.symbols())
        constraint.last = std::max(constraint.last, *find(name) + 1);
  }

  std::optional<Assignment> run() {
    if (!holdsAt(0))
      return std::nullopt;
    for (int64_t size : RangeSizes) {
      rangeSize = size;
      evaluations = MaxEvaluations;
      if (assign(0))
        return point;
    }
    return std::nullopt;
  }

  /// The point that these values make, zero where one is missing, if all
  /// constraints hold there.
  std::optional<Assignment> test(const Assignment &values) {
    auto valueOf = [&](llvm::StringRef name) -> std::optional<int64_t> {
      for (const auto &[other, value] : values)
        if (other == name)
          return value;
      return 0;
    };
    for (auto &[name, value] : point)
      value =
          knowledge.normalize(Expr::symbol(name)).evaluate(valueOf).value_or(0);
    for (size_t i = 0; i <= point.size(); ++i)
      if (!holdsAt(i))
        return std::nullopt;
    return point;
  }

private:
  std::optional<size_t> find(llvm::StringRef name) const {
    for (size_t i = 0; i < point.size(); ++i)
      if (point[i].first == name)
        return i;
    return std::nullopt;
  }

  bool addSymbols(const Expr &e) {
    bool changed = false;
    for (const std::string &name : e.symbols())
      if (!find(name)) {
        point.emplace_back(name, 0);
        changed = true;
      }
    return changed;
  }

  bool isConnected(const Expr &e) const {
    return llvm::any_of(e.symbols(), [&](const std::string &name) {
      return find(name).has_value();
    });
  }

  bool holdsAt(size_t numAssigned) {
    return llvm::all_of(constraints, [&](const Constraint &constraint) {
      if (constraint.last != numAssigned)
        return true;
      auto value = constraint.e.evaluate(
          [&](llvm::StringRef name) { return point[*find(name)].second; });
      return value && (constraint.isZero ? *value == 0 : *value >= 0);
    });
  }

  /// From the bound that the facts give upwards, or downwards, or around zero.
  int64_t candidate(const Bounds &bounds, int64_t i) const {
    if (bounds.lower)
      return *bounds.lower + i;
    if (bounds.upper)
      return *bounds.upper - i;
    return i % 2 == 1 ? (i + 1) / 2 : -(i / 2);
  }

  bool assign(size_t i) {
    if (i == point.size())
      return true;
    Expr symbol = Expr::symbol(point[i].first);
    Bounds bounds =
        withoutHuge(knowledge.boundsOf(knowledge.normalize(symbol)));
    for (int64_t k = 0; k < rangeSize; ++k) {
      if (evaluations == 0)
        return false;
      --evaluations;
      point[i].second = candidate(bounds, k);
      if (holdsAt(i + 1) && assign(i + 1))
        return true;
    }
    return false;
  }

  const prove::Knowledge &knowledge;
  std::vector<Constraint> constraints;
  Assignment point;
  int64_t rangeSize = 0;
  unsigned evaluations = 0;
};

} // namespace

std::optional<Assignment> Facts::counterexample(const Expr &e) const {
  if (e.isOverflow())
    return std::nullopt;
  std::vector<Constraint> constraints{{-e - 1, /*isZero=*/false}};
  for (const Expr &condition : nonNegatives)
    constraints.push_back({condition, /*isZero=*/false});
  for (const Expr &zero : zeros)
    constraints.push_back({zero, /*isZero=*/true});
  for (const prove::Divisibility &d : divisibilities)
    constraints.push_back({Expr::mod(d.e, d.divisor), /*isZero=*/true});

  PointSearch search(knowledge(), std::move(constraints), e);
  if (auto point = search.run())
    return point;
  auto sample =
      prove::sampleByPresburger(knowledge(), knowledge().normalize(e));
  return sample ? search.test(*sample) : std::nullopt;
}
