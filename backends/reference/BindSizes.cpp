//===- BindSizes.cpp - What the sizes of a function are in a call ---------===//

#include "backends/reference/BindSizes.h"

namespace tdsl::reference {

namespace {

/// Solves one size after the other, until no round finds another.
class Binder {
public:
  Binder(const sema::Function &function, const Arguments &arguments)
      : function(function), arguments(arguments) {
    for (const auto &given : arguments.sizes)
      known[given.getKey()] = given.getValue();
  }

  void solve() {
    size_t before;
    do {
      before = known.size();
      for (const sema::SizeParameter &size : function.sizes)
        if (!known.count(size.name))
          if (std::optional<int64_t> value = find(size))
            known[size.name] = *value;
    } while (known.size() > before);
  }

  std::optional<int64_t> valueOf(llvm::StringRef name) const {
    auto found = known.find(name);
    if (found == known.end())
      return std::nullopt;
    return found->second;
  }

private:
  std::optional<int64_t> evaluate(const sets::Expr &e) const {
    return e.evaluate([&](llvm::StringRef name) { return valueOf(name); });
  }

  std::optional<int64_t> find(const sema::SizeParameter &size) const {
    if (!size.boundBy)
      return size.fallback ? evaluate(*size.fallback) : std::nullopt;
    auto place = llvm::find(function.params, size.boundBy);
    const target::HostTensor *tensor =
        arguments.inputs[place - function.params.begin()];
    if (!tensor || size.boundByDim >= size.boundBy->rank() ||
        size.boundByDim >= static_cast<size_t>(tensor->rank()))
      return std::nullopt;
    // extent = coefficient * size + rest. What does not divide evenly is found
    // when the shapes are compared.
    sets::Expr extent = size.boundBy->shape[size.boundByDim].range.extent();
    std::optional<sets::Expr::Linear> linear = extent.linearIn(size.name);
    if (!linear)
      return std::nullopt;
    std::optional<int64_t> coefficient = evaluate(linear->coefficient);
    std::optional<int64_t> rest = evaluate(linear->rest);
    if (!coefficient || !rest || *coefficient == 0)
      return std::nullopt;
    return (tensor->shape()[size.boundByDim] - *rest) / *coefficient;
  }

  const sema::Function &function;
  const Arguments &arguments;
  Sizes known;
};

} // namespace

/// A size that is an extent is not negative; a given constant may be.
static bool isAllowed(const sema::SizeParameter &size, int64_t value) {
  return !size.boundBy || value >= 0;
}

void bindSizes(Frame &frame, const Arguments &arguments) {
  const sema::Function &function = *frame.code.function;
  Binder binder(function, arguments);
  binder.solve();
  for (size_t slot = 0; slot < function.sizes.size(); ++slot) {
    const sema::SizeParameter &size = function.sizes[slot];
    std::optional<int64_t> value = binder.valueOf(size.name);
    if (!value)
      return frame.machine.fail(FailureKind::Size,
                                "size `" + size.name + "` is not given",
                                size.span);
    if (!isAllowed(size, *value))
      return frame.machine.fail(FailureKind::Size,
                                "size `" + size.name + "` would be " +
                                    llvm::Twine(*value),
                                size.span);
    frame.setSlot(slot, *value);
  }
}

} // namespace tdsl::reference
