//===- Function.cpp - A function: signature, where, body ------------------===//

#include "compiler/sema/check/Function.h"

#include "compiler/diag/Catalog.h"
#include "compiler/sema/check/Body.h"
#include "compiler/sema/prove/Proofs.h"
#include "compiler/sema/prove/Wrap.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

const Function *tdsl::sema::checkFunction(Session &session,
                                          LoadedModule &module,
                                          const syn::FnItem &item) {
  size_t errorsBefore = session.sink.errorCount();
  auto *function = session.program.make<Function>();
  function->name = item.name.text.str();
  function->module = module.name;
  function->span = item.name.span;
  function->doc = llvm::join(item.docs, "\n");
  FunctionContext f(session, module, *function);
  if (isBuiltinName(item.name.text))
    f.sink().emit(diag::HidesBuiltin, item.name.span, function->name);
  if (!readSignature(f, item.signature))
    return nullptr;
  readAttributes(f, item);
  for (const syn::Expr *condition : item.signature.where)
    readWhere(f, condition);
  if (function->facts.contradictory() && !function->wheres.empty())
    f.sink().emit(diag::WhereNeverHolds, function->wheres.back().span,
                  function->wheres.back().text);
  BodyChecker body(f);
  body.declare(item.body);
  body.checkStages();
  if (session.sink.errorCount() == errorsBefore) {
    proveAccesses(f);
    warnOfWraps(f);
  }
  return function;
}
