//===- Backend.cpp - The reference backend --------------------------------===//
//
// It interprets checked programs point by point: what it computes is what a
// program means. It needs no tensor IR and writes no files.
//
//===----------------------------------------------------------------------===//

#include "compiler/target/Backend.h"

#include "backends/reference/Entry.h"
#include "backends/reference/compile/Compiler.h"
#include "compiler/diag/Catalog.h"

namespace tdsl::reference {

using target::HostTensor;
using target::RunError;
using target::Unit;

namespace {

class Interpreter final : public target::Executable {
public:
  explicit Interpreter(const Unit &unit)
      : function(*unit.function), types(unit.types.begin(), unit.types.end()),
        constants(unit.constants) {}

  std::optional<RunError> run(llvm::ArrayRef<HostTensor *> inputs,
                              llvm::ArrayRef<HostTensor *> outputs,
                              const Sizes &sizes,
                              const target::RunOptions &options) override {
    bool isWide = options.rounding == target::Rounding::Wide;
    Machine machine(options);
    Sizes all = constants;
    for (const auto &size : sizes)
      all[size.getKey()] = size.getValue();
    Library &library = isWide ? wide : exact;
    const Code &code = library.get(function, types);
    reference::run(machine, code, {inputs, outputs, all});
    if (!machine.hasFailed())
      return std::nullopt;
    const Failure &failure = *machine.failure();
    std::string prefix =
        failure.kind == FailureKind::Internal ? "internal error: " : "";
    return RunError{static_cast<int32_t>(failure.kind),
                    prefix + failure.message, failure.span};
  }

private:
  const sema::Function &function;
  const sema::TypeArguments types;
  const Sizes constants;
  Library exact{false};
  Library wide{true};
};

class Backend final : public target::Backend {
public:
  llvm::StringRef name() const override { return "reference"; }
  bool needsTir() const override { return false; }
  std::unique_ptr<target::Executable> prepare(const Unit &unit,
                                              diag::Sink &) override {
    return std::make_unique<Interpreter>(unit);
  }
  std::optional<std::string> emit(llvm::ArrayRef<Unit>, target::Product,
                                  llvm::StringRef, diag::Sink &sink) override {
    sink.emit(diag::NotSupportedYet, Span(),
              "writing files with the reference backend");
    return std::nullopt;
  }
};

} // namespace

target::Backend &backend() {
  static Backend theOne;
  return theOne;
}

} // namespace tdsl::reference
