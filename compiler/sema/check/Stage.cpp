//===- Stage.cpp - let t[i, j] = e, y[i, j] = e, let h = f(x) -------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/Ranges.h"
#include "compiler/sema/Walk.h"
#include "compiler/sema/check/Body.h"
#include "compiler/sema/check/HostInput.h"
#include "compiler/sema/check/TypeReader.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

namespace {

/// One stage and the left side that defines it.
class StageChecker {
public:
  StageChecker(FunctionContext &f, const syn::Target &target, Stage &stage)
      : f(f), target(target), stage(stage), expressions(f, statement) {
    statement.stage = &stage;
    statement.mayBeWhole = !target.hasIndices;
    if (stage.kind == StageKind::Result)
      stated = StatedType{stage.type, stage.shape};
  }

  void check(const syn::Expr *value) {
    if (!readTarget() || defineBySpecialCall(value))
      return;
    finish(expressions.scalar(value));
  }

  /// The stage is one of several results of a call.
  void checkResult(const TensorValue &result) {
    if (readTarget())
      finish(expressions.number({nullptr, result}));
  }

private:
  bool readTarget() {
    if (target.member) {
      f.sink().emit(diag::NotSupportedYet, target.span, "a family of stages");
      return false;
    }
    if (target.type && !stated) {
      stated = readType(f, *target.type);
      if (!stated)
        return false;
    }
    if (!target.hasIndices)
      return true;
    if (stated && stated->shape.size() != target.indices.size()) {
      f.sink()
          .emit(diag::WrongIndexCount, target.span, stage.name,
                int64_t(stated->shape.size()), int64_t(target.indices.size()))
          .label(stage.span, "declared here");
      return false;
    }
    bool isFine = true;
    for (const syn::TargetIndex &index : target.indices)
      isFine &= readIndex(index);
    for (Index *index : indices)
      statement.scope.push_back(index);
    return isFine;
  }

  bool readIndex(const syn::TargetIndex &written) {
    const syn::NameExpr *name = written.asName();
    if (name && !name->name)
      return false; // reported by the parser
    if (!name || (f.find(name->name.text) &&
                  f.find(name->name.text)->kind == Symbol::Kind::Size)) {
      f.sink().emit(diag::NotSupportedYet, written.span,
                    "a stage that is defined box by box");
      return false;
    }
    f.checkIndexName(name->name);
    for (const Index *other : indices)
      if (other->name == name->name.text) {
        f.sink()
            .emit(diag::DuplicateIndex, name->span, other->name)
            .label(other->span, "already here");
        return false;
      }
    auto *index = f.program().make<Index>();
    index->name = name->name.text.str();
    index->symbol = f.freshSymbol(index->name);
    index->span = name->span;
    statement.indices.push_back({index, written.range || stated, false});
    indices.push_back(index);
    return giveRange(*index, written);
  }

  /// The range that is written, or that of the stated type.
  bool giveRange(Index &index, const syn::TargetIndex &written) {
    size_t place = indices.size() - 1;
    if (written.range) {
      if (!expressions.writtenRange(index, *written.range))
        return false;
      if (index.lower) {
        f.sink().emit(diag::NotASize, written.range->span,
                      f.source(written.range->span));
        return false;
      }
    }
    if (!stated)
      return true;
    const Dim &dim = stated->shape[place];
    if (written.range && (dim.everywhere || !(dim.range == index.range))) {
      f.sink().emit(diag::StageShape, written.span, stage.name,
                    f.text(stated->shape), textOf(Dim::of(index.range)));
      return false;
    }
    index.range = dim.range;
    index.everywhere = dim.everywhere;
    return true;
  }

  /// `let src = clamp_edges(x)` makes this stage the boundary stage; in a test
  /// `let x = random.normal(...)` makes it an input.
  bool defineBySpecialCall(const syn::Expr *value) {
    const auto *call = llvm::dyn_cast_or_null<syn::CallExpr>(value);
    if (!call || target.hasIndices || stated)
      return false;
    auto path = pathOf(call->callee);
    if (path.size() == 1)
      if (auto kind = boundaryNamed(path.front())) {
        expressions.boundary(call, *kind, &stage);
        return true;
      }
    if (auto generator = generatorNamed(path); generator && f.test) {
      makeHostInput(f, *call, *generator, stage);
      return true;
    }
    return false;
  }

