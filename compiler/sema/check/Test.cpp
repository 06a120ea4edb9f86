//===- Test.cpp - test "..." { } and bench "..." { } ----------------------===//
//
// A body is a function whose parameters are what the host makes and whose
// results are what is asserted; in a bench the results are what is called.
//
//===----------------------------------------------------------------------===//

#include "compiler/sema/check/Test.h"

#include "compiler/diag/Catalog.h"
#include "compiler/sema/Ranges.h"
#include "compiler/sema/Walk.h"
#include "compiler/sema/check/Body.h"
#include "compiler/sema/prove/Proofs.h"

#include "llvm/ADT/StringSwitch.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

namespace {

class CaseChecker {
public:
  CaseChecker(FunctionContext &f, TestCase &test, bool isBench)
      : f(f), test(test), isBench(isBench) {}

  void check(syn::Block body) {
    BodyChecker stages(f);
    stages.declare(body);
    stages.checkStages();
    for (const syn::Stmt *stmt : body)
      if (const auto *call = llvm::dyn_cast<syn::CallStmt>(stmt))
        checkCall(*call);
    markBenchResults();
  }

private:
  void checkCall(const syn::CallStmt &stmt) {
    const auto *call = llvm::dyn_cast_or_null<syn::CallExpr>(stmt.call);
    if (!call)
      return;
    auto path = pathOf(call->callee);
    llvm::StringRef name = path.size() == 1 ? path.front() : "";
    auto kind = llvm::StringSwitch<std::optional<Assertion::Kind>>(name)
                    .Case("assert_close", Assertion::Kind::Close)
                    .Case("assert_equal", Assertion::Kind::Equal)
                    .Case("assert", Assertion::Kind::True)
                    .Default(std::nullopt);
    if (isBench && !kind)
      addResult(call);
    else if (!isBench && kind)
      checkAssertion(*call, *kind);
    else
      f.sink().emit(diag::NotAnAssertion, call->span);
  }

  void checkAssertion(const syn::CallExpr &call, Assertion::Kind kind) {
    Assertion assertion;
    assertion.kind = kind;
    assertion.span = call.span;
    llvm::SmallVector<const syn::Expr *, 2> values;
    for (const syn::Argument &argument : call.arguments) {
      if (!argument.name)
        values.push_back(argument.value);
      else if (!readTolerance(assertion, argument))
        return;
    }
    size_t wanted = kind == Assertion::Kind::True ? 1 : 2;
    if (values.size() != wanted) {
      f.sink().emit(diag::WrongArgumentCount, call.span,
                    f.source(call.callee->span), int64_t(wanted),
                    int64_t(values.size()));
      return;
    }
    auto left = addResult(values.front());
    auto right = wanted == 2 ? addResult(values.back(), left) : left;
    if (!left || !right)
      return;
    assertion.left = *left;
    assertion.right = *right;
    if (compare(assertion, call.span))
      test.assertions.push_back(assertion);
  }

  bool readTolerance(Assertion &assertion, const syn::Argument &argument) {
    const auto *number = llvm::dyn_cast_or_null<syn::FloatExpr>(argument.value);
    const auto *integer = llvm::dyn_cast_or_null<syn::IntExpr>(argument.value);
    bool isTolerance = argument.name == "rtol" || argument.name == "atol";
    if (!isTolerance || (!number && !integer)) {
      f.sink().emit(diag::UnknownArgument, argument.span, "assert_close",
                    argument.name.text.str());
      return false;
    }
    double value = number ? number->value : double(integer->value);
    (argument.name == "rtol" ? assertion.rtol : assertion.atol) = value;
    return true;
  }

  /// Both sides have one type and one shape.
  bool compare(const Assertion &assertion, Span span) {
    const Stage &left = *f.function.results[assertion.left];
    const Stage &right = *f.function.results[assertion.right];
    if (assertion.kind == Assertion::Kind::True)
      return true;
    if (left.type != right.type) {
      f.sink().emit(diag::MixedTypes, span, "the assertion", f.text(left.type),
                    f.text(right.type));
      return false;
    }
    if (f.text(left.shape) == f.text(right.shape))
      return true;
    f.sink().emit(diag::WholeShapesDiffer, span, f.text(left.type, left.shape),
                  f.text(right.type, right.shape));
    return false;
  }

  /// A result of the body with the value of an expression; of the type of
  /// another one where its own is open.
  std::optional<unsigned> addResult(const syn::Expr *e,
                                    std::optional<unsigned> like = {}) {
    Statement statement;
    statement.mayBeWhole = true;
    ExprChecker expressions(f, statement);
    const Expr *body = expressions.scalar(e);
    if (like && isFlexible(body->type))
      body = expressions.settle(body, f.function.results[*like]->type);
    body = expressions.settleAlone(body);
    if (isPoison(body->type) || !inferRanges(f, statement))
      return std::nullopt;
    unsigned place = f.function.results.size();
    Stage *result = BodyChecker(f).newStage("result" + std::to_string(place),
                                            StageKind::Result, e->span);
    result->type = body->type;
    result->body = body;
    if (statement.whole)
      for (Index *index : *statement.whole) {
        if (index->everywhere) {
          f.sink().emit(diag::NeedsBounds, e->span, f.source(e->span));
          return std::nullopt;
        }
        result->indices.push_back(index);
        result->shape.push_back(Dim::of(index->range));
      }
    f.function.results.push_back(result);
    finishStage(f, *result);
    return place;
  }

  /// A bench without a bare call measures its stages.
  void markBenchResults() {
    if (!isBench || !f.function.results.empty() || f.function.stages.empty())
      return;
    auto *last = const_cast<Stage *>(f.function.stages.back());
    last->kind = StageKind::Result;
    f.function.results.push_back(last);
  }

  FunctionContext &f;
  TestCase &test;
  bool isBench;
};

} // namespace

void tdsl::sema::checkTest(Session &session, LoadedModule &module,
                           const syn::StringExpr *title, syn::Block body,
                           bool isBench) {
  if (!title)
    return;
  size_t errorsBefore = session.sink.errorCount();
  auto *function = session.program.make<Function>();
  TestCase test;
  test.name = title->value.str();
  test.span = title->span;
  test.body = function;
  function->name = test.name;
  function->span = title->span;
  FunctionContext f(session, module, *function);
  f.test = &test;
  CaseChecker(f, test, isBench).check(body);
  if (session.sink.errorCount() == errorsBefore)
    proveAccesses(f);
  auto &cases = isBench ? session.program.benches : session.program.tests;
  cases.push_back(std::move(test));
}
