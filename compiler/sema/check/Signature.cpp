//===- Signature.cpp - Sizes, types, parameters, results ------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/check/Body.h"
#include "compiler/sema/check/Function.h"
#include "compiler/sema/check/TypeReader.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

namespace {

class SignatureReader {
public:
  SignatureReader(FunctionContext &f, const syn::Signature &signature)
      : f(f), signature(signature) {}

  bool read() {
    for (const syn::Param &param : signature.params)
      noteElementName(param.type);
    for (const syn::Param &result : signature.results)
      noteElementName(result.type);
    bool isFine = true;
    for (const syn::Generic &generic : signature.generics)
      isFine &= readGeneric(generic);
    if (!isFine)
      return false; // the shapes would only repeat it
    for (const syn::Param &param : signature.params)
      isFine &= readParam(param);
    for (const syn::Param &result : signature.results)
      isFine &= readResult(result);
    if (isFine)
      assumeSigns();
    return isFine;
  }

private:
  /// A plain generic name is a type where it stands as an element, else a size.
  void noteElementName(const syn::Type *type) {
    if (const auto *tensor = llvm::dyn_cast_or_null<syn::TensorType>(type))
      type = tensor->element;
    if (const auto *named = llvm::dyn_cast_or_null<syn::NamedType>(type);
        named && named->path.size() == 1)
      elementNames.insert(named->name().text);
  }

  bool readGeneric(const syn::Generic &generic) {
    switch (generic.kind) {
    case syn::Generic::Plain:
      if (elementNames.count(generic.name.text))
        return declareType(generic, TypeClass::Any);
      return declareSize(generic, false);
    case syn::Generic::Typed:
      return readTyped(generic);
    case syn::Generic::Const:
      if (generic.bound) {
        const auto *named = llvm::dyn_cast<syn::NamedType>(generic.bound);
        if (!named || named->name().text != "int") {
          f.sink().emit(diag::NotSupportedYet, generic.span,
                        "a constant that is no integer");
          return false;
        }
      }
      return declareSize(generic, true);
    case syn::Generic::Pack:
      f.sink().emit(diag::NotSupportedYet, generic.span, "a pack of sizes");
      return false;
    }
    llvm_unreachable("a kind of generic");
  }

  bool readTyped(const syn::Generic &generic) {
    const auto *named = llvm::dyn_cast_or_null<syn::NamedType>(generic.bound);
    if (!named || named->path.empty())
      return false;
    auto typeClass =
        llvm::StringSwitch<std::optional<TypeClass>>(named->name().text)
            .Case("number", TypeClass::Number)
            .Case("int", TypeClass::Int)
            .Case("float", TypeClass::Float)
            .Default(std::nullopt);
    if (!typeClass) {
      f.sink()
          .emit(diag::UnknownType, named->span, f.source(named->span))
          .note("a class of types is `number`, `int` or `float`");
      return false;
    }
    if (generic.defaultType) {
      f.sink().emit(diag::NotSupportedYet, generic.span, "a default type");
      return false;
    }
    return declareType(generic, *typeClass);
  }

  bool declareType(const syn::Generic &generic, TypeClass typeClass) {
    Symbol symbol;
    symbol.kind = Symbol::Kind::Type;
    symbol.place = f.function.types.size();
    f.function.types.push_back({generic.name.text.str(), typeClass});
    return f.declare(generic.name, symbol);
  }

  bool declareSize(const syn::Generic &generic, bool isConst) {
    SizeParameter size;
    size.name = generic.name.text.str();
    size.span = generic.name.span;
    size.isConst = isConst;
    if (generic.defaultValue) {
      size.fallback = readSize(f, generic.defaultValue);
      if (!size.fallback)
        return false;
    }
    Symbol symbol;
    symbol.kind = Symbol::Kind::Size;
    symbol.place = f.function.sizes.size();
    f.function.sizes.push_back(std::move(size));
    return f.declare(generic.name, symbol);
  }

  Stage *declareStage(const syn::Param &param, StageKind kind) {
    auto type = param.type ? readType(f, *param.type) : std::nullopt;
    if (!type)
      return nullptr;
    Stage *stage =
        BodyChecker(f).newStage(param.name.text, kind, param.name.span);
    stage->type = type->type;
    stage->shape = std::move(type->shape);
    stage->isConst = param.isConst;
    Symbol symbol;
    symbol.stage = stage;
    return f.declare(param.name, symbol) ? stage : nullptr;
  }

  bool readParam(const syn::Param &param) {
    Stage *stage = declareStage(param, StageKind::Param);
    if (!stage)
      return false;
    f.function.params.push_back(stage);
    bindSizes(*stage);
    return !param.defaultValue || readDefault(*stage, *param.defaultValue);
  }

  bool readDefault(Stage &stage, const syn::Expr &value) {
    Statement statement;
    ExprChecker expressions(f, statement);
    const Expr *fallback =
        expressions.scalarOf(&value, stage.type, "the default value");
    if (isPoison(fallback->type))
      return false;
    if (stage.rank() != 0 || !llvm::isa<ConstantExpr>(fallback)) {
      f.sink().emit(diag::NotSupportedYet, value.span,
                    "a default value that is no constant");
      return false;
    }
    stage.fallback = fallback;
    return true;
  }

  bool readResult(const syn::Param &result) {
    Stage *stage = declareStage(result, StageKind::Result);
    if (!stage)
      return false;
    f.function.results.push_back(stage);
    return true;
  }

  /// A dimension that is one size alone binds it.
  void bindSizes(const Stage &param) {
    for (unsigned dim = 0; dim != param.rank(); ++dim) {
      if (param.shape[dim].everywhere)
        continue;
      auto name = param.shape[dim].range.upper.asSymbol();
      const Symbol *symbol = name ? f.find(*name) : nullptr;
      if (!symbol || symbol->kind != Symbol::Kind::Size)
        continue;
      SizeParameter &size = f.function.sizes[symbol->place];
      if (size.boundBy)
        continue;
      size.boundBy = &param;
      size.boundByDim = dim;
    }
  }

  /// Sizes and the extents of arguments are not negative.
  void assumeSigns() {
    sets::Facts &facts = f.function.facts;
    for (const SizeParameter &size : f.function.sizes)
      if (!size.isConst || size.boundBy)
        facts.assumeNonNegative(sets::Expr::symbol(size.name));
    for (const Stage *param : f.function.params)
      for (const Dim &dim : param->shape)
        if (!dim.everywhere && !dim.range.upper.asSymbol() &&
            !dim.range.upper.constant())
          facts.assumeNonNegative(dim.range.upper);
  }

  FunctionContext &f;
  const syn::Signature &signature;
  llvm::StringSet<> elementNames;
};

} // namespace

bool tdsl::sema::readSignature(FunctionContext &f,
                               const syn::Signature &signature) {
  return SignatureReader(f, signature).read();
}
