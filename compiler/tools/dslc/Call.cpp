//===- Call.cpp - A function, compiled, with tensors to call it on --------===//

#include "compiler/tools/dslc/Call.h"
#include "compiler/diag/Catalog.h"

#include <chrono>

namespace tdsl::tools {

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

llvm::json::Object jsonOf(const PreparedCall &call, unsigned threads) {
  llvm::json::Object sizes;
  for (const sema::SizeParameter &size : call.function->sizes)
    sizes[size.name] = call.arguments.sizes.lookup(size.name);
  return llvm::json::Object{{"name", call.name},
                            {"target", call.target},
                            {"threads", static_cast<int64_t>(threads)},
                            {"sizes", std::move(sizes)}};
}

int exitOf(const diag::Sink &sink) {
  if (!sink.hasErrors())
    return Done;
  bool isInput = llvm::any_of(sink.all(), [](const diag::Diagnostic *each) {
    return each->severity == diag::Severity::Error &&
           each->code != diag::CannotWriteFile.code;
  });
  return isInput ? InputHasErrors : EnvironmentLacks;
}

Compiled compile(PreparedCall &call, target::Backend &backend,
                 driver::InstanceOptions instance) {
  driver::Phase last = driver::lastPhaseFor(backend);
  bool stops = instance.stopAfter < last;
  instance.types = call.arguments.types;
  for (const sema::SizeParameter &size : call.function->sizes)
    if (size.isConst)
      instance.constants[size.name] = call.arguments.sizes.lookup(size.name);
  instance.target = backend.target();
  instance.stopAfter = std::min(instance.stopAfter, last);
  call.target = backend.name();
  call.compilation = std::make_unique<driver::Compilation>(
      *call.checked, *call.function, instance);
  if (!call.compilation->run())
    return Compiled::Failed;
  if (stops)
    return Compiled::Stopped;
  call.executable =
      backend.prepare(call.compilation->unit(), call.checked->sink);
  return call.executable ? Compiled::Ready : Compiled::Failed;
}

std::unique_ptr<PreparedCall>
prepareCall(const CallOptions &options,
            const std::shared_ptr<driver::Checked> &checked,
            target::Backend &backend, const driver::InstanceOptions &instance,
            int &exit) {
  llvm::StringMap<int64_t> sizes;
  llvm::StringMap<sema::Scalar> types;
  auto call = std::make_unique<PreparedCall>();
  call->checked = checked;
  exit = Usage;
  if (!parseSizes(options.function.sizes, sizes) ||
      !parseTypes(options.function.types, types))
    return nullptr;
  call->function = choose(*checked, options.function);
  if (!call->function)
    return nullptr;
  call->name = call->function->name;
  exit = InputHasErrors;
  auto arguments =
      driver::makeArguments(*call->function, types, sizes, options.inputs,
                            options.defaultSource, checked->sink);
  if (!arguments)
    return nullptr;
  call->arguments = std::move(*arguments);
  Compiled compiled = compile(*call, backend, instance);
  exit = compiled == Compiled::Failed ? InputHasErrors : Done;
  return compiled == Compiled::Ready ? std::move(call) : nullptr;
}

} // namespace tdsl::tools
