//===- Instance.cpp - A function as one call uses it ----------------------===//

#include "compiler/lower/AstToGraph/Instance.h"

namespace tdsl::lower {

bool Instance::definesResult() const {
  return target && target->kind == sema::StageKind::Result;
}

bool Instance::isTheResult(const sema::Stage &stage) const {
  if (stage.kind != sema::StageKind::Result)
    return false;
  if (function->results.size() == 1 || !definesResult())
    return function->results.size() == 1;
  const auto *access = llvm::cast<sema::AccessExpr>(target->body);
  return function->results[access->base.result] == &stage;
}

std::string Instance::pathOf(const sema::Stage &stage) const {
  if (path.empty())
    return stage.name;
  return isTheResult(stage) ? path : path + "." + stage.name;
}

sets::Expr Instance::inSizes(const sets::Expr &e) const {
  return e.substitute([&](llvm::StringRef symbol) -> std::optional<sets::Expr> {
    auto found = sizes.find(symbol);
    if (found == sizes.end())
      return std::nullopt;
    return found->second;
  });
}

graph::Dim Instance::inSizes(const sema::Dim &dim) const {
  if (dim.everywhere)
    return std::nullopt;
  return inSizes(dim.range);
}

sets::Interval Instance::inSizes(const sets::Interval &range) const {
  return {inSizes(range.lower), inSizes(range.upper)};
}

/// A stage that a callee reads as `T[*, *]` is read wherever the callee wants.
static bool isPassedOn(const sema::Function &function,
                       const sema::Stage &stage) {
  return llvm::any_of(function.calls, [&](const sema::CallSite *call) {
    return llvm::any_of(call->arguments, [&](const sema::Argument &argument) {
      return !argument.scalar && argument.view.base.stage == &stage;
    });
  });
}

/// In a function that is defined everywhere a box may speak of what its caller
/// reads of it, which only the reads tell.
static bool isOfSizes(const sets::Interval &range,
                      const llvm::StringMap<sets::Expr> &sizes) {
  auto isSize = [&](const std::string &symbol) { return sizes.count(symbol); };
  return llvm::all_of(range.lower.symbols(), isSize) &&
         llvm::all_of(range.upper.symbols(), isSize);
}

std::vector<graph::Dim> Instance::boxOf(const sema::Stage &stage) const {
  bool isComputedKnown =
      stage.computed.size() == stage.rank() && !isPassedOn(*function, stage);
  std::vector<graph::Dim> box;
  for (auto [i, dim] : llvm::enumerate(stage.shape)) {
    if (dim.everywhere && isComputedKnown &&
        isOfSizes(stage.computed[i], sizes))
      box.push_back(inSizes(stage.computed[i]));
    else
      box.push_back(inSizes(dim));
  }
  return box;
}

bool isScalarFunction(const sema::Function &function) {
  auto isScalar = [](const sema::Stage *stage) { return stage->rank() == 0; };
  return llvm::all_of(function.params, isScalar) &&
         llvm::all_of(function.stages, isScalar) &&
         llvm::all_of(function.calls, [](const sema::CallSite *call) {
           return isScalarFunction(*call->callee);
         });
}

} // namespace tdsl::lower
