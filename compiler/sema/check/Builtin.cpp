//===- Builtin.cpp - exp(x), min(a, b), clamp(x, lo, hi) ------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/check/ExprChecker.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

/// Reports arguments by name and a wrong number of them.
bool ExprChecker::takes(const syn::CallExpr *e, llvm::StringRef name,
                        unsigned count) {
  for (const syn::Argument &argument : e->arguments)
    if (argument.name) {
      sink().emit(diag::UnknownArgument, argument.name.span, name.str(),
                  argument.name.text.str());
      return false;
    }
  if (e->arguments.size() == count)
    return true;
  sink().emit(diag::WrongArgumentCount, e->span, name.str(), int64_t(count),
              int64_t(e->arguments.size()));
  return false;
}

static TypeClass classOf(BuiltinInfo::Class takes) {
  switch (takes) {
  case BuiltinInfo::Number:
    return TypeClass::Number;
  case BuiltinInfo::Int:
    return TypeClass::Int;
  case BuiltinInfo::Float:
  case BuiltinInfo::Predicate:
    return TypeClass::Float;
  }
  llvm_unreachable("a class of builtins");
}

const Expr *ExprChecker::builtin(const syn::CallExpr *e,
                                 const BuiltinInfo &info) {
  if (!takes(e, info.name, info.arity))
    return poison(e->span);
  std::string what = ("`" + info.name + "`").str();
  TypeClass need = classOf(info.takes);
  std::vector<const Expr *> arguments;
  for (const syn::Argument &argument : e->arguments) {
    const Expr *next = scalar(argument.value);
    if (next->type == FlexibleInt && need == TypeClass::Float)
      next = settle(next, FlexibleFloat);
    if (!arguments.empty() &&
        isPoison(unify(arguments.front(), next, what, e->span)))
      return poison(e->span);
    arguments.push_back(next);
  }
  for (const Expr *&argument : arguments) { // the last one may settle others
    argument = settle(argument, arguments.front()->type);
    if (isPoison(argument->type) || !require(argument, need, what))
      return poison(e->span);
  }
  return callBuiltin(info.function, std::move(arguments), e->span);
}

const Expr *ExprChecker::callBuiltin(Builtin function,
                                     std::vector<const Expr *> arguments,
                                     Span span) {
  ElemType type = arguments.front()->type;
  if (info(function).takes == BuiltinInfo::Predicate) {
    arguments.front() = settleAlone(arguments.front());
    type = BoolType;
  }
  auto *made = make<BuiltinExpr>(type, span);
  made->function = function;
  made->arguments = std::move(arguments);
  return made;
}

/// clamp(x, low, high) = max(low, min(x, high)).
const Expr *ExprChecker::clamp(const syn::CallExpr *e) {
  if (!takes(e, "clamp", 3))
    return poison(e->span);
  const Expr *x = scalar(e->arguments[0].value);
  const Expr *low = scalar(e->arguments[1].value);
  const Expr *high = scalar(e->arguments[2].value);
  if (isPoison(unify(x, low, "`clamp`", e->span)) ||
      isPoison(unify(x, high, "`clamp`", e->span)) ||
      isPoison(unify(low, high, "`clamp`", e->span)) ||
      !require(x, TypeClass::Number, "`clamp`"))
    return poison(e->span);
  return callBuiltin(Builtin::Max,
                     {low, callBuiltin(Builtin::Min, {x, high}, e->span)},
                     e->span);
}
