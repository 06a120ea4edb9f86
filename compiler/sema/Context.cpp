//===- Context.cpp - Names and texts of a function ------------------------===//

#include "compiler/sema/Context.h"

#include "compiler/diag/Catalog.h"
#include "compiler/sema/BuiltinNames.h"
#include "compiler/support/Similar.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace tdsl;
using namespace tdsl::sema;

llvm::StringRef tdsl::sema::describe(const Symbol &symbol) {
  switch (symbol.kind) {
  case Symbol::Kind::Size:
    return "a size";
  case Symbol::Kind::Type:
    return "a type";
  case Symbol::Kind::Stage:
    switch (symbol.stage->kind) {
    case StageKind::Param:
      return "a parameter";
    case StageKind::Result:
      return "a result";
    case StageKind::Let:
      return "a stage";
    }
  }
  llvm_unreachable("a kind of symbol");
}

bool FunctionContext::declare(const syntax::Ident &name, Symbol symbol) {
  if (!name)
    return false;
  symbol.span = name.span;
  if (isBuiltinName(name.text)) {
    sink().emit(diag::HidesBuiltin, name.span, name.text.str());
    names.try_emplace(name.text, symbol); // its uses stay silent
    return false;
  }
  if (auto item = module.items.find(name.text); item != module.items.end()) {
    names.try_emplace(name.text, symbol);
    sink()
        .emit(diag::HidesName, name.span, name.text.str(), "a function")
        .label(item->second.head().name.span, "defined here");
    return false;
  }
  auto [entry, isNew] = names.try_emplace(name.text, symbol);
  if (!isNew)
    sink()
        .emit(diag::DuplicateName, name.span, name.text.str())
        .label(entry->second.span, "first defined here");
  return isNew;
}

const Symbol *FunctionContext::find(llvm::StringRef name) const {
  auto entry = names.find(name);
  return entry == names.end() ? nullptr : &entry->second;
}

void FunctionContext::checkIndexName(const syntax::Ident &name) {
  if (const Symbol *symbol = find(name.text)) {
    sink()
        .emit(diag::HidesName, name.span, name.text.str(),
              describe(*symbol).str())
        .label(symbol->span, "declared here")
        .help("give the index another name");
  } else if (auto item = module.items.find(name.text);
             item != module.items.end()) {
    sink()
        .emit(diag::HidesName, name.span, name.text.str(), "a function")
        .label(item->second.head().name.span, "defined here")
        .help("give the index another name");
  }
}

void FunctionContext::suggest(diag::Diagnostic &d, llvm::StringRef name,
                              Span at) const {
  std::vector<llvm::StringRef> known;
  for (const auto &entry : names)
    known.push_back(entry.getKey());
  for (const auto &entry : module.items)
    known.push_back(entry.getKey());
  for (llvm::StringRef other : session.otherNames)
    known.push_back(other);
  for (llvm::StringRef builtin : builtinNames())
    known.push_back(builtin);
  llvm::sort(known); // maps of names have no order of their own
  if (auto similar = mostSimilar(name, known))
    d.fix({("did you mean `" + *similar + "`?").str(),
           {{at, similar->str()}},
           diag::Applicability::MaybeIncorrect});
}

std::string FunctionContext::freshSymbol(llvm::StringRef name) {
  unsigned uses = symbols[name]++;
  return uses == 0 ? name.str() : name.str() + "." + std::to_string(uses);
}

std::string FunctionContext::freeIndexName(llvm::StringRef wanted) const {
  std::string name = wanted.str();
  while (names.count(name) || module.items.count(name) || isBuiltinName(name))
    name += "_";
  return name;
}

std::string FunctionContext::freshStageName(llvm::StringRef hint) {
  std::string name;
  do {
    unsigned uses = ++hidden[hint];
    name = ("_" + hint + (uses == 1 ? "" : llvm::Twine(uses))).str();
  } while (names.count(name));
  return name;
}

bool FunctionContext::allows(ElemType type, TypeClass need) const {
  if (isPoison(type) || need == TypeClass::Any)
    return true;
  if (type == FlexibleInt)
    return true;
  if (type == FlexibleFloat)
    return need != TypeClass::Int;
  if (!type.isParameter())
    return admits(need, type.scalar);
  TypeClass has = function.types[type.parameter].typeClass;
  return has == need || (need == TypeClass::Number && has != TypeClass::Any);
}

std::string FunctionContext::text(ElemType type) const {
  if (type.isParameter())
    return function.types[type.parameter].name;
  if (type == FlexibleInt)
    return "integer";
  return spelling(type.scalar).str();
}

std::string FunctionContext::text(const Shape &shape) const {
  return "[" +
         llvm::join(
             llvm::map_range(shape, [](const Dim &d) { return textOf(d); }),
             ", ") +
         "]";
}

std::string FunctionContext::text(ElemType type, const Shape &shape) const {
  return shape.empty() ? text(type) : text(type) + text(shape);
}

std::string tdsl::sema::textOf(const sets::Expr &e) {
  return e
      .substitute([](llvm::StringRef symbol) -> std::optional<sets::Expr> {
        auto [name, number] = symbol.split('.');
        if (number.empty())
          return std::nullopt;
        return sets::Expr::symbol(name);
      })
      .str();
}

std::string tdsl::sema::textOf(const Dim &dim) {
  if (dim.everywhere)
    return "*";
  if (dim.range.lower.isZero())
    return textOf(dim.range.upper);
  return textOf(dim.range.lower) + ".." + textOf(dim.range.upper);
}
