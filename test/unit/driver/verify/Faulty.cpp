//===- Faulty.cpp - A backend with mistakes, for the tests of verify ------===//
//
// The registry of these tests: the reference, and `faulty`, which runs the
// reference and then spoils the last element of every result that has more
// than 16.
//
//===----------------------------------------------------------------------===//

#include "compiler/target/Backend.h"
#include "compiler/target/Elements.h"

namespace tdsl::reference {
target::Backend &backend();
}

namespace tdsl::target {

namespace {

class Spoiler final : public Executable {
public:
  explicit Spoiler(std::unique_ptr<Executable> inner)
      : inner(std::move(inner)) {}
  std::optional<RunError> run(llvm::ArrayRef<HostTensor *> inputs,
                              llvm::ArrayRef<HostTensor *> outputs,
                              const llvm::StringMap<int64_t> &sizes,
                              const RunOptions &options) override {
    auto error = inner->run(inputs, outputs, sizes, options);
    for (HostTensor *output : outputs) {
      if (output->size() <= 16)
        continue;
      if (output->type().isFloat())
        setReal(*output, output->size() - 1, 1e30);
      else
        setInteger(*output, output->size() - 1,
                   integerAt(*output, output->size() - 1) + 1);
    }
    return error;
  }

private:
  std::unique_ptr<Executable> inner;
};

class Faulty final : public Backend {
public:
  llvm::StringRef name() const override { return "faulty"; }
  bool needsTir() const override { return false; }
  std::unique_ptr<Executable> prepare(const Unit &unit,
                                      diag::Sink &sink) override {
    return std::make_unique<Spoiler>(reference::backend().prepare(unit, sink));
  }
  std::optional<std::string> emit(llvm::ArrayRef<Unit>, Product,
                                  llvm::StringRef, diag::Sink &) override {
    return std::nullopt;
  }
};

} // namespace

Backend *findBackend(llvm::StringRef name) {
  static Faulty faulty;
  if (name == "faulty")
    return &faulty;
  return name == "reference" ? &reference::backend() : nullptr;
}

} // namespace tdsl::target
