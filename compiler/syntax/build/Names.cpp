//===- Names.cpp - Names, paths, and where they stand ---------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/support/Limits.h"
#include "compiler/syntax/build/Builder.h"

namespace tdsl::syntax {

Span Builder::span(antlr4::Token *token) const {
  return {itemSpan.file,
          static_cast<uint32_t>(itemSpan.begin + token->getStartIndex()),
          static_cast<uint32_t>(itemSpan.begin + token->getStopIndex() + 1)};
}

Span Builder::span(antlr4::tree::TerminalNode *node) const {
  return span(node->getSymbol());
}

/// A rule that ended before it read anything has no span of its own.
Span Builder::span(Rule *rule) const {
  if (!rule || !rule->start || !rule->stop ||
      rule->stop->getStopIndex() + 1 < rule->start->getStartIndex())
    return here;
  return join(span(rule->start), span(rule->stop));
}

llvm::StringRef Builder::spelling(Span at) const {
  return text.slice(at.begin - itemSpan.begin, at.end - itemSpan.begin);
}

Ident Builder::ident(Rule *rule) {
  // A rule that failed may hold a word that is no name.
  if (!rule || rule->exception)
    return {"", span(rule)};
  return {spelling(span(rule)), span(rule)};
}

llvm::ArrayRef<Ident> Builder::path(Parser::PathContext *rule) {
  llvm::SmallVector<Ident, 4> parts{ident(rule ? rule->name() : nullptr)};
  if (rule)
    for (Parser::WordContext *word : rule->word())
      parts.push_back(ident(word));
  return copy(parts);
}

const Expr *Builder::pathExpr(Parser::PathContext *rule) {
  llvm::ArrayRef<Ident> parts = path(rule);
  Deeper deeper(*this, parts.size());
  if (!deeper)
    return bad();
  auto *first = tree.make<NameExpr>(parts.front().span);
  first->name = parts.front();
  const Expr *result = first;
  for (const Ident &part : parts.drop_front()) {
    auto *field = tree.make<FieldExpr>(join(result->span, part.span));
    field->base = result;
    field->field = part;
    result = field;
  }
  return result;
}

Builder::Deeper::Deeper(Builder &builder, size_t levels)
    : builder(builder), levels(levels) {
  builder.depth += levels;
  fits = builder.depth <= limits::TreeDepth;
  if (fits || builder.reportedDepth)
    return;
  builder.reportedDepth = true;
  builder.sink.emit(diag::TooDeep, builder.here, limits::TreeDepth)
      .help("give a part of the expression a name with `let`");
}

} // namespace tdsl::syntax
