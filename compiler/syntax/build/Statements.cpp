//===- Statements.cpp - Builds statements ---------------------------------===//

#include "compiler/syntax/build/Builder.h"
#include "compiler/syntax/Words.h"
#include "llvm/Support/SaveAndRestore.h"

namespace tdsl::syntax {

Block Builder::body(Parser::BlockContext *rule, BodyKind kind) {
  llvm::SaveAndRestore place(bodyKind, kind);
  return block(rule);
}

Block Builder::block(Parser::BlockContext *rule) {
  llvm::SmallVector<const Stmt *, 8> result;
  if (rule)
    for (Parser::StatementContext *part : rule->statement())
      result.push_back(statement(part));
  return copy(result);
}

const Stmt *Builder::statement(Parser::StatementContext *rule) {
  llvm::SaveAndRestore place(here, span(static_cast<Rule *>(rule)));
  if (auto *part = rule->letStatement())
    return let(part);
  if (auto *part = rule->nextStatement())
    return next(part);
  if (auto *part = rule->scanStatement())
    return scan(part);
  if (auto *part = rule->iterateStatement())
    return iterate(part);
  if (auto *part = rule->forStatement())
    return forLoop(part);
  if (auto *part = rule->ifStatement())
    return ifStatement(part);
  if (auto *part = rule->simpleStatement())
    return simple(part);
  if (auto *part = rule->expectStatement()) {
    checkPlace(StmtKind::Expect, span(part->start));
    auto *result = tree.make<ExpectStmt>(here);
    result->condition = expr(part->expr());
    return result;
  }
  if (auto *part = rule->returnStatement()) {
    checkPlace(StmtKind::Return, span(part->start));
    auto *result = tree.make<ReturnStmt>(here);
    result->value = expr(part->expr());
    return result;
  }
  return tree.make<BadStmt>(here);
}

const Stmt *Builder::let(Parser::LetStatementContext *rule) {
  checkPlace(StmtKind::Let, span(rule->start));
  auto *result = tree.make<LetStmt>(here);
  result->targets = targets(rule->targets());
  result->isTuple = rule->targets() && rule->targets()->LPAREN();
  result->value = value(rule->value());
  return result;
}

const Stmt *Builder::next(Parser::NextStatementContext *rule) {
  checkPlace(StmtKind::Next, span(rule->start));
  auto *result = tree.make<NextStmt>(here);
  result->targets = targets(rule->targets());
  result->isTuple = rule->targets() && rule->targets()->LPAREN();
  result->value = value(rule->value());
  return result;
}

/// `y[i] = e`, or a call.
const Stmt *Builder::simple(Parser::SimpleStatementContext *rule) {
  if (rule->exception)
    return tree.make<BadStmt>(here);
  if (rule->ASSIGN())
    return define(rule);
  auto *name = tree.make<NameExpr>(span(rule->name()));
  name->name = ident(rule->name());
  const Expr *left = suffixed(name, Origin::Named, rule->suffix());
  if (!llvm::isa<CallExpr, BadExpr>(left)) {
    reportNoStatement(*left);
    return tree.make<BadStmt>(here);
  }
  checkPlace(StmtKind::Call, here);
  auto *result = tree.make<CallStmt>(here);
  result->call = left;
  return result;
}

const Stmt *Builder::define(Parser::SimpleStatementContext *rule) {
  checkPlace(StmtKind::Define, span(static_cast<Rule *>(rule->name())));
  auto *result = tree.make<DefineStmt>(here);
  result->target = target(rule);
  result->value = value(rule->value());
  return result;
}

void Builder::reportNoStatement(const Expr &left) {
  llvm::StringRef before =
      text.take_front(left.span.begin - itemSpan.begin);
  bool startsLine = before.rtrim(" \t").ends_with("\n") ||
                    before.rtrim(" \t").ends_with("{");
  // What follows such a mistake on its line is the same mistake.
  if (!startsLine && noStatementEnd &&
      !text.slice(noStatementEnd, left.span.begin - itemSpan.begin)
           .contains('\n')) {
    noStatementEnd = left.span.end - itemSpan.begin;
    return;
  }
  noStatementEnd = left.span.end - itemSpan.begin;
  llvm::StringRef word = spelling(left.span);
  auto &report = sink.emit(diag::NoStatement, left.span,
                           word.contains('\n') ? std::string("an expression")
                                               : "`" + word.str() + "`");
  llvm::StringRef meant = nearest(
      word, {"let", "next", "scan", "iterate", "for", "if", "expect", "return"});
  if (startsLine && !meant.empty())
    report.fix({"did you mean `" + meant.str() + "`?",
                {{left.span, meant.str()}},
                diag::Applicability::MaybeIncorrect});
  else if (startsLine)
    report.help("write `= value` behind it");
  else
    report.help("an operator before it may be missing");
}

} // namespace tdsl::syntax
