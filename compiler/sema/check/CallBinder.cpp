//===- CallBinder.cpp - Arguments to parameters ---------------------------===//

#include "compiler/sema/check/CallBinder.h"

#include "compiler/diag/Catalog.h"
#include "compiler/sema/Visit.h"
#include "compiler/sema/check/TypeReader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

Value CallBinder::bind() {
  Value failed{checker.poison(call.span), {}};
  for (const Stage *param : callee.params)
    slots.push_back({param, nullptr, {}, call.span});
  types.resize(callee.types.size());
  sizes.resize(callee.sizes.size());
  site = f.program().make<CallSite>();
  site->callee = &callee;
  site->span = call.span;
  if (!match() || !readArguments() || !bindTypes() || !bindSizes() ||
      !checkPreconditions())
    return failed;
  fillOuter();
  f.function.calls.push_back(site);
  ValueRef result;
  result.call = site;
  if (callee.results.empty())
    return failed;
  return {nullptr, checker.tensorOf(result, call.span)};
}

bool CallBinder::match() {
  size_t place = 0;
  for (const syn::Argument &argument : call.arguments) {
    if (argument.name) {
      if (!matchNamed(argument))
        return false;
    } else if (place < slots.size()) {
      slots[place++].written = &argument;
    } else {
      f.sink()
          .emit(diag::WrongArgumentCount, call.span, callee.name,
                int64_t(slots.size()), int64_t(call.arguments.size()))
          .label(callee.span, "defined here");
      return false;
    }
  }
  for (const Slot &slot : slots)
    if (!slot.written && !slot.param->fallback) {
      f.sink()
          .emit(diag::WrongArgumentCount, call.span, callee.name,
                int64_t(slots.size()), int64_t(call.arguments.size()))
          .label(slot.param->span, "`" + slot.param->name + "` is not given");
      return false;
    }
  return true;
}

/// `x: a` is an argument, `K: 3` a size, `T: f32` a type.
bool CallBinder::matchNamed(const syn::Argument &argument) {
  llvm::StringRef name = argument.name.text;
  for (Slot &slot : slots)
    if (slot.param->name == name) {
      if (slot.written)
        f.sink().emit(diag::ArgumentTwice, argument.name.span, name.str());
      bool isFirst = !slot.written;
      slot.written = &argument;
      return isFirst;
    }
  for (auto [place, size] : llvm::enumerate(callee.sizes))
    if (size.name == name) {
      sizes[place] = readSize(f, argument.value);
      return sizes[place].has_value();
    }
  for (auto [place, type] : llvm::enumerate(callee.types))
    if (type.name == name) {
      const auto *named = llvm::dyn_cast<syn::NameExpr>(argument.value);
      types[place] = named ? checker.typeNamed(named->name.text) : std::nullopt;
      if (!types[place])
        f.sink().emit(diag::UnknownType, argument.value->span,
                      f.source(argument.value->span));
      return types[place].has_value();
    }
  f.sink()
      .emit(diag::UnknownArgument, argument.name.span, callee.name, name.str())
      .label(callee.span, "defined here");
  return false;
}

bool CallBinder::readArguments() {
  bool isFine = true;
  for (Slot &slot : slots)
    isFine &= readArgument(slot);
  return isFine;
}

bool CallBinder::readArgument(Slot &slot) {
  if (!slot.written)
    return true; // its default, when types are known
  const syn::Expr *e = slot.written->value;
  slot.span = e ? e->span : slot.written->span;
  const Stage &param = *slot.param;
  if (param.rank() == 0) {
    llvm::SaveAndRestore outside(checker.isExact, false);
    Value value = checker.value(e);
    if (value.tensor && value.tensor->freeRank() != 0 &&
        !checker.statement.mayBeWhole) {
      f.sink().emit(diag::ArgumentNotNumber, slot.span, param.name, callee.name,
                    f.text(value.tensor->type, value.tensor->freeShape()));
      return false;
    }
    slot.value = {checker.number(value), {}};
    return !isPoison(slot.value.scalar->type);
  }
  slot.value = checker.argument(e);
  if (slot.value.tensor && slot.value.tensor->freeRank() == param.rank())
    return true;
  if (slot.value.scalar && isPoison(slot.value.scalar->type))
    return false;
  if (!slot.value.tensor || slot.value.tensor->freeRank() == 0)
    f.sink().emit(diag::ArgumentNotTensor, slot.span, param.name, callee.name);
  else
    f.sink()
        .emit(diag::ArgumentShape, slot.span, param.name, callee.name,
              f.text(param.shape), f.text(slot.value.tensor->freeShape()))
        .label(param.span, "declared here");
  return false;
}

/// The indices around the call that its arguments use, outermost first.
void CallBinder::fillOuter() {
  llvm::SmallSetVector<const Index *, 8> used;
  for (const Expr *child : childrenOf(*site))
    forEachIndex(*child, [&](const Index &index) { used.insert(&index); });
  for (const Index *index : checker.statement.scope)
    if (used.count(index))
      site->outer.push_back(index);
  if (checker.statement.whole)
    for (const Index *index : *checker.statement.whole)
      if (used.count(index))
        site->outer.push_back(index);
}
