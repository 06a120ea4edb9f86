//===- Literal.cpp - Numbers, truth values, names -------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/check/ExprChecker.h"

#include <limits>

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

const Expr *
ExprChecker::constant(std::variant<bool, int64_t, uint64_t, double> value,
                      ElemType type, Span span) {
  auto *e = make<ConstantExpr>(type, span);
  e->value = value;
  return e;
}

Value ExprChecker::literal(const syn::Expr *e) {
  if (const auto *number = llvm::dyn_cast<syn::IntExpr>(e)) {
    if (number->value <= uint64_t(std::numeric_limits<int64_t>::max()))
      return {constant(int64_t(number->value), FlexibleInt, e->span), {}};
    return {constant(number->value, FlexibleInt, e->span), {}};
  }
  if (const auto *number = llvm::dyn_cast<syn::FloatExpr>(e))
    return {constant(number->value, FlexibleFloat, e->span), {}};
  return {constant(llvm::cast<syn::BoolExpr>(e)->value, BoolType, e->span), {}};
}

const Expr *ExprChecker::indexRef(const Index *index, Span span) {
  auto *e = make<IndexRefExpr>(FlexibleInt, span);
  e->index = index;
  return e;
}

static std::optional<ConstantExpr::Special> specialNamed(llvm::StringRef name) {
  if (name == "inf")
    return ConstantExpr::Special::Inf;
  if (name == "nan")
    return ConstantExpr::Special::Nan;
  return std::nullopt;
}

Value ExprChecker::name(const syn::NameExpr *e) {
  llvm::StringRef name = e->name.text;
  for (Index *index : llvm::reverse(statement.scope))
    if (index->name == name)
      return {indexRef(index, e->span), {}};
  if (const Symbol *symbol = f.find(name)) {
    switch (symbol->kind) {
    case Symbol::Kind::Size: {
      auto *size = make<SizeRefExpr>(FlexibleInt, e->span);
      size->symbol = name.str();
      return {size, {}};
    }
    case Symbol::Kind::Stage: {
      ValueRef base;
      base.stage = symbol->stage;
      if (isPoison(symbol->stage->type))
        return {poison(e->span), {}};
      return {nullptr, tensorOf(base, e->span)};
    }
    case Symbol::Kind::Type:
      sink().emit(diag::NotAValue, e->span, name.str(), "a type");
      return {poison(e->span), {}};
    }
  }
  if (auto special = specialNamed(name)) {
    auto *number = make<ConstantExpr>(FlexibleFloat, e->span);
    number->value = 0.0;
    number->special = *special;
    return {number, {}};
  }
  if (auto item = f.module.items.find(name); item != f.module.items.end()) {
    if (item->second.head().kind == syn::ItemKind::Const)
      return notSupported(e, "a constant of the file");
    sink().emit(diag::NotAValue, e->span, name.str(), "a function");
  } else if (isBuiltinName(name)) {
    sink().emit(diag::NotAValue, e->span, name.str(), "built in");
  } else {
    unknownName(name, e->span);
  }
  return {poison(e->span), {}};
}

/// Inside of `[ ]` a name that nobody knows is most likely an index that was
/// meant to be summed over.
void ExprChecker::unknownName(llvm::StringRef name, Span span) {
  if (name.empty())
    return;
  if (!isExact) {
    f.suggest(sink().emit(diag::UnknownName, span, name.str()), name, span);
    return;
  }
  auto &d = sink().emit(diag::IndexNotBound, span, name.str());
  d.note("an index is bound on the left side of `=` or by a reduction");
  d.help(("to sum over it, write `sum[" + name + "] ...`").str());
  f.suggest(d, name, span);
}
