//===- Call.cpp - What a call calls ---------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/Walk.h"
#include "compiler/sema/check/CallBinder.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

Value ExprChecker::call(const syn::CallExpr *e) {
  auto path = pathOf(e->callee);
  if (path.empty()) {
    if (!llvm::isa<syn::BadExpr>(e->callee))
      sink().emit(diag::NotAFunction, e->callee->span,
                  f.source(e->callee->span), "a value");
    return {poison(e->span), {}};
  }
  if (path.front().empty() || path.back().empty())
    return {poison(e->span), {}};
  if (auto item = f.session.modules.find(f.module, path))
    return callItem(e, *item, llvm::join(path, "."));
  if (auto generator = generatorNamed(path); generator && f.test)
    return hostInput(e, *generator);
  if (path.size() == 1)
    return namedCall(e, path.front());
  auto &d =
      sink().emit(diag::UnknownName, e->callee->span, llvm::join(path, "."));
  std::string library = f.session.modules.libraryWith(path.back());
  if (!library.empty() && !path.back().starts_with("_"))
    d.help("`import " + library + "` makes `" + library + "." +
           path.back().str() + "` known");
  return {poison(e->span), {}};
}

/// Casts, built-in functions, boundary functions, and what is no function.
Value ExprChecker::namedCall(const syn::CallExpr *e, llvm::StringRef name) {
  if (auto kind = boundaryNamed(name)) {
    auto tensor = boundary(e, *kind, nullptr);
    return tensor ? Value{nullptr, tensor} : Value{poison(e->span), {}};
  }
  if (auto type = typeNamed(name))
    return {leaf(cast(e, *type, false)), {}};
  if (auto scalar = saturatingCastNamed(name))
    return {leaf(cast(e, ElemType::of(*scalar), true)), {}};
  if (const BuiltinInfo *info = builtinNamed(name))
    return {builtin(e, *info), {}};
  if (name == "clamp")
    return {clamp(e), {}};
  if (name == "lowest" || name == "highest")
    return {leaf(extreme(e, name == "lowest")), {}};
  if (const Symbol *symbol = f.find(name)) {
    sink()
        .emit(diag::NotAFunction, e->callee->span, name.str(),
              describe(*symbol).str())
        .label(symbol->span, "declared here");
  } else {
    auto &d = sink().emit(diag::UnknownName, e->callee->span, name.str());
    std::string library = f.session.modules.libraryWith(name);
    if (library.empty())
      f.suggest(d, name, e->callee->span);
    else
      d.help("the standard library has it: `import " + library + " (" +
             name.str() + ")`");
  }
  return {poison(e->span), {}};
}

Value ExprChecker::callItem(const syn::CallExpr *e, ItemRef item,
                            llvm::StringRef name) {
  Value failed{poison(e->span), {}};
  switch (item.head().kind) {
  case syn::ItemKind::Fn:
    break;
  case syn::ItemKind::Struct:
    return notSupported(e, "a struct");
  case syn::ItemKind::Extern:
  case syn::ItemKind::Intrinsic:
    return notSupported(e, "a function that is not written in TDSL");
  case syn::ItemKind::ScheduleFn:
  case syn::ItemKind::Reducer:
  case syn::ItemKind::Const:
    sink().emit(diag::NotAFunction, e->callee->span, name.str(),
                "something else");
    return failed;
  case syn::ItemKind::Schedule:
  case syn::ItemKind::Import:
  case syn::ItemKind::Test:
  case syn::ItemKind::Bench:
  case syn::ItemKind::Junk:
    return failed; // they have no names
  }
  const syn::Item *syntax = f.session.modules.read(item);
  auto callee = f.session.functions.find(syntax);
  if (!syntax || callee == f.session.functions.end() || !callee->second)
    return failed; // it was reported
  return CallBinder(*this, *e, *callee->second).bind();
}

/// A tensor as an argument. An expression over whole tensors becomes a stage
/// without a name.
Value ExprChecker::argument(const syn::Expr *e) {
  llvm::SaveAndRestore outside(isExact, false);
  Statement inner;
  inner.scope = statement.scope;
  inner.mayBeWhole = true;
  inner.stage = statement.stage;
  ExprChecker expressions(f, inner);
  expressions.depth = depth;
  Value value = expressions.value(e);
  if (value.scalar && inner.whole)
    return hiddenStage(inner, expressions.settleAlone(value.scalar));
  llvm::append_range(statement.indices, inner.indices);
  llvm::append_range(statement.uses, inner.uses);
  return value;
}
