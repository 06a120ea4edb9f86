//===- Backend.cpp - The CPU ----------------------------------------------===//

#include "compiler/target/Backend.h"

#include "backends/cpu/Pipeline.h"
#include "backends/native/Native.h"

namespace tdsl::cpu {
namespace {

class CpuBackend : public target::Backend {
public:
  llvm::StringRef name() const override { return "cpu"; }
  bool needsTir() const override { return true; }
  bool makes(target::Product product) const override {
    return native::makes(product);
  }

  std::unique_ptr<target::Executable> prepare(const target::Unit &unit,
                                              diag::Sink &sink) override {
    return native::load(unit, lowerUnit, sink);
  }

  std::optional<std::string> emit(llvm::ArrayRef<target::Unit> units,
                                  target::Product product, llvm::StringRef name,
                                  diag::Sink &sink) override {
    return native::emit(units, product, name, lowerUnit, sink);
  }
};

} // namespace

target::Backend &backend() {
  static CpuBackend backend;
  return backend;
}

} // namespace tdsl::cpu
