//===- Reductions.cpp - Builds reductions, scatters and ranges ------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/syntax/Words.h"
#include "compiler/syntax/build/Builder.h"

namespace tdsl::syntax {

static ReduceOp reduceOpOf(size_t type) {
  switch (type) {
  case Parser::SUM:
    return ReduceOp::Sum;
  case Parser::PROD:
    return ReduceOp::Prod;
  case Parser::MAX:
    return ReduceOp::Max;
  case Parser::MIN:
    return ReduceOp::Min;
  case Parser::ANY:
    return ReduceOp::Any;
  case Parser::ALL:
    return ReduceOp::All;
  case Parser::MEAN:
    return ReduceOp::Mean;
  case Parser::ARGMAX:
    return ReduceOp::ArgMax;
  default:
    return ReduceOp::ArgMin;
  }
}

const Expr *Builder::reduction(Parser::ReductionContext *rule) {
  Parser::ReducerNameContext *name = rule->reducerName();
  if (!name || !rule->binders())
    return bad();
  Deeper deeper(*this, 1);
  if (!deeper)
    return bad();
  auto *result =
      tree.make<ReduceExpr>(join(span(name), span(static_cast<Rule *>(rule))));
  Reducer operation = reducerOf(name->reduceWord(), name->path());
  result->op = operation.op;
  result->opSpan = operation.span;
  result->reducer = operation.path;
  Binders bound = binders(rule->binders());
  result->binders = bound.binders;
  result->predicate = bound.predicate;
  result->body = chain(rule->chain());
  if (!rule->exception)
    checkProduct(*result, rule->chain());
  return prefixed(rule->prefix(), result);
}

/// The body takes every operator behind it but comparisons; only `*` may be
/// meant that way without brackets.
void Builder::checkProduct(const ReduceExpr &reduce,
                           Parser::ChainContext *body) {
  for (Parser::ArithmeticContext *op : body->arithmetic()) {
    if (op->exception || op->STAR())
      continue;
    antlr4::Token *before =
        op->start; // the factor in front of it ends the first reading
    Span head{itemSpan.file, reduce.span.begin, span(body).begin};
    Span left{itemSpan.file, reduce.span.begin, span(before).begin};
    left.end = left.begin + spelling(left).rtrim().size();
    reportReadings(left, head, span(op), reduce.span);
    return;
  }
}

/// `any[k] a[k] && b`: the same mistake with an operator that the body does
/// not take.
void Builder::checkAfterReduction(Parser::ExprContext *rule) {
  std::vector<Parser::ChainContext *> chains = rule->chain();
  std::vector<Parser::RelationContext *> relations = rule->relation();
  for (size_t i = 0; i < relations.size() && i + 1 < chains.size(); ++i) {
    Parser::ReductionContext *reduction = chains[i]->reduction();
    if (!reduction || !reduction->chain() ||
        !(relations[i]->ANDAND() || relations[i]->OROR()))
      continue;
    Span left = span(reduction);
    Span head{left.file, left.begin, span(reduction->chain()).begin};
    reportReadings(left, head, span(relations[i]),
                   join(left, span(chains[i + 1])));
    return;
  }
}

/// `reduction` ends before the operator `op`; `head` ends before the body;
/// `whole` ends behind what follows the operator.
void Builder::reportReadings(Span reduction, Span head, Span op, Span whole) {
  auto insert = [&](uint32_t at, const char *text) {
    return diag::Edit{{itemSpan.file, at, at}, text};
  };
  auto applicability = diag::Applicability::MaybeIncorrect;
  sink.emit(diag::BodyIsNoProduct, op, spelling(op).str(),
            excerpt(spelling(head).rtrim()))
      .label(reduction, "does the reduction end here?")
      .fix({"bracket the reduction, if it ends before the operator",
            {insert(reduction.begin, "("), insert(reduction.end, ")")},
            applicability})
      .fix({"bracket the body, if the operator belongs to it",
            {insert(head.end, "("), insert(whole.end, ")")},
            applicability});
}

Builder::Reducer Builder::reducerOf(Parser::ReduceWordContext *word,
                                    Parser::PathContext *path) {
  if (word && word->exception == nullptr)
    return {reduceOpOf(word->start->getType()), span(word), nullptr};
  return {ReduceOp::User, span(path), pathExpr(path)};
}

Builder::Binders Builder::binders(Parser::BindersContext *rule) {
  Binders result;
  if (!rule)
    return result;
  llvm::SmallVector<Binder, 4> list;
  for (Parser::BinderContext *part : rule->binder()) {
    Binder &binder = list.emplace_back();
    binder.span = span(part);
    binder.name = ident(part->name());
    binder.isPack = part->DOTDOT() != nullptr;
    if (part->IN())
      binder.range = range(part->range());
  }
  result.binders = copy(list);
  if (rule->IF())
    result.predicate = expr(rule->expr());
  return result;
}

const RangeExpr *Builder::range(Parser::RangeContext *rule) {
  auto *result = tree.make<RangeExpr>(span(static_cast<Rule *>(rule)));
  result->lower = chain(rule ? rule->chain(0) : nullptr);
  result->upper = chain(rule ? rule->chain(1) : nullptr);
  result->inclusive = rule && rule->DOTDOTEQ();
  return result;
}

const Expr *Builder::iterable(Parser::IterableContext *rule) {
  if (!rule)
    return bad();
  if (!rule->DOTDOT() && !rule->DOTDOTEQ())
    return chain(rule->chain(0));
  auto *result = tree.make<RangeExpr>(span(static_cast<Rule *>(rule)));
  result->lower = chain(rule->chain(0));
  result->upper = chain(rule->chain(1));
  result->inclusive = rule->DOTDOTEQ() != nullptr;
  return result;
}

const Expr *Builder::scatter(Parser::ScatterContext *rule) {
  auto *result = tree.make<ScatterExpr>(span(static_cast<Rule *>(rule)));
  Reducer operation = reducerOf(rule->reduceWord(), rule->path());
  result->op = operation.op;
  result->opSpan = operation.span;
  result->reducer = operation.path;
  Binders bound = binders(rule->binders());
  result->binders = bound.binders;
  result->predicate = bound.predicate;
  result->value = chain(rule->chain());
  result->dropsOutside = rule->QUESTION() != nullptr;
  std::vector<Parser::ExprContext *> parts = rule->expr();
  if (rule->FROM() && !parts.empty()) {
    result->from = expr(parts.back());
    parts.pop_back();
  }
  llvm::SmallVector<const Expr *, 4> place;
  for (Parser::ExprContext *part : parts)
    place.push_back(expr(part));
  result->place = copy(place);
  return result;
}

const Expr *Builder::tune(Parser::TuneContext *rule) {
  auto *result = tree.make<TuneExpr>(span(static_cast<Rule *>(rule)));
  if (bodyKind != BodyKind::Schedule && bodyKind != BodyKind::ScheduleFn)
    sink.emit(diag::Misplaced, result->span, "`tune`", "an algorithm")
        .help("a schedule chooses; an algorithm computes");
  result->choices = iterable(rule->iterable());
  if (rule->IF())
    result->predicate = expr(rule->expr());
  return result;
}

} // namespace tdsl::syntax
