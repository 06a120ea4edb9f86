//===- Call.cpp - A function, compiled, with tensors to call it on --------===//

#include "compiler/tools/dslc/Call.h"
#include "compiler/diag/Catalog.h"

#include "llvm/Support/raw_ostream.h"

#include <chrono>

namespace tdsl::tools {

bool parseTypes(const std::vector<std::string> &given,
                llvm::StringMap<sema::Scalar> &types) {
  for (llvm::StringRef text : given) {
    auto [name, value] = text.split('=');
    auto scalar = sema::scalarNamed(value);
    if (!scalar) {
      llvm::errs() << "dslc: --type takes NAME=TYPE, got `" << text << "`\n";
      return false;
    }
    types[name] = *scalar;
  }
  return true;
}

bool PreparedCall::run(const target::RunOptions &options) {
  auto start = std::chrono::steady_clock::now();
  std::optional<target::RunError> error =
      executable->run(arguments.inputPointers(), arguments.outputPointers(),
                      arguments.sizes, options);
  std::chrono::duration<double, std::milli> took =
      std::chrono::steady_clock::now() - start;
  lastMilliseconds = took.count();
  if (error)
    checked->sink.emit(diag::CallFailed,
                       error->span.isValid() ? error->span : function->span,
                       function->name, error->message);
  return !error;
}

static bool compile(PreparedCall &call, target::Backend &backend,
                    const CallOptions &options) {
  driver::InstanceOptions instance;
  instance.types = call.arguments.types;
  for (const sema::SizeParameter &size : call.function->sizes)
    if (size.isConst)
      instance.constants[size.name] = call.arguments.sizes.lookup(size.name);
  instance.target.family = options.function.target;
  if (!backend.needsTir())
    instance.stopAfter = driver::Phase::Elaborate;
  call.compilation = std::make_unique<driver::Compilation>(
      *call.checked, *call.function, instance);
  if (!call.compilation->run())
    return false;
  call.executable =
      backend.prepare(call.compilation->unit(), call.checked->sink);
  return call.executable != nullptr;
}

std::unique_ptr<PreparedCall> prepareCall(const CallOptions &options,
                                          const Common &common, int &exit) {
  auto call = std::make_unique<PreparedCall>();
  exit = Usage;
  llvm::StringMap<int64_t> sizes;
  llvm::StringMap<sema::Scalar> types;
  call->target = options.function.target;
  target::Backend *backend = target::findBackend(call->target);
  if (!backend) {
    llvm::errs() << "dslc: there is no target `" << call->target << "`; have";
    for (target::Backend *known : target::backends())
      llvm::errs() << " " << known->name();
    llvm::errs() << "\n";
    return nullptr;
  }
  if (!parseSizes(options.function.sizes, sizes) ||
      !parseTypes(options.function.types, types))
    return nullptr;
  exit = InputHasErrors;
  call->checked = open(options.function.file, common);
  if (!call->checked)
    return nullptr;
  if (!call->checked->sink.hasErrors()) {
    call->function = choose(*call->checked, options.function, common);
    if (!call->function) {
      exit = Usage;
      return nullptr;
    }
    auto arguments =
        driver::makeArguments(*call->function, types, sizes, options.inputs,
                              options.defaultSource, call->checked->sink);
    if (arguments) {
      call->arguments = std::move(*arguments);
      if (compile(*call, *backend, options))
        return call;
    }
  }
  report(*call->checked, common);
  return nullptr;
}

} // namespace tdsl::tools
