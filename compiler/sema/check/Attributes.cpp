//===- Attributes.cpp - @export("name"), @strict, @wrapping ---------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/check/Function.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

static void readExport(FunctionContext &f, const syn::Attribute &attribute,
                       const syn::FnItem &item) {
  Function &function = f.function;
  function.exportName = function.name;
  if (!attribute.arguments.empty())
    if (const auto *name = llvm::dyn_cast_or_null<syn::StringExpr>(
            attribute.arguments.front().value))
      function.exportName = name->value.str();
  std::string why;
  if (!function.types.empty())
    why = "its type `" + function.types.front().name + "` is open";
  if (const Stage *stage = function.everywhere())
    why = "`" + stage->name + "` is defined everywhere";
  if (!why.empty())
    f.sink().emit(diag::NotExportable, item.name.span, function.name, why);
}

void tdsl::sema::readAttributes(FunctionContext &f, const syn::FnItem &item) {
  for (const syn::Attribute &attribute : item.attributes) {
    llvm::StringRef name = attribute.name.text;
    if (name == "export")
      readExport(f, attribute, item);
    else if (name == "strict")
      f.function.strict = true;
    else if (name == "wrapping")
      f.function.wrapping = true;
    else if (name == "allow" || name == "precision")
      f.sink().emit(diag::NotSupportedYet, attribute.span,
                    ("`@" + name + "`").str());
    else
      f.sink().emit(diag::UnknownAttribute, attribute.span, name.str(),
                    "of functions");
  }
}
