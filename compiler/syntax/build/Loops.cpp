//===- Loops.cpp - Builds scan, iterate, for and if -----------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/syntax/Words.h"
#include "compiler/syntax/build/Builder.h"
#include "llvm/Support/SaveAndRestore.h"

namespace tdsl::syntax {

const Stmt *Builder::scan(Parser::ScanStatementContext *rule) {
  checkPlace(StmtKind::Scan, span(rule->start));
  auto *result = tree.make<ScanStmt>(here);
  result->binders = binders(rule->binders()).binders;
  if (rule->binders() && rule->binders()->IF())
    sink.emit(diag::Misplaced, span(rule->binders()->IF()), "a predicate",
              "the indices of a `scan`")
        .help("a scan passes every point of its range");
  bool afterFrom = false;
  for (antlr4::tree::ParseTree *child : rule->children) {
    afterFrom |= child == rule->FROM();
    BodyKind kind = afterFrom ? BodyKind::ScanFrom : BodyKind::Scan;
    Block &into = afterFrom ? result->from : result->body;
    if (auto *part = as<Parser::BlockContext>(child)) {
      into = body(part, kind);
      (afterFrom ? result->fromHasBraces : result->bodyHasBraces) = true;
    } else if (auto *part = as<Parser::DefinitionContext>(child)) {
      llvm::SaveAndRestore place(bodyKind, kind);
      llvm::SmallVector<const Stmt *, 1> one{definition(part)};
      into = copy(one);
    }
  }
  return result;
}

const Stmt *Builder::definition(Parser::DefinitionContext *rule) {
  Span at = span(static_cast<Rule *>(rule));
  if (rule->LET()) {
    checkPlace(StmtKind::Let, span(rule->start));
    auto *result = tree.make<LetStmt>(at);
    llvm::SmallVector<Target, 1> one{target(rule->target())};
    result->targets = copy(one);
    result->value = expr(rule->expr());
    return result;
  }
  auto *result = tree.make<DefineStmt>(at);
  result->target = target(rule->target());
  if (result->target.type)
    sink.emit(diag::Misplaced, result->target.type->span, "a type",
              "a definition without `let`");
  result->value = expr(rule->expr());
  return result;
}

const Stmt *Builder::iterate(Parser::IterateStatementContext *rule) {
  checkPlace(StmtKind::Iterate, span(rule->start));
  auto *result = tree.make<IterateStmt>(here);
  result->states = targets(rule->targets());
  result->isTuple = rule->targets() && rule->targets()->LPAREN();
  for (const Target &state : result->states)
    if (state.hasIndices || state.member || state.type)
      sink.emit(diag::NotATarget, state.span, "this behind `iterate`")
          .help("a state is a whole tensor: write its name");
  result->init = expr(rule->expr());
  if (Parser::StepsContext *steps = rule->steps()) {
    if (steps->FOR()) {
      result->variable = ident(steps->name());
      const Expr *range = iterable(steps->iterable());
      result->range = llvm::dyn_cast<RangeExpr>(range);
      if (!result->range && !llvm::isa<BadExpr>(range))
        sink.emit(diag::UnexpectedText, range->span, "a range such as `0..n`",
                  excerpt(spelling(range->span)));
    } else {
      result->whileCondition = expr(steps->expr(0));
      if (steps->AT())
        result->atMost = expr(steps->expr(1));
    }
  }
  result->body = body(rule->block(), BodyKind::Iterate);
  return result;
}

const Stmt *Builder::forLoop(Parser::ForStatementContext *rule) {
  checkPlace(StmtKind::For, span(rule->start));
  auto *result = tree.make<ForStmt>(here);
  result->variable = ident(rule->name());
  result->iterable = iterable(rule->iterable());
  result->body = block(rule->block());
  return result;
}

const Stmt *Builder::ifStatement(Parser::IfStatementContext *rule) {
  checkPlace(StmtKind::If, span(rule->start));
  Deeper deeper(*this, 1);
  if (!deeper)
    return tree.make<BadStmt>(here);
  auto *result = tree.make<IfStmt>(span(static_cast<Rule *>(rule)));
  result->condition = expr(rule->expr());
  result->whenTrue = block(rule->block(0));
  if (Parser::IfStatementContext *otherwise = rule->ifStatement()) {
    llvm::SmallVector<const Stmt *, 1> one{ifStatement(otherwise)};
    result->whenFalse = copy(one);
    result->isElseIf = true;
  } else if (rule->ELSE()) {
    result->whenFalse = block(rule->block(1));
  }
  return result;
}

} // namespace tdsl::syntax
