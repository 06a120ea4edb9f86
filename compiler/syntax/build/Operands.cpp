//===- Operands.cpp - Builds names, brackets and their suffixes -----------===//

#include "compiler/diag/Catalog.h"
#include "compiler/syntax/Words.h"
#include "compiler/syntax/build/Builder.h"

namespace tdsl::syntax {

const Expr *Builder::term(Parser::TermContext *rule) {
  llvm::SmallVector<Parser::PrefixContext *, 2> prefixes;
  for (antlr4::tree::ParseTree *child : rule->children) {
    if (auto *prefix = as<Parser::PrefixContext>(child))
      prefixes.push_back(prefix);
    else if (auto *postfix = as<Parser::PostfixContext>(child))
      return prefixed(prefixes, this->postfix(postfix));
    else
      break;
  }
  if (rule->attribute().empty())
    return bad();
  auto *result = tree.make<AttributedExpr>(span(rule));
  result->attributes = attributes(rule->attribute());
  result->base =
      suffixed(nameExpr(rule->name()), Origin::Named, rule->children);
  return prefixed(prefixes, result);
}

const Expr *Builder::postfix(Parser::PostfixContext *rule) {
  auto *first = childOf<Parser::PrimaryContext>(rule);
  if (!first || first->children.empty())
    return bad();
  antlr4::tree::ParseTree *head = first->children.front();
  Origin origin = Origin::Named;
  if (as<Parser::LiteralContext>(head))
    origin = Origin::Literal;
  else if (tokenType(head) == Parser::LPAREN)
    origin = Origin::Bracketed;
  else if (tokenType(head) == Parser::LBRACKET)
    origin = Origin::Table;
  return suffixed(primary(first), origin, rule->children);
}

const Expr *Builder::nameExpr(Rule *rule) {
  auto *name = tree.make<NameExpr>(span(rule));
  name->name = ident(rule);
  return name;
}

const Expr *Builder::primary(Parser::PrimaryContext *rule) {
  if (rule->exception)
    return bad();
  antlr4::tree::ParseTree *head = rule->children.front();
  if (auto *part = as<Parser::LiteralContext>(head))
    return literal(part);
  if (auto *part = as<Parser::NameContext>(head))
    return nameExpr(part);
  if (auto *word = as<Parser::ReduceWordContext>(head)) {
    auto *call = tree.make<CallExpr>(span(rule));
    call->callee = nameExpr(word);
    call->arguments = arguments(rule->arguments());
    return call;
  }
  Deeper deeper(*this, 1);
  if (!deeper)
    return bad();
  bool isTable = tokenType(head) == Parser::LBRACKET;
  std::vector<Parser::ExprContext *> inside = rule->expr();
  if (!isTable && inside.size() == 1)
    return bracketed(inside.front(), span(rule));
  llvm::SmallVector<const Expr *, 8> parts;
  for (Parser::ExprContext *part : inside)
    parts.push_back(expr(part));
  if (isTable) {
    auto *table = tree.make<TableExpr>(span(rule));
    table->elements = copy(parts);
    return table;
  }
  auto *tuple = tree.make<TupleExpr>(span(rule));
  tuple->elements = copy(parts);
  return tuple;
}

/// Brackets leave no node: the node inside takes their span.
const Expr *Builder::bracketed(Parser::ExprContext *inside, Span brackets) {
  auto *result = const_cast<Expr *>(expr(inside));
  result->span = brackets;
  return result;
}

const Expr *
Builder::suffixed(const Expr *base, Origin origin,
                  llvm::ArrayRef<antlr4::tree::ParseTree *> children) {
  Deeper deeper(*this, children.size() - 1);
  if (!deeper)
    return bad();
  for (antlr4::tree::ParseTree *child : children) {
    auto *rule = as<Parser::SuffixContext>(child);
    if (!rule || rule->children.empty())
      continue;
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
  antlr4::tree::ParseTree *head = rule->children.front();
  if (as<Parser::IndicesContext>(head)) {
    if (origin == Origin::Named || origin == Origin::Table)
      return;
    what = "an index";
    after = "a name, a call or an index";
  } else if (as<Parser::ArgumentsContext>(head)) {
    if (origin == Origin::Named &&
        llvm::isa<NameExpr, FieldExpr, FamilyExpr, BadExpr>(base))
      return;
    what = "a call";
    after = "a name or a path";
  } else {
    if (origin != Origin::Literal)
      return;
    what = "a field";
    after = "a name or a tuple";
  }
  sink.emit(diag::SuffixNeedsName, span(rule), what, after)
      .label(base->span, "this is none")
      .help("give it a name with `let`");
}

const Expr *Builder::suffix(const Expr *base, Parser::SuffixContext *rule) {
  antlr4::tree::ParseTree *head = rule->children.front();
  if (auto *part = as<Parser::IndicesContext>(head)) {
    auto *node = tree.make<IndexExpr>(join(base->span, span(rule)));
    node->base = base;
    llvm::SmallVector<const Expr *, 4> indices;
    for (antlr4::tree::ParseTree *child : part->children)
      if (auto *one = as<Parser::IndexContext>(child))
        indices.push_back(index(one));
    node->indices = copy(indices);
    return node;
  }
  if (auto *part = as<Parser::ArgumentsContext>(head)) {
    auto *node = tree.make<CallExpr>(join(base->span, span(rule)));
    node->callee = base;
    node->arguments = arguments(part);
    return node;
  }
  if (rule->exception)
    return base;
  return dotSuffix(base, rule);
}

/// What follows a dot: a field, a part of a tuple, a member of a family.
const Expr *Builder::dotSuffix(const Expr *base, Parser::SuffixContext *rule) {
  Span whole = join(base->span, span(rule));
  if (Parser::WordContext *part = rule->word()) {
    auto *node = tree.make<FieldExpr>(whole);
    node->base = base;
    node->field = ident(part);
    return node;
  }
  if (antlr4::tree::TerminalNode *part = rule->INT())
    return step(base, spelling(span(part)), span(part));
  if (antlr4::tree::TerminalNode *part = rule->FLOAT()) {
    Span at = span(part);
    if (!spelling(at).contains('.')) // t.1e5
      return step(base, spelling(at), at);
    auto [first, second] = spelling(at).split('.');
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
    sink.emit(diag::BadNumber, at, excerpt(digits))
        .help("a part of a tuple is named by its number, as in `t.0`");
  return node;
}

const Expr *Builder::index(Parser::IndexContext *rule) {
  if (rule->children.empty())
    return bad();
  antlr4::tree::ParseTree *head = rule->children.front();
  if (tokenType(head) == Parser::UNDERSCORE)
    return tree.make<WildcardExpr>(span(rule));
  if (tokenType(head) == Parser::DOTDOT) {
    auto *pack = tree.make<PackExpr>(span(rule));
    pack->name = ident(rule->name());
    return pack;
  }
  if (rule->children.size() > 1 && rule->IN())
    sink.emit(diag::Misplaced, span(rule->IN()), "`in`",
              "an index that is read")
        .help("only `let`, `next` and the left of `=` choose the range of an "
              "index");
  return expr(as<Parser::ExprContext>(head));
}

llvm::ArrayRef<Argument> Builder::arguments(Parser::ArgumentsContext *rule) {
  llvm::SmallVector<Argument, 4> result;
  if (!rule)
    return {};
  for (antlr4::tree::ParseTree *child : rule->children) {
    auto *part = as<Parser::ArgumentContext>(child);
    if (!part)
      continue;
    Argument &argument = result.emplace_back();
    argument.span = span(part);
    if (auto *name = childOf<Parser::WordContext>(part))
      argument.name = ident(name);
    if (auto *choice = childOf<Parser::TuneContext>(part))
      argument.value = tune(choice);
    else
      argument.value = expr(childOf<Parser::ExprContext>(part));
  }
  return copy(result);
}

} // namespace tdsl::syntax
