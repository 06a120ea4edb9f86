//===- Backend.cpp - The CPU ----------------------------------------------===//

#include "compiler/target/Backend.h"

#include "backends/cpu/Pipeline.h"
#include "compiler/diag/Catalog.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::cpu {
namespace {

class CpuBackend : public target::Backend {
public:
  llvm::StringRef name() const override { return "cpu"; }
  bool needsTir() const override { return true; }

  std::unique_ptr<target::Executable> prepare(const target::Unit &unit,
                                              diag::Sink &sink) override {
    return load(unit, sink);
  }

  std::optional<std::string> emit(llvm::ArrayRef<target::Unit> units,
                                  target::Product product, llvm::StringRef name,
                                  diag::Sink &sink) override {
    std::string whyNot;
    std::unique_ptr<llvm::TargetMachine> machine =
        makeMachine(units.front().target, /*positionIndependent=*/true, whyNot);
    std::optional<std::string> bytes;
    if (machine)
      bytes = write(units, product, name, *machine, whyNot);
    if (!bytes)
      sink.emit(diag::CannotGenerate, Span(), whyNot);
    return bytes;
  }

private:
  std::optional<std::string> write(llvm::ArrayRef<target::Unit> units,
                                   target::Product product,
                                   llvm::StringRef name,
                                   llvm::TargetMachine &machine,
                                   std::string &whyNot) {
    llvm::LLVMContext context;
    std::unique_ptr<llvm::Module> module;
    for (const target::Unit &unit : units) {
      std::unique_ptr<llvm::Module> next = lowerUnit(unit, context, machine);
      if (!module)
        module = std::move(next);
      else if (llvm::Linker::linkModules(*module, std::move(next)))
        whyNot = "two functions of one name: " + unit.signature.name;
    }
    if (!whyNot.empty())
      return std::nullopt;
    optimize(*module, machine, Effort::Slim);
    if (product == target::Product::LlvmIr) {
      std::string text;
      llvm::raw_string_ostream stream(text);
      module->print(stream, nullptr);
      return text;
    }
    bool assembly = product == target::Product::Assembly;
    std::string object = generate(*module, machine, assembly);
    switch (product) {
    case target::Product::LlvmIr:
    case target::Product::Assembly:
    case target::Product::Object:
      return object;
    case target::Product::SharedLibrary:
      return linkShared(object, name, whyNot);
    case target::Product::StaticLibrary:
      return archive(object, whyNot);
    }
    return std::nullopt;
  }
};

} // namespace

target::Backend &backend() {
  static CpuBackend backend;
  return backend;
}

} // namespace tdsl::cpu
