//===- TypeReader.cpp - Types as they are written -------------------------===//

#include "compiler/sema/check/TypeReader.h"

#include "compiler/diag/Catalog.h"
#include "compiler/sema/check/ExprChecker.h"
#include "compiler/support/Limits.h"
#include "compiler/support/Similar.h"

#include "llvm/Support/MathExtras.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

static bool isPlannedScalar(llvm::StringRef name) {
  return name == "c64" || name == "c128" || name == "f8e4m3" ||
         name == "f8e5m2" || name == "i4";
}

static void reportUnknownType(FunctionContext &f, const syn::Ident &name) {
  if (const Symbol *symbol = f.find(name.text)) {
    f.sink()
        .emit(diag::UnknownType, name.span, name.text.str())
        .label(symbol->span, "this is " + describe(*symbol).str());
    return;
  }
  auto &d = f.sink().emit(diag::UnknownType, name.span, name.text.str());
  if (auto similar = mostSimilar(name.text, builtinNames());
      similar && scalarNamed(*similar))
    d.fix({("did you mean `" + *similar + "`?").str(),
           {{name.span, similar->str()}},
           diag::Applicability::MaybeIncorrect});
}

std::optional<ElemType> tdsl::sema::readElement(FunctionContext &f,
                                                const syn::Type &type) {
  const auto *named = llvm::dyn_cast<syn::NamedType>(&type);
  if (!named) {
    if (!llvm::isa<syn::BadType>(type))
      f.sink().emit(diag::NotSupportedYet, type.span,
                    llvm::isa<syn::FnType>(type) ? "a function as an argument"
                                                 : "a tuple type");
    return std::nullopt;
  }
  if (named->path.empty() || !named->name())
    return std::nullopt;
  llvm::StringRef name = named->name().text;
  if (auto scalar = scalarNamed(name))
    return ElemType::of(*scalar);
  const Symbol *symbol = f.find(name);
  if (symbol && symbol->kind == Symbol::Kind::Type)
    return ElemType::ofParameter(int(symbol->place));
  auto item = f.module.items.find(name);
  bool isStruct = item != f.module.items.end() &&
                  item->second.head().kind == syn::ItemKind::Struct;
  if (isStruct || isPlannedScalar(name))
    f.sink().emit(diag::NotSupportedYet, type.span, ("`" + name + "`").str());
  else
    reportUnknownType(f, named->name());
  return std::nullopt;
}

std::optional<sets::Expr> tdsl::sema::readSize(FunctionContext &f,
                                               const syn::Expr *e) {
  Statement statement;
  const Expr *size = ExprChecker(f, statement).exact(e);
  if (isPoison(size->type))
    return std::nullopt;
  if (auto form = toSets(*size))
    return form;
  f.sink().emit(diag::NotASize, e->span, f.source(e->span));
  return std::nullopt;
}

static std::optional<Dim> readDim(FunctionContext &f, const syn::Dim &dim) {
  switch (dim.kind) {
  case syn::Dim::Everywhere:
    return Dim::all();
  case syn::Dim::Pack:
    f.sink().emit(diag::NotSupportedYet, dim.span, "a pack of sizes");
    return std::nullopt;
  case syn::Dim::Extent:
    if (auto extent = readSize(f, dim.extent))
      return Dim::of({sets::Expr(0), *extent});
    return std::nullopt;
  }
  llvm_unreachable("a kind of dimension");
}

std::optional<StatedType> tdsl::sema::readType(FunctionContext &f,
                                               const syn::Type &type) {
  const auto *tensor = llvm::dyn_cast<syn::TensorType>(&type);
  auto element = readElement(f, tensor ? *tensor->element : type);
  if (!element)
    return std::nullopt;
  StatedType stated{*element, {}};
  for (const syn::Dim &dim :
       tensor ? tensor->dims : llvm::ArrayRef<syn::Dim>()) {
    auto read = readDim(f, dim);
    if (!read)
      return std::nullopt;
    stated.shape.push_back(std::move(*read));
  }
  if (!withinLimits(f, f.source(type.span), stated.shape, type.span))
    return std::nullopt;
  return stated;
}

bool tdsl::sema::withinLimits(FunctionContext &f, llvm::StringRef name,
                              const Shape &shape, Span span) {
  if (shape.size() > limits::Rank) {
    f.sink().emit(diag::TooManyDimensions, span, int64_t(limits::Rank),
                  int64_t(shape.size()));
    return false;
  }
  int64_t elements = 1;
  for (const Dim &dim : shape) {
    auto extent = dim.range.extent().constant();
    if (dim.everywhere || !extent || *extent <= 0)
      continue;
    if (llvm::MulOverflow(elements, *extent, elements) ||
        elements > limits::Elements) {
      f.sink().emit(diag::TooManyElements, span, name.str());
      return false;
    }
  }
  return true;
}
