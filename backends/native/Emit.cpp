//===- Emit.cpp - Files of a function's host code -------------------------===//

#include "backends/native/Native.h"

#include "compiler/diag/Catalog.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::native {

static std::string print(const llvm::Module &module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  module.print(stream, nullptr);
  return text;
}

/// Optimised code as what was asked for.
static std::optional<std::string>
write(llvm::Module &module, llvm::TargetMachine &machine,
      target::Product product, llvm::StringRef name, std::string &whyNot) {
  switch (product) {
  case target::Product::LlvmIr:
    return print(module);
  case target::Product::Assembly:
    return generate(module, machine, /*assembly=*/true);
  case target::Product::Object:
    return generate(module, machine, /*assembly=*/false);
  case target::Product::SharedLibrary:
    return linkShared(generate(module, machine, false), name, whyNot);
  case target::Product::StaticLibrary:
    return archive(generate(module, machine, false), whyNot);
  case target::Product::Spirv:
  case target::Product::Ptx:
  case target::Product::Sass:
    whyNot = "it has no code for a device";
    return std::nullopt;
  }
  return std::nullopt;
}

bool makes(target::Product product) {
  switch (product) {
  case target::Product::LlvmIr:
  case target::Product::Assembly:
  case target::Product::Object:
  case target::Product::SharedLibrary:
  case target::Product::StaticLibrary:
    return true;
  case target::Product::Spirv:
  case target::Product::Ptx:
  case target::Product::Sass:
    return false;
  }
  llvm_unreachable("every product is above");
}

std::optional<std::string> emit(llvm::ArrayRef<target::Unit> units,
                                target::Product product, llvm::StringRef name,
                                const Lower &lower, diag::Sink &sink) {
  auto fail = [&](const std::string &why) {
    sink.emit(diag::CannotGenerate, Span(), why);
    return std::nullopt;
  };
  std::string whyNot;
  std::unique_ptr<llvm::TargetMachine> machine =
      makeMachine(units.front().target, /*positionIndependent=*/true, whyNot);
  if (!machine)
    return fail(whyNot);
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> module;
  for (const target::Unit &unit : units) {
    std::unique_ptr<llvm::Module> next = lower(unit, context, *machine);
    if (!next)
      return std::nullopt;
    if (!module)
      module = std::move(next);
    else if (llvm::Linker::linkModules(*module, std::move(next)))
      return fail("two functions of one name: " + unit.signature.name);
  }
  optimize(*module, *machine, Effort::Slim);
  std::optional<std::string> bytes =
      write(*module, *machine, product, name, whyNot);
  if (!bytes)
    return fail(whyNot);
  return bytes;
}

} // namespace tdsl::native
