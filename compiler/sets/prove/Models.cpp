//===- Models.cpp - A few points at which the facts hold ------------------===//
//
// Each model comes of its own order of trying values, sizes before indices:
// the least ones; middle sizes and the greatest indices; mixed ones.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/prove/Models.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"

using namespace tdsl::sets;
using namespace tdsl::sets::prove;

static constexpr unsigned NumModels = 6;
static constexpr unsigned MaxTries = 120; // for one model, and some a symbol
static constexpr unsigned TriesForSymbol = 4;
static constexpr int64_t MaxStep = 256;
static constexpr int64_t Width = 24; // values tried for one symbol

std::optional<int64_t> Model::evaluate(const Expr &e) const {
  return sets::evaluate(e, [&](const Atom &symbol) -> int64_t {
    for (const auto &[known, value] : values)
      if (known == &symbol)
        return value;
    // Different ones for most symbols.
    return otherwise + symbol.name.back() % 4;
  });
}

namespace {

class ModelSearch {
public:
  ModelSearch(llvm::ArrayRef<Expr> conditions, AtomBounds boundsOf)
      : conditions(conditions) {
    llvm::SetVector<AtomRef> all;
    for (const Expr &condition : conditions)
      collect(condition, all);
    for (AtomRef symbol : all)
      symbols.push_back({symbol,
                         weightOf(symbol),
                         stepOf(symbol),
                         withoutHuge(boundsOf(*symbol)),
                         {}});
    llvm::stable_sort(symbols, [](const Symbol &a, const Symbol &b) {
      return a.weight < b.weight;
    });
    for (const Expr &condition : conditions)
      testWhenAssigned(condition);
  }

  std::optional<Model> run(unsigned flavour) {
    this->flavour = flavour;
    tries = MaxTries + TriesForSymbol * symbols.size();
    model.values.clear();
    model.otherwise = static_cast<int64_t>(flavour) * 3 - 4;
    if (!assign(0))
      return std::nullopt;
    return model;
  }

private:
  struct Symbol {
    AtomRef symbol;
    int weight;   // the greater, the more others bound it
    int64_t step; // of what it is counted in
    Bounds bounds;
    llvm::SmallVector<const Expr *, 4> tests; // once it has a value
  };

  static void collect(const Expr &e, llvm::SetVector<AtomRef> &into) {
    for (const Term &term : e.terms())
      for (AtomRef factor : term.factors) {
        if (factor->kind == AtomKind::Symbol)
          into.insert(factor);
        for (const Expr &operand : factor->operands)
          collect(operand, into);
      }
  }

  /// In i < N, N is bounded by nothing and i by N.
  int weightOf(AtomRef symbol) const {
    int weight = 0;
    for (const Expr &condition : conditions)
      for (const Term &term : condition.terms())
        if (condition.terms().size() > 1 &&
            Expr::sum({term}).uses(symbol->name))
          weight += term.coefficient > 0 ? -1 : 2;
    return weight;
  }

  /// In 16*jo + 15 < N, sizes of N are interesting at multiples of 16.
  int64_t stepOf(AtomRef symbol) const {
    int64_t step = 1;
    for (const Expr &condition : conditions)
      if (condition.uses(symbol->name))
        step = std::max(step, greatestStep(condition));
    return step;
  }

  /// Of the coefficients and constant divisors in e.
  static int64_t greatestStep(const Expr &e) {
    int64_t step = 1;
    for (const Term &term : e.terms()) {
      bool isStep = !term.factors.empty() || e.terms().size() == 1;
      if (isStep && std::abs(term.coefficient) <= MaxStep)
        step = std::max(step, std::abs(term.coefficient));
      for (AtomRef factor : term.factors)
        for (const Expr &operand : factor->operands)
          step = std::max(step, greatestStep(operand));
    }
    return step;
  }

  void testWhenAssigned(const Expr &condition) {
    llvm::SetVector<AtomRef> used;
    collect(condition, used);
    for (Symbol &symbol : llvm::reverse(symbols))
      if (used.contains(symbol.symbol)) {
        symbol.tests.push_back(&condition);
        return;
      }
  }

  /// The k-th value to try.
  int64_t candidate(const Symbol &symbol, size_t place, int64_t k) const {
    int64_t least = symbol.bounds.lower.value_or(
        symbol.bounds.upper ? *symbol.bounds.upper - Width + 1 : -Width / 4);
    int64_t count = Width;
    if (symbol.bounds.upper && *symbol.bounds.upper - least < Width)
      count = *symbol.bounds.upper - least + 1;
    bool isSize = symbol.weight < 0;
    if (isSize && symbol.step > 1 && (flavour == 2 || flavour == 3))
      return least - floorRemainder(least, symbol.step) +
             symbol.step * (k + flavour);
    switch (flavour) {
    case 0:
      return least + k % count;
    case 1:
      return isSize ? least + (k + 5) % count : least + count - 1 - k % count;
    case 2:
      return isSize ? least + (k + 2) % count : least + count - 1 - k % count;
    default:
      return least +
             (k + static_cast<int64_t>(flavour * 7 + place * 5) % 11) % count;
    }
  }

  bool assign(size_t place) {
    if (place == symbols.size())
      return true;
    const Symbol &symbol = symbols[place];
    for (int64_t k = 0; k < Width; ++k) {
      if (tries == 0)
        return false;
      --tries;
      model.values.push_back({symbol.symbol, candidate(symbol, place, k)});
      bool holds = llvm::all_of(symbol.tests, [&](const Expr *test) {
        return model.evaluate(*test).value_or(-1) >= 0;
      });
      if (holds && assign(place + 1))
        return true;
      model.values.pop_back();
    }
    return false;
  }

  llvm::ArrayRef<Expr> conditions;
  llvm::SmallVector<Symbol, 8> symbols;
  Model model;
  unsigned flavour = 0;
  unsigned tries = 0;
};

} // namespace

std::vector<Model>
tdsl::sets::prove::findModels(llvm::ArrayRef<Expr> conditions,
                              AtomBounds boundsOf) {
  std::vector<Model> models;
  ModelSearch search(conditions, boundsOf);
  for (unsigned flavour = 0; flavour < NumModels; ++flavour)
    if (auto model = search.run(flavour))
      models.push_back(std::move(*model));
  return models;
}
