//===- Operands.cpp - Builds names, brackets and their suffixes -----------===//

#include "compiler/syntax/build/Builder.h"

namespace tdsl::syntax {

const Expr *Builder::term(Parser::TermContext *rule) {
  if (rule->children.empty())
    return bad();
  std::vector<Parser::PrefixContext *> prefixes = rule->prefix();
  if (Parser::PostfixContext *postfix = rule->postfix()) {
    Parser::PrimaryContext *first = postfix->primary();
    if (!first)
      return bad();
    Origin origin = first->name() || first->reduceWord() ? Origin::Named
                    : first->LPAREN()                    ? Origin::Bracketed
                    : first->LBRACKET()                  ? Origin::Table
                                                         : Origin::Literal;
    return prefixed(prefixes,
                    suffixed(primary(first), origin, postfix->suffix()));
  }
  if (rule->attribute().empty())
    return bad();
  auto *result = tree.make<AttributedExpr>(span(rule));
  result->attributes = attributes(rule->attribute());
  auto *name = tree.make<NameExpr>(span(rule->name()));
  name->name = ident(rule->name());
  result->base = suffixed(name, Origin::Named, rule->suffix());
  return prefixed(prefixes, result);
}

const Expr *Builder::primary(Parser::PrimaryContext *rule) {
  if (rule->exception)
    return bad();
  if (Parser::LiteralContext *part = rule->literal())
    return literal(part);
  if (Parser::NameContext *part = rule->name()) {
    auto *name = tree.make<NameExpr>(span(part));
    name->name = ident(part);
    return name;
  }
  if (Parser::ReduceWordContext *word = rule->reduceWord()) {
    auto *name = tree.make<NameExpr>(span(word));
    name->name = ident(word);
    auto *call = tree.make<CallExpr>(span(rule));
    call->callee = name;
    call->arguments = arguments(rule->arguments());
    return call;
  }
  Deeper deeper(*this, 1);
  if (!deeper)
    return bad();
  llvm::SmallVector<const Expr *, 8> parts;
  for (Parser::ExprContext *part : rule->expr())
    parts.push_back(expr(part));
  if (rule->LBRACKET()) {
    auto *table = tree.make<TableExpr>(span(rule));
    table->elements = copy(parts);
    return table;
  }
  if (parts.size() == 1)
    return parts.front();
  auto *tuple = tree.make<TupleExpr>(span(rule));
  tuple->elements = copy(parts);
  return tuple;
}

const Expr *
Builder::suffixed(const Expr *base, Origin origin,
                  llvm::ArrayRef<Parser::SuffixContext *> suffixes) {
  Deeper deeper(*this, suffixes.size());
  if (!deeper)
    return bad();
  for (Parser::SuffixContext *rule : suffixes) {
    checkSuffix(base, origin, rule);
    base = suffix(base, rule);
    origin = Origin::Named;
  }
  return base;
}

/// An index or a call behind anything but a name would run expressions into
/// what follows them.
void Builder::checkSuffix(const Expr *base, Origin origin,
                          Parser::SuffixContext *rule) {
  const char *what = nullptr, *after = nullptr;
  if (rule->indices() &&
      (origin == Origin::Bracketed || origin == Origin::Literal)) {
    what = "an index";
    after = "a name, a call or an index";
  } else if (rule->arguments() &&
             (origin != Origin::Named ||
              !llvm::isa<NameExpr, FieldExpr, FamilyExpr, BadExpr>(base))) {
    what = "a call";
    after = "a name or a path";
  } else if (rule->DOT() && origin == Origin::Literal) {
    what = "a field";
    after = "a name or a tuple";
  }
  if (what)
    sink.emit(diag::SuffixNeedsName, span(rule), what, after)
        .label(base->span, "this is none")
        .help("give it a name with `let`");
}

const Expr *Builder::suffix(const Expr *base, Parser::SuffixContext *rule) {
  if (rule->exception)
    return base;
  Span whole = join(base->span, span(rule));
  if (Parser::IndicesContext *part = rule->indices()) {
    auto *node = tree.make<IndexExpr>(whole);
    node->base = base;
    llvm::SmallVector<const Expr *, 4> indices;
    for (Parser::IndexContext *one : part->index())
      indices.push_back(index(one));
    node->indices = copy(indices);
    return node;
  }
  if (Parser::ArgumentsContext *part = rule->arguments()) {
    auto *node = tree.make<CallExpr>(whole);
    node->callee = base;
    node->arguments = arguments(part);
    return node;
  }
  if (Parser::WordContext *part = rule->word()) {
    auto *node = tree.make<FieldExpr>(whole);
    node->base = base;
    node->field = ident(part);
    return node;
  }
  if (antlr4::tree::TerminalNode *part = rule->INT())
    return step(base, spelling(span(part)), span(part));
  if (antlr4::tree::TerminalNode *part = rule->FLOAT()) {
    auto [first, second] = spelling(span(part)).split('.');
    Span at = span(part);
    Span left{at.file, at.begin,
              at.begin + static_cast<uint32_t>(first.size())};
    return step(step(base, first, left), second,
                {at.file, left.end + 1, at.end});
  }
  auto *node = tree.make<FamilyExpr>(whole);
  node->base = base;
  node->member = expr(rule->expr());
  return node;
}

/// `t.0`
const Expr *Builder::step(const Expr *base, llvm::StringRef digits, Span at) {
  auto *node = tree.make<TupleFieldExpr>(join(base->span, at));
  node->base = base;
  if (digits.getAsInteger(10, node->index))
    sink.emit(diag::BadNumber, at, digits.str())
        .help("a part of a tuple is named by its number, as in `t.0`");
  return node;
}

const Expr *Builder::index(Parser::IndexContext *rule) {
  if (rule->UNDERSCORE())
    return tree.make<WildcardExpr>(span(rule));
  if (rule->DOTDOT()) {
    auto *pack = tree.make<PackExpr>(span(rule));
    pack->name = ident(rule->name());
    return pack;
  }
  if (rule->IN())
    sink.emit(diag::Misplaced, span(rule->IN()), "`in`", "an index that is read")
        .help("only `let`, `next` and the left of `=` choose the range of an "
              "index");
  return expr(rule->expr());
}

llvm::ArrayRef<Argument> Builder::arguments(Parser::ArgumentsContext *rule) {
  llvm::SmallVector<Argument, 4> result;
  if (!rule)
    return {};
  for (Parser::ArgumentContext *part : rule->argument()) {
    Argument &argument = result.emplace_back();
    argument.span = span(part);
    if (part->COLON())
      argument.name = ident(part->word());
    argument.value = part->tune() ? tune(part->tune()) : expr(part->expr());
  }
  return copy(result);
}

} // namespace tdsl::syntax
