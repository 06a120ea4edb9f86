//===- Preconditions.cpp - The `where` of a callee, at its call -----------===//
//
// What the caller's facts prove costs nothing; what they refute is an error;
// the rest is checked when the call runs.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/Conditions.h"
#include "compiler/sema/check/CallBinder.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;
using sets::Answer;

bool CallBinder::reportPrecondition(const Where &where) {
  f.sink()
      .emit(diag::PreconditionFails, call.span, callee.name, where.text)
      .label(where.span, "required here");
  return false;
}

/// Every element of an argument is known to be in bounds, or known not to be.
bool CallBinder::checkElements(unsigned place, const Where &where) {
  auto param = llvm::find(callee.params, where.elements);
  const Slot &slot = slots[param - callee.params.begin()];
  ValueBounds known;
  if (slot.value.tensor && slot.value.tensor->base.stage)
    known = f.algebra.elementBounds(*slot.value.tensor->base.stage);
  else if (slot.value.scalar)
    known = f.algebra.boundsOf(*slot.value.scalar);
  if (const auto *scalar = slot.value.scalar)
    if (auto form = toSets(*scalar))
      known = {*form, *form};
  Answer low = Answer::Proven, high = Answer::Proven;
  const sets::Facts &facts = f.function.facts;
  if (where.lowest)
    low = known.lowest
              ? facts.nonNegative(*known.lowest - inOurs(*where.lowest))
              : Answer::Unknown;
  if (where.highest)
    high = known.highest
               ? facts.nonNegative(inOurs(*where.highest) - *known.highest)
               : Answer::Unknown;
  if (low == Answer::Proven && high == Answer::Proven)
    return true;
  // Bounds of a constant are exact; those of a tensor say only what may be.
  bool isExact =
      known.lowest && known.highest && *known.lowest == *known.highest;
  if (isExact && (low == Answer::Disproven || high == Answer::Disproven))
    return reportPrecondition(where);
  site->checkedWheres.push_back(place);
  return true;
}

bool CallBinder::checkPreconditions() {
  auto replace = [&](llvm::StringRef symbol) { return sizeOf(symbol); };
  for (auto [place, where] : llvm::enumerate(callee.wheres)) {
    if (where.elements) {
      if (!checkElements(place, where))
        return false;
      continue;
    }
    switch (prove(*where.condition, f.function.facts, replace)) {
    case Answer::Proven:
      break;
    case Answer::Disproven:
      return reportPrecondition(where);
    case Answer::Unknown:
      site->checkedWheres.push_back(place);
      break;
    }
  }
  return true;
}
