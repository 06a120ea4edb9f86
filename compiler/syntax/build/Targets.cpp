//===- Targets.cpp - Builds the left sides of `=` -------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/syntax/build/Builder.h"

namespace tdsl::syntax {

llvm::ArrayRef<Target> Builder::targets(Parser::TargetsContext *rule) {
  llvm::SmallVector<Target, 4> result;
  if (rule)
    for (Parser::TargetContext *part : rule->target())
      result.push_back(target(part));
  if (result.empty())
    result.emplace_back().span = here;
  return copy(result);
}

Target Builder::target(Parser::TargetContext *rule) {
  Target result;
  result.span = span(static_cast<Rule *>(rule));
  if (!rule)
    return result;
  result.name = ident(rule->name());
  if (rule->DOT())
    result.member = expr(rule->expr());
  result.hasIndices = rule->indices() != nullptr;
  result.indices = targetIndices(rule->indices());
  if (rule->COLON())
    result.type = type(rule->type());
  return result;
}

/// The left side of a definition without `let`, which reads like an
/// expression: a name, perhaps a member of a family, perhaps indices.
Target Builder::target(Parser::SimpleStatementContext *rule) {
  Target result;
  result.name = ident(rule->name());
  result.span = span(rule->name());
  std::vector<Parser::SuffixContext *> suffixes = rule->suffix();
  for (size_t i = 0; i < suffixes.size(); ++i) {
    Parser::SuffixContext *suffix = suffixes[i];
    result.span = join(result.span, span(suffix));
    if (suffix->expr() && i == 0) {
      result.member = expr(suffix->expr());
    } else if (suffix->indices() && i + 1 == suffixes.size()) {
      result.hasIndices = true;
      result.indices = targetIndices(suffix->indices());
    } else if (!suffix->exception) {
      sink.emit(diag::NotATarget, result.span,
                suffix->arguments() ? "a call" : "a part of something")
          .help("name a stage, with its indices");
      break;
    }
  }
  return result;
}

llvm::ArrayRef<TargetIndex>
Builder::targetIndices(Parser::IndicesContext *rule) {
  llvm::SmallVector<TargetIndex, 4> result;
  if (!rule)
    return {};
  for (Parser::IndexContext *part : rule->index()) {
    TargetIndex &index = result.emplace_back();
    index.span = span(part);
    if (part->IN()) {
      index.value = expr(part->expr());
      index.range = range(part->range());
    } else {
      index.value = this->index(part);
    }
    bool binds = llvm::isa<NameExpr, BadExpr>(index.value);
    if (llvm::isa<WildcardExpr>(index.value))
      sink.emit(diag::NotATarget, index.span, "`_`")
          .help("give the index a name");
    else if (index.range && !binds)
      sink.emit(diag::NotATarget, index.value->span, "this before `in`")
          .help("write the name of an index");
  }
  return copy(result);
}

} // namespace tdsl::syntax
