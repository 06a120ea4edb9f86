//===- IndexProof.cpp - One index of one read -----------------------------===//

#include "compiler/sema/prove/IndexProof.h"
#include "compiler/diag/Catalog.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;
using sets::Answer;

namespace {

class IndexProver {
public:
  IndexProver(FunctionContext &f, const Place &place, const Expr &index,
              const Dim &dim, const ReadTensor &tensor)
      : f(f), place(place), index(index), dim(dim), tensor(tensor),
        form(f.algebra.form(index)), above(form - dim.range.lower),
        below(dim.range.upper - 1 - form) {}

  Verdict prove() {
    if (runsThroughDim())
      return Verdict::Proven;
    sets::Facts facts = place.facts;
    f.algebra.assumeBounds(facts, form);
    if (facts.provesNonNegative(above) && facts.provesNonNegative(below))
      return place.isConditional ? Verdict::NeedsCondition : Verdict::Proven;
    if (dependsOnData() || place.hasUnknown)
      return Verdict::Checked;
    if (auto point = facts.counterexample(above))
      return refute(*point, /*isLow=*/true);
    if (auto point = facts.counterexample(below))
      return refute(*point, /*isLow=*/false);
    return Verdict::Checked;
  }

private:
  /// The common case: an index alone, with the range of the dimension.
  bool runsThroughDim() const {
    auto symbol = form.asSymbol();
    return symbol && llvm::any_of(place.variables, [&](const auto &variable) {
             return variable.name == *symbol && variable.range == dim.range;
           });
  }

  bool dependsOnData() const {
    return Algebra::readsData(form) ||
           llvm::any_of(place.variables, [&](const sets::Variable &variable) {
             return form.uses(variable.name) &&
                    (Algebra::readsData(variable.range.lower) ||
                     Algebra::readsData(variable.range.upper));
           });
  }

  using Point = std::vector<std::pair<std::string, int64_t>>;

  Verdict refute(const Point &point, bool isLow) {
    const auto *alone = llvm::dyn_cast<IndexRefExpr>(&index);
    if (alone && !alone->index->everywhere && !isLow &&
        alone->index->range.lower == dim.range.lower)
      reportLength(*alone->index);
    else
      reportReach(point, isLow);
    return Verdict::Refuted;
  }

  /// x[i], where i runs through more than x has.
  void reportLength(const Index &alone) {
    auto &d =
        f.sink().emit(diag::RangesDiffer, index.span, alone.name,
                      textOf(Dim::of(alone.range)), textOf(dim), tensor.name);
    d.say("`" + tensor.name + "` is `" + tensor.shape + "`");
    d.label(alone.span, "`" + alone.name + "` runs through `" +
                            textOf(Dim::of(alone.range)) + "`");
    d.help("require that the sizes are equal with `where`");
  }

  void reportReach(const Point &point, bool isLow) {
    auto reach = extreme(isLow);
    std::string caption = reach ? *reach : pointText(point);
    auto &d = f.sink().emit(diag::ReadOutside, tensor.span, tensor.name);
    d.say(caption);
    if (tensor.declared.isValid())
      d.label(tensor.declared,
              "`" + tensor.name + "` is `" + tensor.shape + "`");
    d.note("the index runs from `" + textOf(dim.range.lower) + "` to `" +
           textOf(dim.range.upper - 1) + "`");
    d.help("repeat the edge: `let inside = clamp_edges(" + tensor.name + ")`");
  }

  /// `reaches H when y = H - 1`: each index at the end that moves the form
  /// outwards. Nothing where a condition may exclude that point.
  std::optional<std::string> extreme(bool isLow) const {
    if (place.isConditional)
      return std::nullopt;
    sets::Expr value = form;
    std::string when;
    for (const sets::Variable &variable : llvm::reverse(place.variables)) {
      if (!value.uses(variable.name))
        continue;
      auto linear = value.linearIn(variable.name);
      auto factor = linear ? linear->coefficient.constant() : std::nullopt;
      if (!factor)
        return std::nullopt;
      bool atLower = (*factor > 0) == isLow;
      sets::Expr end =
          atLower ? variable.range.lower : variable.range.upper - 1;
      value = value.substitute(variable.name, end);
      std::string term =
          textOf(sets::Expr::symbol(variable.name)) + " = " + textOf(end);
      when = when.empty() ? term : term + ", " + when;
    }
    sets::Expr outside =
        isLow ? dim.range.lower - 1 - value : value - dim.range.upper;
    if (when.empty() || !f.function.facts.provesNonNegative(outside))
      return std::nullopt;
    return "reaches " + textOf(value) + " when " + when;
  }

  std::string pointText(const Point &point) const {
    auto valueOf = [&](llvm::StringRef name) -> std::optional<int64_t> {
      for (const auto &[symbol, value] : point)
        if (symbol == name)
          return value;
      return 0;
    };
    auto value = form.evaluate(valueOf);
    std::string when;
    auto add = [&](llvm::StringRef symbol) {
      when += (when.empty() ? "" : ", ") + textOf(sets::Expr::symbol(symbol)) +
              " = " + std::to_string(*valueOf(symbol));
    };
    for (const std::string &symbol : (above + below * 2).symbols())
      add(symbol);
    return "reaches " + (value ? std::to_string(*value) : "outside") +
           (when.empty() ? "" : " when " + when);
  }

  FunctionContext &f;
  const Place &place;
  const Expr &index;
  const Dim &dim;
  const ReadTensor &tensor;
  sets::Expr form, above, below;
};

} // namespace

Verdict tdsl::sema::proveIndex(FunctionContext &f, const Place &place,
                               const Expr &index, const Dim &dim,
                               const ReadTensor &tensor) {
  return IndexProver(f, place, index, dim, tensor).prove();
}

std::optional<sets::Interval>
tdsl::sema::rangeOf(FunctionContext &f, const Place &place, const Expr &index) {
  sets::Expr form = f.algebra.form(index);
  if (auto symbol = form.asSymbol()) // the common case
    for (const sets::Variable &variable : place.variables)
      if (variable.name == *symbol &&
          !Algebra::readsData(variable.range.lower) &&
          !Algebra::readsData(variable.range.upper) &&
          llvm::none_of(place.variables, [&](const sets::Variable &other) {
            return variable.range.lower.uses(other.name) ||
                   variable.range.upper.uses(other.name);
          }))
        return variable.range;
  // Data first: the ranges of indices may speak of it.
  sets::Expr all = form;
  for (const sets::Variable &variable : place.variables)
    if (form.uses(variable.name))
      all = all + variable.range.lower * 3 + variable.range.upper * 5;
  std::vector<sets::Variable> variables = f.algebra.boundedData(all);
  llvm::append_range(variables, place.variables);
  sets::Facts facts = place.facts;
  f.algebra.assumeBounds(facts, form);
  auto range = facts.rangeOver(form, variables);
  if (!range || Algebra::readsData(range->lower) ||
      Algebra::readsData(range->upper) || range->lower.isOverflow() ||
      range->upper.isOverflow())
    return std::nullopt;
  return range;
}