  /// Whole tensors must have the stated shape.
  bool stateWholeShape(Span span) {
    if (!stated || target.hasIndices)
      return true;
    size_t rank = statement.whole ? statement.whole->size() : 0;
    if (rank != stated->shape.size()) {
      f.sink()
          .emit(diag::StageShape, span, stage.name, f.text(stated->shape),
                rank == 0 ? "a number" : std::to_string(rank) + " dimensions")
          .help("write the indices: `" + stage.name + "[i, ...] = ...`");
      return false;
    }
    std::vector<IndexUse> uses;
    for (size_t i = 0; i != rank; ++i)
      if (!stated->shape[i].everywhere)
        uses.push_back({(*statement.whole)[i], stated->shape[i],
                        target.name.span, stage.name, true,
                        f.text(stated->type, stated->shape)});
    statement.uses.insert(statement.uses.begin(), uses.begin(), uses.end());
    return true;
  }

  void finish(const Expr *body) {
    body = stated ? expressions.convert(body, stated->type,
                                        "the value of `" + stage.name + "`")
                  : expressions.settleAlone(body);
    if (isPoison(body->type) || !stateWholeShape(body->span) ||
        !inferRanges(f, statement))
      return;
    stage.body = body;
    stage.type = body->type;
    if (statement.whole)
      indices.assign(statement.whole->begin(), statement.whole->end());
    stage.indices.assign(indices.begin(), indices.end());
    if (stage.kind == StageKind::Let) {
      stage.shape.clear();
      for (const Index *index : indices)
        stage.shape.push_back(index->everywhere ? Dim::all()
                                                : Dim::of(index->range));
    }
    finishStage(f, stage);
  }

  FunctionContext &f;
  const syn::Target &target;
  Stage &stage;
  Statement statement;
  ExprChecker expressions;
  std::optional<StatedType> stated; // on the left side or in the signature
  std::vector<Index *> indices;
};

/// `let (v, i) = f(x)`: each name is a result of the call.
void checkTuple(FunctionContext &f, const Definition &definition) {
  Statement statement;
  ExprChecker expressions(f, statement);
  const auto *call = llvm::dyn_cast<syn::CallExpr>(definition.value);
  Value value = call ? expressions.value(call) : Value();
  if (value.scalar && isPoison(value.scalar->type))
    return;
  const CallSite *site = value.tensor ? value.tensor->base.call : nullptr;
  if (const auto *access = llvm::dyn_cast_or_null<AccessExpr>(value.scalar))
    site = access->base.call;
  if (!site) {
    f.sink().emit(diag::NotSupportedYet, definition.value->span, "a tuple");
    return;
  }
  if (site->callee->results.size() != definition.targets.size()) {
    f.sink().emit(diag::WrongResultCount, definition.value->span,
                  site->callee->name, int64_t(site->callee->results.size()),
                  int64_t(definition.targets.size()));
    return;
  }
  for (unsigned i = 0; i != definition.targets.size(); ++i) {
    if (!definition.stages[i])
      continue;
    ValueRef result{nullptr, site, i};
    StageChecker(f, definition.targets[i], *definition.stages[i])
        .checkResult(expressions.tensorOf(result, definition.value->span));
  }
}

} // namespace

void tdsl::sema::checkStage(FunctionContext &f, const Definition &definition) {
  if (!definition.value)
    return;
  const auto *let = llvm::dyn_cast<syn::LetStmt>(definition.stmt);
  if (let && let->isTuple)
    return checkTuple(f, definition);
  if (definition.stages.front())
    StageChecker(f, definition.targets.front(), *definition.stages.front())
        .check(definition.value);
}

void tdsl::sema::finishStage(FunctionContext &f, Stage &stage) {
  if (!withinLimits(f, stage.name, stage.shape, stage.span)) {
    stage.type = PoisonType;
    return;
  }
  f.function.stages.push_back(&stage);
  const auto *access = llvm::dyn_cast_or_null<AccessExpr>(stage.body);
  if (!access || !access->base.call ||
      access->indices.size() != stage.indices.size())
    return;
  for (auto [at, index] : llvm::zip_equal(access->indices, stage.indices)) {
    const auto *alone = llvm::dyn_cast<IndexRefExpr>(at);
    if (!alone || alone->index != index)
      return;
  }
  stage.wholeCall = access->base.call;
  auto *call = const_cast<CallSite *>(access->base.call);
  if (call->name.empty())
    call->name = stage.name;
}
