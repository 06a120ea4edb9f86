//===- Types.cpp - Builds types -------------------------------------------===//

#include "compiler/syntax/build/Builder.h"

namespace tdsl::syntax {

const Type *Builder::type(Parser::TypeContext *rule) {
  if (!rule || rule->exception)
    return badType();
  Deeper deeper(*this, 1);
  if (!deeper)
    return badType();
  llvm::SmallVector<const Type *, 4> parts;
  for (Parser::TypeContext *part : rule->type())
    parts.push_back(type(part));
  if (rule->FN()) {
    auto *fn = tree.make<FnType>(span(rule));
    fn->result = parts.pop_back_val();
    fn->params = copy(parts);
    return fn;
  }
  const Type *element = nullptr;
  if (Parser::PathContext *named = rule->path()) {
    auto *result = tree.make<NamedType>(span(named));
    result->path = path(named);
    element = result;
  } else if (parts.size() == 1) {
    element = parts.front();
  } else {
    auto *tuple =
        tree.make<TupleType>(join(span(rule->LPAREN()), span(rule->RPAREN())));
    tuple->elements = copy(parts);
    element = tuple;
  }
  if (!rule->dims())
    return element;
  auto *tensor = tree.make<TensorType>(span(rule));
  tensor->element = element;
  llvm::SmallVector<Dim, 4> dims;
  for (Parser::DimContext *part : rule->dims()->dim())
    dims.push_back(dim(part));
  tensor->dims = copy(dims);
  return tensor;
}

Dim Builder::dim(Parser::DimContext *rule) {
  Dim result;
  result.span = span(rule);
  if (rule->STAR()) {
    result.kind = Dim::Everywhere;
  } else if (rule->DOTDOT()) {
    result.kind = Dim::Pack;
    result.pack = ident(rule->name());
  } else {
    result.extent = expr(rule->expr());
  }
  return result;
}

} // namespace tdsl::syntax
