//===- HiddenStage.cpp - Stages that nobody named -------------------------===//
//
// `f(x + y)` reads a whole tensor that has no name: it becomes a stage.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/Ranges.h"
#include "compiler/sema/Visit.h"
#include "compiler/sema/check/Body.h"
#include "compiler/sema/check/ExprChecker.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;

Stage *ExprChecker::newHiddenStage(llvm::StringRef hint, Span span) {
  return BodyChecker(f).newStage(f.freshStageName(hint), StageKind::Let, span);
}

Value ExprChecker::hiddenStage(Statement &inner, const Expr *body) {
  Value failed{poison(body->span), {}};
  if (isPoison(body->type))
    return failed;
  bool readsOuter = false;
  forEachIndex(*body, [&](const Index &index) {
    readsOuter |= llvm::is_contained(statement.scope, &index);
  });
  if (readsOuter) {
    sink()
        .emit(diag::NotSupportedYet, body->span,
              "an expression over planes as an argument")
        .help("define it as a stage with `let` first");
    return failed;
  }
  if (!inferRanges(f, inner))
    return failed;
  Stage *stage = newHiddenStage("argument", body->span);
  stage->type = body->type;
  stage->body = body;
  for (Index *index : *inner.whole) {
    stage->indices.push_back(index);
    stage->shape.push_back(index->everywhere ? Dim::all()
                                             : Dim::of(index->range));
  }
  finishStage(f, *stage);
  ValueRef base;
  base.stage = stage;
  return {nullptr, tensorOf(base, body->span)};
}
