//===- Case.cpp - One round of verification -------------------------------===//

#include "compiler/driver/verify/Case.h"

#include "compiler/sema/Conditions.h"

namespace tdsl::driver {

/// Of one tensor: more would make a round too long for the interpreter.
static constexpr int64_t MaxElements = int64_t(1) << 20;

static std::optional<int64_t> valueOf(llvm::StringRef name,
                                      const sema::Function &function,
                                      const SizeValues &sizes) {
  for (size_t at = 0; at < function.sizes.size(); ++at)
    if (function.sizes[at].name == name)
      return sizes[at];
  return std::nullopt;
}

std::optional<int64_t> evaluate(const sets::Expr &e,
                                const sema::Function &function,
                                const SizeValues &sizes) {
  return e.evaluate(
      [&](llvm::StringRef name) { return valueOf(name, function, sizes); });
}

std::optional<llvm::SmallVector<int64_t, 4>> shapeOf(const sema::Stage &stage,
                                                     const SizeValues &sizes) {
  llvm::SmallVector<int64_t, 4> shape;
  for (const sema::Dim &dim : stage.shape) {
    std::optional<int64_t> extent =
        evaluate(dim.range.extent(), *stage.function, sizes);
    if (dim.everywhere || !extent || *extent < 0)
      return std::nullopt;
    shape.push_back(*extent);
  }
  std::optional<int64_t> count = target::countElements(shape);
  if (!count || *count > MaxElements)
    return std::nullopt;
  return shape;
}

llvm::StringMap<int64_t> givenSizes(const sema::Function &function,
                                    const SizeValues &sizes) {
  llvm::StringMap<int64_t> given;
  for (size_t at = 0; at < function.sizes.size(); ++at)
    if (!function.sizes[at].boundBy)
      given[function.sizes[at].name] = sizes[at];
  return given;
}

static bool holds(const sema::Where &where, const sema::Function &function,
                  const SizeValues &sizes) {
  if (!where.condition)
    return true;
  auto replace = [&](llvm::StringRef name) -> std::optional<sets::Expr> {
    std::optional<int64_t> value = valueOf(name, function, sizes);
    return value ? std::optional<sets::Expr>(*value) : std::nullopt;
  };
  return sema::prove(*where.condition, {}, replace) == sets::Answer::Proven;
}

bool isAllowed(const sema::Function &function, const SizeValues &sizes) {
  auto hasShape = [&](const sema::Stage *stage) {
    return shapeOf(*stage, sizes).has_value();
  };
  return llvm::all_of(function.params, hasShape) &&
         llvm::all_of(function.results, hasShape) &&
         llvm::all_of(function.wheres, [&](const sema::Where &where) {
           return holds(where, function, sizes);
         });
}

std::string callText(const sema::Function &function, const Instance &instance) {
  std::string text = function.name;
  for (size_t at = 0; at < function.types.size(); ++at)
    text += (at ? ", " : " with ") + function.types[at].name + " = " +
            sema::spelling(instance.types[at]).str();
  return text;
}

std::string callText(const sema::Function &function, const Instance &instance,
                     const SizeValues &sizes) {
  std::string text = callText(function, instance);
  bool isFirst = function.types.empty();
  for (size_t at = 0; at < function.sizes.size(); ++at) {
    text += (isFirst ? " with " : ", ") + function.sizes[at].name + " = " +
            std::to_string(sizes[at]);
    isFirst = false;
  }
  return text;
}

static llvm::StringRef name(DataKind data) {
  switch (data) {
  case DataKind::SmallIntegers:
    return "small integers";
  case DataKind::WholeTypes:
    return "integers of the whole type";
  case DataKind::Specials:
    return "infinities, NaNs and zeros";
  case DataKind::Reals:
    return "reals";
  }
  llvm_unreachable("not a kind of data");
}

std::string dataText(const Case &round) {
  return name(round.data).str() + ", data seed " +
         std::to_string(round.dataSeed);
}

} // namespace tdsl::driver
