//===- Instance.cpp - A function as one call uses it ----------------------===//

#include "compiler/lower/AstToGraph/Instance.h"

namespace tdsl::lower {

std::string Instance::pathOf(const sema::Stage &stage) const {
  if (path.empty())
    return stage.name;
  bool isTheResult =
      stage.kind == sema::StageKind::Result && function->results.size() == 1;
  return isTheResult ? path : path + "." + stage.name;
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
  return sets::Interval{inSizes(dim.range.lower), inSizes(dim.range.upper)};
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
