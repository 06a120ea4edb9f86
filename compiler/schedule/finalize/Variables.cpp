//===- Variables.cpp - A stage's variables on the way to a leaf -----------===//

#include "compiler/schedule/finalize/Variables.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {

using sets::Expr;
using sets::Interval;

const Variables::State *Variables::find(llvm::StringRef symbol) const {
  auto found = states.find(symbol);
  return found == states.end() ? nullptr : &found->second;
}

void Variables::declare(llvm::StringRef index, const Interval &range) {
  states[index].declared = range;
}

Interval Variables::declared(llvm::StringRef index) const {
  return substitute(*find(index)->declared);
}

void Variables::setRange(llvm::StringRef symbol, const Interval &range) {
  states[symbol].range = range;
}

const Interval *Variables::range(llvm::StringRef symbol) const {
  const State *state = find(symbol);
  return state && state->range ? &*state->range : nullptr;
}

void Variables::fix(llvm::StringRef symbol, const Expr &value) {
  states[symbol].looped = true;
  states[symbol].fixed = value;
  for (auto &entry : states)
    if (std::optional<Interval> &range = entry.second.range)
      range = Interval{range->lower.substitute(symbol, value),
                       range->upper.substitute(symbol, value)};
}

bool Variables::wasCut(llvm::StringRef index) const {
  const State *state = find(index);
  return state && state->cut;
}

bool Variables::isBound(llvm::StringRef symbol) const {
  if (const Split *split = plan_->splitOf(symbol))
    return isBound(split->outer) && isBound(split->inner);
  const State *state = find(symbol);
  return state && state->looped;
}

bool Variables::isTouched(llvm::StringRef symbol) const {
  if (const Split *split = plan_->splitOf(symbol))
    return isTouched(split->outer) || isTouched(split->inner);
  const State *state = find(symbol);
  return state && state->looped;
}

Expr Variables::value(llvm::StringRef symbol) const {
  const Split *split = plan_->splitOf(symbol);
  if (!split) {
    const State *state = find(symbol);
    return state && state->fixed ? *state->fixed : Expr::symbol(symbol);
  }
  return range(symbol)->lower + value(split->outer) * Expr(split->factor) +
         value(split->inner);
}

Interval Variables::interval(llvm::StringRef symbol) const {
  if (isBound(symbol)) {
    Expr at = value(symbol);
    return {at, at + Expr(1)};
  }
  const Interval *whole = range(symbol);
  if (!whole)
    return declared(symbol);
  const Split *split = plan_->splitOf(symbol);
  // Blocks that are not counted from the outside in are nothing to be exact
  // about: all of it is a bound too.
  if (!split || !isBound(split->outer) || !range(split->inner))
    return *whole;
  Interval inner = interval(split->inner);
  Expr base = whole->lower + value(split->outer) * Expr(split->factor);
  return {base + inner.lower, base + inner.upper};
}

Expr Variables::substitute(const Expr &e) const {
  return e.substitute([&](llvm::StringRef symbol) -> std::optional<Expr> {
    if (llvm::is_contained(plan_->indices, symbol) && isBound(symbol))
      return value(symbol);
    return std::nullopt;
  });
}

std::vector<Expr> Variables::guards() const {
  std::vector<Expr> guards;
  for (const Split &split : plan_->splits) {
    const State *state = find(split.whole);
    if (state && state->guarded && isBound(split.whole))
      guards.push_back(state->range->upper - Expr(1) - value(split.whole));
  }
  return guards;
}

} // namespace tdsl::schedule
