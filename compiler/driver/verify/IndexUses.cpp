//===- IndexUses.cpp - Which parameters hold places in other tensors ------===//

#include "compiler/driver/verify/IndexUses.h"

#include "compiler/sema/Visit.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Casting.h"

namespace tdsl::driver {

namespace {

class Finder {
public:
  explicit Finder(const sema::Function &function) : function(function) {}

  std::vector<IndexUse> find() {
    for (const sema::Stage *stage : function.stages) {
      if (stage->body)
        visit(*stage->body);
    }
    for (const sema::CallSite *call : function.calls)
      visit(*call);
    return std::move(uses);
  }

private:
  void visit(const sema::Expr &e) {
    if (const auto *access = llvm::dyn_cast<sema::AccessExpr>(&e))
      for (size_t dim = 0; dim < access->indices.size(); ++dim)
        if (const sema::Dim *read = dimOf(access->base, dim))
          if (!read->everywhere)
            noteParams(*access->indices[dim], {nullptr, read->range, false});
    if (const auto *reduce = llvm::dyn_cast<sema::ReduceExpr>(&e))
      for (const sema::Index *index : reduce->indices)
        for (const sema::Expr *end : {index->lower, index->upper})
          if (end)
            noteParams(*end, {nullptr, {}, true});
    for (const sema::Expr *child : sema::childrenOf(e))
      visit(*child);
  }

  /// What the callee does with its parameters is done with our arguments.
  void visit(const sema::CallSite &call) {
    for (IndexUse use : Finder(*call.callee).find()) {
      auto place = llvm::find(call.callee->params, use.param);
      const sema::Argument &argument =
          call.arguments[place - call.callee->params.begin()];
      auto inOurs = [&](const sets::Expr &e) {
        return e.substitute(
            [&](llvm::StringRef name) -> std::optional<sets::Expr> {
              for (size_t at = 0; at < call.sizes.size(); ++at)
                if (call.callee->sizes[at].name == name)
                  return call.sizes[at];
              return std::nullopt;
            });
      };
      use.range = {inOurs(use.range.lower), inOurs(use.range.upper)};
      if (argument.scalar)
        noteParams(*argument.scalar, use);
      else
        note(argument.view.base, use);
    }
  }

  static const sema::Dim *dimOf(const sema::ValueRef &base, size_t dim) {
    return base.call ? &base.call->resultShapes[base.result][dim]
                     : &base.stage->shape[dim];
  }

  /// Every parameter that is read inside of an index.
  void noteParams(const sema::Expr &index, const IndexUse &use) {
    if (const auto *access = llvm::dyn_cast<sema::AccessExpr>(&index))
      return note(access->base, use);
    for (const sema::Expr *child : sema::childrenOf(index))
      noteParams(*child, use);
  }

  void note(const sema::ValueRef &base, IndexUse use) {
    if (base.call || base.stage->kind != sema::StageKind::Param)
      return;
    use.param = base.stage;
    uses.push_back(std::move(use));
  }

  const sema::Function &function;
  std::vector<IndexUse> uses;
};

} // namespace

std::vector<IndexUse> indexUsesOf(const sema::Function &function) {
  return Finder(function).find();
}

} // namespace tdsl::driver
