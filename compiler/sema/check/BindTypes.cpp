//===- BindTypes.cpp - The type parameters of a call ----------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/check/CallBinder.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;

ElemType CallBinder::inOurs(ElemType type) const {
  return type.isParameter() ? *types[type.parameter] : type;
}

/// The type of an argument binds a type parameter or must agree.
bool CallBinder::bindType(const Slot &slot, ElemType given) {
  ElemType wanted = slot.param->type;
  if (wanted.isParameter()) {
    std::optional<ElemType> &bound = types[wanted.parameter];
    const TypeParameter &parameter = callee.types[wanted.parameter];
    if (!bound) {
      if (!f.allows(given, parameter.typeClass)) {
        f.sink()
            .emit(diag::WrongTypeClass, slot.span, parameter.name, callee.name,
                  spelling(parameter.typeClass).str(), f.text(given))
            .label(slot.param->span, "declared here");
        return false;
      }
      bound = given;
    }
    wanted = *bound;
  }
  if (wanted == given)
    return true;
  f.sink()
      .emit(diag::WrongType, slot.span,
            "`" + slot.param->name + "` of `" + callee.name + "`",
            f.text(wanted), f.text(given))
      .label(slot.param->span, "declared here");
  return false;
}

/// Literals, indices and sizes take the type of their parameter.
bool CallBinder::settleScalars() {
  bool isFine = true;
  for (Slot &slot : slots) {
    const Expr *&scalar = slot.value.scalar;
    if (!scalar || !isFlexible(scalar->type))
      continue;
    ElemType wanted = slot.param->type;
    if (wanted.isParameter() && !types[wanted.parameter]) {
      bool isFloat =
          callee.types[wanted.parameter].typeClass == TypeClass::Float;
      scalar = isFloat ? checker.settle(scalar, FlexibleFloat) : scalar;
      scalar = checker.settleAlone(scalar);
      isFine &= bindType(slot, scalar->type);
    } else {
      scalar = checker.settle(scalar, inOurs(wanted));
    }
    isFine &= !isPoison(scalar->type);
  }
  return isFine;
}

bool CallBinder::bindTypes() {
  bool isFine = true;
  for (const Slot &slot : slots) {
    if (slot.value.tensor)
      isFine &= bindType(slot, slot.value.tensor->type);
    else if (slot.value.scalar && !isFlexible(slot.value.scalar->type))
      isFine &= bindType(slot, slot.value.scalar->type);
  }
  if (!isFine || !settleScalars())
    return false;
  for (auto [place, type] : llvm::enumerate(types)) {
    if (!type) {
      f.sink()
          .emit(diag::TypeNotGiven, call.span, callee.types[place].name,
                callee.name)
          .help("give it by name: `" + callee.types[place].name + ": f32`");
      return false;
    }
    site->types.push_back(*type);
  }
  for (Slot &slot : slots) {
    if (!slot.written) { // the default, in our types
      const auto *fallback = llvm::cast<ConstantExpr>(slot.param->fallback);
      auto *copy = f.program().make<ConstantExpr>(*fallback);
      copy->type = inOurs(slot.param->type);
      slot.value.scalar = copy;
    }
    Argument argument;
    argument.scalar = slot.value.scalar;
    if (slot.value.tensor)
      argument.view = {slot.value.tensor->base, slot.value.tensor->fixed};
    site->arguments.push_back(std::move(argument));
  }
  for (const Stage *result : callee.results)
    site->resultTypes.push_back(inOurs(result->type));
  return true;
}
