//===- Statements.cpp - Builds statements ---------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/support/Similar.h"
#include "compiler/syntax/Words.h"
#include "compiler/syntax/build/Builder.h"
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
  antlr4::tree::ParseTree *part =
      rule->children.empty() ? nullptr : rule->children.front();
  if (auto *one = as<Parser::LetStatementContext>(part))
    return let(one);
  if (auto *one = as<Parser::NextStatementContext>(part))
    return next(one);
  if (auto *one = as<Parser::ScanStatementContext>(part))
    return scan(one);
  if (auto *one = as<Parser::IterateStatementContext>(part))
    return iterate(one);
  if (auto *one = as<Parser::ForStatementContext>(part))
    return forLoop(one);
  if (auto *one = as<Parser::IfStatementContext>(part))
    return ifStatement(one);
  if (auto *one = as<Parser::SimpleStatementContext>(part))
    return simple(one);
  if (auto *one = as<Parser::ExpectStatementContext>(part)) {
    checkPlace(StmtKind::Expect, span(one->start));
    auto *result = tree.make<ExpectStmt>(here);
    result->condition = expr(one->expr());
    return result;
  }
  if (auto *one = as<Parser::ReturnStatementContext>(part)) {
    checkPlace(StmtKind::Return, span(one->start));
    auto *result = tree.make<ReturnStmt>(here);
    result->value = expr(one->expr());
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
  const Expr *left =
      suffixed(nameExpr(rule->name()), Origin::Named, rule->children);
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

/// Was something reported behind this, on its line? Then that is the reason.
bool Builder::isReportedBehind(Span at) const {
  for (const diag::Diagnostic *earlier : sink.all()) {
    bool isBehind = earlier->span.file == at.file &&
                    earlier->span.begin >= at.end &&
                    earlier->span.begin < itemSpan.end;
    if (isBehind &&
        !spelling({at.file, at.end, earlier->span.begin}).contains('\n'))
      return true;
  }
  return false;
}

void Builder::reportNoStatement(const Expr &left) {
  if (isReportedBehind(left.span))
    return;
  llvm::StringRef before = text.take_front(left.span.begin - itemSpan.begin);
  bool startsLine =
      before.rtrim(" \t").ends_with("\n") || before.rtrim(" \t").ends_with("{");
  // What follows such a mistake on its line is the same mistake.
  if (!startsLine && noStatementEnd &&
      !text.slice(noStatementEnd, left.span.begin - itemSpan.begin)
           .contains('\n')) {
    noStatementEnd = left.span.end - itemSpan.begin;
    return;
  }
  noStatementEnd = left.span.end - itemSpan.begin;
  llvm::StringRef word = spelling(left.span);
  auto &report = sink.emit(diag::NoStatement, left.span, excerpt(word));
  auto meant = mostSimilar(word, {"let", "next", "scan", "iterate", "for", "if",
                                  "expect", "return"});
  if (startsLine && meant)
    report.fix({"did you mean `" + meant->str() + "`?",
                {{left.span, meant->str()}},
                diag::Applicability::MaybeIncorrect});
  else if (startsLine)
    report.help("write `= value` behind it");
  else
    report.help("an operator before it may be missing");
}

} // namespace tdsl::syntax
