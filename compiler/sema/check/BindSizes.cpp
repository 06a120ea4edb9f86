//===- BindSizes.cpp - The sizes of a call --------------------------------===//
//
// A dimension that is a name binds it. An expression is solved when it is
// linear in one unbound size, or a product with one unbound factor. Anything
// else only checks.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/check/CallBinder.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;

std::optional<sets::Expr> CallBinder::sizeOf(llvm::StringRef symbol) const {
  for (auto [place, size] : llvm::enumerate(callee.sizes))
    if (size.name == symbol)
      return sizes[place];
  return std::nullopt;
}

sets::Expr CallBinder::inOurs(const sets::Expr &e) const {
  return e.substitute([&](llvm::StringRef symbol) { return sizeOf(symbol); });
}

Shape CallBinder::inOurs(const Shape &shape) const {
  Shape ours;
  for (const Dim &dim : shape)
    ours.push_back(dim.everywhere ? Dim::all()
                                  : Dim::of({inOurs(dim.range.lower),
                                             inOurs(dim.range.upper)}));
  return ours;
}

/// Binds the only unbound size of `wanted` so that it equals `given`. False
/// where it has none or several, or one that is not linear.
bool CallBinder::solveDim(const sets::Expr &wanted, const sets::Expr &given) {
  std::optional<size_t> open;
  for (const std::string &symbol : wanted.symbols())
    for (auto [place, size] : llvm::enumerate(callee.sizes))
      if (size.name == symbol && !sizes[place]) {
        if (open)
          return false;
        open = place;
      }
  if (!open)
    return false;
  auto linear = wanted.linearIn(callee.sizes[*open].name);
  if (!linear)
    return false;
  sets::Expr factor = inOurs(linear->coefficient);
  sets::Expr rest = given - inOurs(linear->rest);
  auto constant = factor.constant();
  if (constant && *constant == -1)
    sizes[*open] = -rest;
  else
    sizes[*open] = sets::Expr::floorDiv(rest, factor);
  return true;
}

bool CallBinder::solveSizes() {
  for (bool isProgress = true; isProgress;) {
    isProgress = false;
    for (const Slot &slot : slots) {
      if (!slot.value.tensor)
        continue;
      Shape given = slot.value.tensor->freeShape();
      for (auto [wanted, has] : llvm::zip_equal(slot.param->shape, given))
        if (!wanted.everywhere && !has.everywhere)
          isProgress |= solveDim(wanted.range.upper, has.range.upper);
    }
  }
  return useDefaults();
}

bool CallBinder::useDefaults() {
  for (auto [place, size] : llvm::enumerate(callee.sizes)) {
    if (sizes[place])
      continue;
    if (!size.fallback) {
      f.sink()
          .emit(diag::SizeNotGiven, call.span, size.name, callee.name)
          .label(size.span, "declared here")
          .help("give it by name: `" + size.name + ": 3`");
      return false;
    }
    sizes[place] = inOurs(*size.fallback);
  }
  return true;
}

bool CallBinder::compareDim(const Slot &slot, const Dim &wanted,
                            const Dim &given) {
  if (wanted.everywhere != given.everywhere) {
    if (wanted.everywhere)
      f.sink()
          .emit(diag::NeedsEverywhere, slot.span, slot.param->name, callee.name)
          .label(slot.param->span, "declared here")
          .help("say what lies outside: `clamp_edges(" + f.source(slot.span) +
                ")`");
    else
      f.sink().emit(diag::NeedsBounds, slot.span, f.source(slot.span));
    return false;
  }
  if (wanted.everywhere)
    return true;
  sets::Expr difference = inOurs(wanted.range.upper) - given.range.upper;
  const sets::Facts &facts = f.function.facts;
  if (given.range.lower.isZero() &&
      (difference.isZero() || facts.provesEqual(difference, 0)))
    return true;
  // A size that a division gave: 2 * (M / 2) == M is left to the run time,
  // unless it cannot hold.
  bool isDivided = !wanted.range.upper.asSymbol() &&
                   !given.range.upper.constant() &&
                   given.range.lower.isZero() &&
                   facts.equal(difference, 0) == sets::Answer::Unknown &&
                   solvedByDivision(wanted.range.upper);
  if (isDivided) {
    site->checkedZeros.push_back(difference);
    return true;
  }
  Shape wantedShape = inOurs(slot.param->shape);
  f.sink()
      .emit(diag::ArgumentShape, slot.span, slot.param->name, callee.name,
            f.text(wantedShape), f.text(slot.value.tensor->freeShape()))
      .say("`" + textOf(inOurs(wanted.range.upper)) + "` and `" +
           textOf(given) + "` differ")
      .label(slot.param->span, "`" + slot.param->name + "` is declared here");
  return false;
}

/// Whether a size of this dimension was found by dividing.
bool CallBinder::solvedByDivision(const sets::Expr &wanted) const {
  for (const std::string &symbol : wanted.symbols())
    if (auto linear = wanted.linearIn(symbol)) {
      auto factor = inOurs(linear->coefficient).constant();
      if (!factor || (*factor != 1 && *factor != -1))
        return true;
    }
  return false;
}

bool CallBinder::compareShapes() {
  for (const Slot &slot : slots) {
    if (!slot.value.tensor)
      continue;
    Shape given = slot.value.tensor->freeShape();
    for (auto [wanted, has] : llvm::zip_equal(slot.param->shape, given))
      if (!compareDim(slot, wanted, has))
        return false;
  }
  return true;
}

bool CallBinder::bindSizes() {
  if (!solveSizes() || !compareShapes())
    return false;
  for (const std::optional<sets::Expr> &size : sizes)
    site->sizes.push_back(*size);
  for (const Stage *result : callee.results)
    site->resultShapes.push_back(inOurs(result->shape));
  return true;
}
