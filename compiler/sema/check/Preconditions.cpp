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

/// Whether what is known of floats implies a bound. In a type that is not known
/// yet two bounds may round to one number.
static bool implies(const std::optional<RealBound> &known,
                    const RealBound &bound, ElemType type) {
  if (!known)
    return false;
  double ours = known->value, theirs = bound.value;
  if (!type.isParameter()) {
    ours = known->last(type.scalar);
    theirs = bound.last(type.scalar);
  } else if (bound.isExclusive && !known->isExclusive) {
    return false;
  }
  return bound.isUpper ? ours <= theirs : ours >= theirs;
}

/// The elements of an argument, as floats.
static Where realsOf(const FunctionContext &f, const Value &argument) {
  Where known;
  if (const auto *scalar =
          llvm::dyn_cast_or_null<ConstantExpr>(argument.scalar)) {
    const double *value = std::get_if<double>(&scalar->value);
    if (value && scalar->special == ConstantExpr::Special::None) {
      known.lowestReal = {*value, false, false};
      known.highestReal = {*value, true, false};
    }
  }
  if (argument.tensor && argument.tensor->base.stage)
    for (const Where &where : f.function.wheres)
      if (where.elements == argument.tensor->base.stage) {
        if (where.lowestReal)
          known.lowestReal = where.lowestReal;
        if (where.highestReal)
          known.highestReal = where.highestReal;
      }
  return known;
}

bool CallBinder::checkReals(unsigned place, const Where &where,
                            const Value &argument) {
  Where known = realsOf(f, argument);
  ElemType type =
      argument.scalar ? argument.scalar->type : argument.tensor->type;
  auto holds = [&](const auto &ours, const auto &theirs) {
    return !theirs || implies(ours, *theirs, type);
  };
  if (holds(known.lowestReal, where.lowestReal) &&
      holds(known.highestReal, where.highestReal))
    return true;
  if (argument.scalar && known.lowestReal)
    return reportPrecondition(where);
  site->checkedWheres.push_back(place);
  return true;
}

/// Every element of an argument is known to be in bounds, or known not to be.
bool CallBinder::checkElements(unsigned place, const Where &where) {
  auto param = llvm::find(callee.params, where.elements);
  const Slot &slot = slots[param - callee.params.begin()];
  if (where.lowestReal || where.highestReal)
    return checkReals(place, where, slot.value);
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
