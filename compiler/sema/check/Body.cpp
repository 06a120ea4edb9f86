//===- Body.cpp - Declaring stages and putting them in order --------------===//

#include "compiler/sema/check/Body.h"

#include "compiler/diag/Catalog.h"
#include "compiler/sema/Order.h"
#include "compiler/sema/Walk.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

Stage *BodyChecker::newStage(llvm::StringRef name, StageKind kind, Span span) {
  auto *stage = f.program().make<Stage>();
  stage->name = name.str();
  stage->kind = kind;
  stage->span = span;
  stage->function = &f.function;
  stage->type = PoisonType; // until it has been checked
  return stage;
}

void BodyChecker::declare(syn::Block body) {
  for (const syn::Stmt *stmt : body) {
    switch (stmt->kind) {
    case syn::StmtKind::Let:
      declareLet(*llvm::cast<syn::LetStmt>(stmt));
      break;
    case syn::StmtKind::Define:
      declareDefine(*llvm::cast<syn::DefineStmt>(stmt));
      break;
    case syn::StmtKind::Scan:
      rejectStatement(stmt, "`scan`", llvm::cast<syn::ScanStmt>(stmt)->body);
      break;
    case syn::StmtKind::Iterate:
      rejectStatement(stmt, "`iterate`", {},
                      llvm::cast<syn::IterateStmt>(stmt)->states);
      break;
    case syn::StmtKind::Next:
      rejectStatement(stmt, "`next`", {});
      break;
    case syn::StmtKind::For:
      rejectStatement(stmt, "a static `for`",
                      llvm::cast<syn::ForStmt>(stmt)->body);
      break;
    case syn::StmtKind::If:
      rejectStatement(stmt, "a static `if`",
                      llvm::cast<syn::IfStmt>(stmt)->whenTrue);
      break;
    case syn::StmtKind::Call:   // of a test, or misplaced and reported
    case syn::StmtKind::Expect: // of a schedule, likewise
    case syn::StmtKind::Return:
    case syn::StmtKind::Bad:
      break;
    }
  }
}

void BodyChecker::rejectStatement(const syn::Stmt *stmt, llvm::StringRef what,
                                  syn::Block body,
                                  llvm::ArrayRef<syn::Target> states) {
  f.sink().emit(diag::NotSupportedYet, stmt->span, what.str());
  isIncomplete = true;
  auto declareSilent = [&](const syn::Target &target) {
    if (f.find(target.name.text))
      return;
    Symbol symbol;
    symbol.stage = newStage(target.name.text, StageKind::Let, target.span);
    f.declare(target.name, symbol);
  };
  for (const syn::Target &state : states)
    declareSilent(state);
  for (const syn::Stmt *inner : body)
    if (const auto *let = llvm::dyn_cast<syn::LetStmt>(inner))
      for (const syn::Target &target : let->targets)
        declareSilent(target);
}

void BodyChecker::declareLet(const syn::LetStmt &let) {
  Definition definition{&let, let.targets, let.value, {}};
  for (const syn::Target &target : let.targets) {
    Stage *stage = newStage(target.name.text, StageKind::Let, target.name.span);
    Symbol symbol;
    symbol.stage = stage;
    if (!f.declare(target.name, symbol))
      stage = nullptr;
    else
      definitionOf[stage] = definitions.size();
    definition.stages.push_back(stage);
  }
  definitions.push_back(std::move(definition));
}

Stage *BodyChecker::resultNamed(const syn::Ident &name) {
  const Symbol *symbol = f.find(name.text);
  if (symbol && symbol->kind == Symbol::Kind::Stage &&
      symbol->stage->kind == StageKind::Result)
    return symbol->stage;
  if (symbol) {
    f.sink()
        .emit(diag::NotAResult, name.span, name.text.str(),
              describe(*symbol).str())
        .label(symbol->span, "declared here");
  } else if (name) {
    auto &d = f.sink().emit(diag::UnknownName, name.span, name.text.str());
    d.fix({"define a stage",
           {{{name.span.file, name.span.begin, name.span.begin}, "let "}},
           diag::Applicability::MaybeIncorrect});
    f.suggest(d, name.text, name.span);
  }
  return nullptr;
}

void BodyChecker::declareDefine(const syn::DefineStmt &define) {
  Stage *result = resultNamed(define.target.name);
  if (result) {
    auto [entry, isNew] = definitionOf.try_emplace(result, definitions.size());
    if (!isNew) {
      const Definition &first = definitions[entry->second];
      f.sink()
          .emit(diag::DuplicateName, define.target.name.span, result->name)
          .label(first.targets.front().name.span, "first defined here");
      return;
    }
  }
  definitions.push_back({&define, define.target, define.value, {result}});
}

/// The definitions, each after those that it reads. A cycle is an error; its
/// stages stay poison.
std::vector<unsigned> BodyChecker::sortedDefinitions() {
  Order order = orderByDependence(definitions.size(), [&](unsigned place) {
    llvm::SmallVector<unsigned, 4> reads;
    forEachMention(definitions[place].stmt, [&](const Mention &mention) {
      const Symbol *symbol = f.find(mention.path.front());
      if (!symbol || symbol->kind != Symbol::Kind::Stage)
        return;
      auto read = definitionOf.find(symbol->stage);
      if (read != definitionOf.end())
        reads.push_back(read->second);
    });
    llvm::sort(reads);
    return reads;
  });
  std::vector<bool> isCyclic(definitions.size());
  for (llvm::ArrayRef<unsigned> cycle : order.cycles) {
    bool isKnown = llvm::any_of(cycle, [&](unsigned p) { return isCyclic[p]; });
    std::string way;
    for (unsigned place : cycle) {
      isCyclic[place] = true;
      way += definitions[place].targets.front().name.text.str() + " -> ";
    }
    const syn::Ident &name = definitions[cycle.front()].targets.front().name;
    if (!isKnown)
      f.sink()
          .emit(diag::StageCycle, name.span, name.text.str(),
                way + name.text.str())
          .help("a recurrence is written with `scan`");
  }
  llvm::erase_if(order.sorted, [&](unsigned p) { return isCyclic[p]; });
  return order.sorted;
}

void BodyChecker::checkStages() {
  for (unsigned place : sortedDefinitions())
    checkStage(f, definitions[place]);
  for (const Stage *result : f.function.results)
    if (!isIncomplete && !definitionOf.count(result))
      f.sink().emit(diag::ResultNotDefined, result->span, result->name);
}
