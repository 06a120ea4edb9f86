//===- Signatures.cpp - Builds generics, parameters, attributes -----------===//

#include "compiler/syntax/build/Builder.h"
#include "llvm/Support/SaveAndRestore.h"

namespace tdsl::syntax {

Signature Builder::signature(Parser::GenericsContext *genericsRule,
                             Parser::SignatureContext *rule) {
  Signature result;
  result.generics = generics(genericsRule);
  result.span = span(rule);
  if (!rule)
    return result;
  if (genericsRule)
    result.span = join(span(genericsRule), result.span);
  result.params = params(rule->params(0));
  result.results = params(rule->params(1));
  if (Parser::WhereClauseContext *where = rule->whereClause()) {
    llvm::SaveAndRestore chains(inWhere, true);
    llvm::SmallVector<const Expr *, 4> conditions;
    for (Parser::ExprContext *condition : where->expr())
      conditions.push_back(expr(condition));
    result.where = copy(conditions);
  }
  return result;
}

llvm::ArrayRef<Generic> Builder::generics(Parser::GenericsContext *rule) {
  llvm::SmallVector<Generic, 4> result;
  if (rule)
    for (Parser::GenericContext *part : rule->generic())
      result.push_back(generic(part));
  return copy(result);
}

Generic Builder::generic(Parser::GenericContext *rule) {
  Generic result;
  result.span = span(rule);
  result.name = ident(rule->name());
  if (!rule->type().empty())
    result.bound = type(rule->type(0));
  if (rule->CONST()) {
    result.kind = Generic::Const;
    if (rule->ASSIGN())
      result.defaultValue = chain(rule->chain());
  } else if (rule->DOTDOT()) {
    result.kind = Generic::Pack;
  } else if (rule->COLON()) {
    result.kind = Generic::Typed;
    if (rule->ASSIGN())
      result.defaultType = type(rule->type(1));
  }
  return result;
}

llvm::ArrayRef<Param> Builder::params(Parser::ParamsContext *rule) {
  llvm::SmallVector<Param, 4> result;
  if (!rule)
    return {};
  for (Parser::ParamContext *part : rule->param()) {
    Param &param = result.emplace_back();
    param.span = span(part);
    param.isConst = part->CONST() != nullptr;
    param.name = ident(part->name());
    param.type = type(part->type());
    if (part->ASSIGN())
      param.defaultValue = expr(part->expr());
  }
  return copy(result);
}

llvm::ArrayRef<Attribute>
Builder::attributes(llvm::ArrayRef<Parser::AttributeContext *> rules) {
  llvm::SmallVector<Attribute, 2> result;
  for (Parser::AttributeContext *rule : rules)
    result.push_back(
        {ident(rule->word()), arguments(rule->arguments()), span(rule)});
  return copy(result);
}

} // namespace tdsl::syntax
