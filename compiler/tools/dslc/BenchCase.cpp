//===- BenchCase.cpp - A bench of a file, ready to be timed ---------------===//

#include "compiler/tools/dslc/BenchCase.h"

#include "compiler/diag/Catalog.h"
#include "compiler/tools/dslc/TestRun.h"

#include "llvm/Support/Casting.h"

namespace tdsl::tools {
namespace {

/// The call whose result a stage is, point by point; null where it is more.
const sema::CallSite *callOf(const sema::Stage &result) {
  const auto *access = llvm::dyn_cast_or_null<sema::AccessExpr>(result.body);
  if (!access || !access->base.call ||
      access->indices.size() != result.indices.size())
    return nullptr;
  for (size_t dim = 0; dim != access->indices.size(); ++dim) {
    const auto *index =
        llvm::dyn_cast<sema::IndexRefExpr>(access->indices[dim]);
    if (!index || index->index != result.indices[dim])
      return nullptr;
  }
  return access->base.call;
}

/// The one call that the results of a body come from; null where there is more
/// than that.
const sema::CallSite *onlyCall(const sema::Function &body) {
  const sema::CallSite *only = nullptr;
  for (const sema::Stage *result : body.results) {
    const sema::CallSite *call =
        result->wholeCall ? result->wholeCall : callOf(*result);
    if (!call || (only && call != only))
      return nullptr;
    only = call;
  }
  return only;
}

/// A constant as --in takes it.
std::optional<std::string> numberOf(const sema::Expr &expr) {
  const auto *constant = llvm::dyn_cast<sema::ConstantExpr>(&expr);
  if (!constant || constant->special != sema::ConstantExpr::Special::None)
    return std::nullopt;
  if (auto *integer = std::get_if<int64_t>(&constant->value))
    return std::to_string(*integer);
  if (auto *natural = std::get_if<uint64_t>(&constant->value))
    return std::to_string(*natural);
  if (auto *truth = std::get_if<bool>(&constant->value))
    return *truth ? "1" : "0";
  return llvm::formatv("{0:g17}", std::get<double>(constant->value)).str();
}

/// What an argument is given; nothing where it is more than a number or one of
/// the host's tensors.
std::optional<driver::GivenInput>
givenFor(const sema::Stage &param, const sema::Argument &argument,
         const sema::TestCase &bench,
         std::vector<target::HostTensor> &tensors) {
  driver::GivenInput given{param.name, "", nullptr};
  if (argument.scalar) {
    auto number = numberOf(*argument.scalar);
    given.source = number.value_or("");
    return number ? std::optional(given) : std::nullopt;
  }
  const sema::TensorView &view = argument.view;
  if (llvm::any_of(view.fixed, [](const sema::Expr *e) { return e; }))
    return std::nullopt;
  for (size_t place = 0; place != bench.inputs.size(); ++place)
    if (bench.inputs[place].param == view.base.stage) {
      given.source = "the tensor of the bench";
      given.tensor = &tensors[place];
    }
  return given.tensor ? std::optional(given) : std::nullopt;
}

/// Everything that a direct call is given; nothing where it is no direct call.
std::optional<std::vector<driver::GivenInput>>
givenTo(const sema::CallSite &call, const sema::TestCase &bench,
        std::vector<target::HostTensor> &tensors) {
  std::vector<driver::GivenInput> all;
  llvm::SmallVector<target::HostTensor *> taken;
  for (size_t place = 0; place != call.arguments.size(); ++place) {
    auto given = givenFor(*call.callee->params[place], call.arguments[place],
                          bench, tensors);
    // f(x, x): the tensor can be taken once.
    if (!given || (given->tensor && llvm::is_contained(taken, given->tensor)))
      return std::nullopt;
    if (given->tensor)
      taken.push_back(given->tensor);
    all.push_back(std::move(*given));
  }
  return all;
}

std::optional<driver::Arguments>
argumentsOf(const sema::CallSite &call,
            llvm::ArrayRef<driver::GivenInput> given, diag::Sink &sink) {
  const sema::Function &callee = *call.callee;
  llvm::StringMap<sema::Scalar> types;
  llvm::StringMap<int64_t> sizes;
  for (size_t place = 0; place != callee.types.size(); ++place)
    types[callee.types[place].name] = call.types[place].scalar;
  for (size_t place = 0; place != callee.sizes.size(); ++place)
    if (auto value = call.sizes[place].constant())
      sizes[callee.sizes[place].name] = *value;
  return driver::makeArguments(callee, types, sizes, given, "", sink);
}

/// Fills call.function and call.arguments.
bool bind(PreparedCall &call, const sema::TestCase &bench,
          std::vector<target::HostTensor> &tensors) {
  if (const sema::CallSite *only = onlyCall(*bench.body))
    if (auto given = givenTo(*only, bench, tensors)) {
      auto arguments = argumentsOf(*only, *given, call.checked->sink);
      if (!arguments)
        return false;
      call.function = only->callee;
      call.arguments = std::move(*arguments);
      return true;
    }
  auto results = makeResults(*bench.body);
  if (!results)
    return false;
  call.function = bench.body;
  call.arguments.inputs = std::move(tensors);
  call.arguments.outputs = std::move(*results);
  return true;
}

} // namespace

std::unique_ptr<PreparedCall>
prepareBench(const std::shared_ptr<driver::Checked> &checked,
             const sema::TestCase &bench, target::Backend &backend,
             const driver::InstanceOptions &instance) {
  auto call = std::make_unique<PreparedCall>();
  call->checked = checked;
  call->name = bench.name;
  auto tensors = makeInputs(bench);
  if (!tensors || !bind(*call, bench, *tensors)) {
    if (!checked->sink.hasErrors())
      checked->sink.emit(diag::CallFailed, bench.span, bench.name,
                         "its tensors are too large");
    return nullptr;
  }
  return compile(*call, backend, instance) == Compiled::Ready ? std::move(call)
                                                              : nullptr;
}

} // namespace tdsl::tools
