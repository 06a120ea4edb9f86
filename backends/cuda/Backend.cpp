//===- Backend.cpp - CUDA -------------------------------------------------===//

#include "compiler/target/Backend.h"

#include "backends/cuda/Assemble.h"
#include "backends/cuda/Emit.h"
#include "backends/cuda/EmulatedDevice.h"
#include "backends/gpu/DeviceExecutable.h"
#include "backends/gpu/HostModule.h"
#include "backends/native/Native.h"
#include "compiler/diag/Catalog.h"

#include "llvm/Transforms/Utils/Cloning.h"

namespace tdsl::cuda {
namespace {

/// The kernels of a unit: what goes to the GPU, and the module behind it.
struct Kernels {
  gpu::DeviceProgram program;
  gpu::DeviceCode code;
  std::unique_ptr<llvm::LLVMContext> context;
  std::unique_ptr<llvm::Module> module; // null where a diagnostic was given
};

Kernels compile(const target::Unit &unit, diag::Sink &sink) {
  Kernels made{
      gpu::outline(unit), {}, std::make_unique<llvm::LLVMContext>(), nullptr};
  std::unique_ptr<llvm::TargetMachine> machine =
      makeMachine(unit.target.gpu.capability);
  mlir::ModuleOp original = *made.program.kernels;
  mlir::OwningOpRef<mlir::ModuleOp> kernels(original.clone());
  KernelModule lowered =
      lowerKernels(*kernels, unit.debugLines, *made.context, *machine, sink);
  if (!lowered.module)
    return made;
  optimizeKernels(*lowered.module, *machine);
  made.module = llvm::CloneModule(*lowered.module);
  made.code.kernels = std::move(lowered.kernels);
  made.code.images.push_back(printPtx(*lowered.module, *machine));
  return made;
}

/// Runs on the GPU, or in the emulator.
class CudaExecutable : public target::Executable {
public:
  CudaExecutable(std::unique_ptr<target::Executable> host,
                 std::unique_ptr<EmulatedDevice> device, bool hasGpu)
      : host(std::move(host)), device(std::move(device)), hasGpu(hasGpu) {}

  std::optional<target::RunError>
  run(llvm::ArrayRef<target::HostTensor *> inputs,
      llvm::ArrayRef<target::HostTensor *> outputs,
      const llvm::StringMap<int64_t> &sizes,
      const target::RunOptions &options) override {
    target::RunOptions here = options;
    bool emulates =
        options.emulation == target::Emulation::Always ||
        (options.emulation == target::Emulation::WhereNeeded && !hasGpu);
    if (emulates) {
      device->options.check = options.checkAccesses;
      device->options.descending = options.descending;
      here.driver = device->driver();
    }
    return host->run(inputs, outputs, sizes, here);
  }

  llvm::ArrayRef<int64_t> leafCounts() const override {
    return host->leafCounts();
  }

private:
  std::unique_ptr<target::Executable> host;
  std::unique_ptr<EmulatedDevice> device;
  bool hasGpu;
};

class CudaBackend : public target::Backend {
public:
  llvm::StringRef name() const override { return "cuda"; }
  bool needsTir() const override { return true; }
  bool canEmulate() const override { return true; }

  std::optional<std::string> unavailable() const override {
    tdsl_words why;
    if (tdsl_device_driver(TDSL_CUDA, &why))
      return std::nullopt;
    return why.text;
  }

  std::string describe() const override {
    tdsl_words line, why;
    return tdsl_device_describe(TDSL_CUDA, &line, &why) == 0 ? line.text
                                                             : why.text;
  }

  /// Code for the oldest GPU that we make code for runs on every newer one.
  target::Target target() const override {
    target::Target target;
    target.family = "cuda";
    return target;
  }

  bool makes(target::Product product) const override {
    return native::makes(product) || product == target::Product::Ptx ||
           product == target::Product::Sass;
  }

  std::unique_ptr<target::Executable> prepare(const target::Unit &unit,
                                              diag::Sink &sink) override {
    Kernels kernels = compile(unit, sink);
    if (!kernels.module)
      return nullptr;
    auto host = native::load(unit, hostOf(kernels), sink);
    if (!host)
      return nullptr;
    auto device = std::make_unique<EmulatedDevice>(std::move(kernels.context),
                                                   std::move(kernels.module));
    auto onDevice =
        std::make_unique<gpu::DeviceExecutable>(std::move(host), TDSL_CUDA);
    return std::make_unique<CudaExecutable>(std::move(onDevice),
                                            std::move(device), !unavailable());
  }

  std::optional<std::string> emit(llvm::ArrayRef<target::Unit> units,
                                  target::Product product, llvm::StringRef name,
                                  diag::Sink &sink) override {
    if (native::makes(product))
      return native::emit(
          units, product, name,
          [&](const target::Unit &unit, llvm::LLVMContext &context,
              llvm::TargetMachine &machine) -> std::unique_ptr<llvm::Module> {
            Kernels kernels = compile(unit, sink);
            if (!kernels.module)
              return nullptr;
            return hostOf(kernels)(unit, context, machine);
          },
          sink);
    std::string text;
    for (const target::Unit &unit : units) {
      Kernels kernels = compile(unit, sink);
      if (!kernels.module)
        return std::nullopt;
      const std::string &ptx = kernels.code.images.front();
      if (product == target::Product::Ptx) {
        text += ptx;
        continue;
      }
      std::string whyNot;
      auto assembled = assemble(ptx, unit.target.gpu.capability, whyNot);
      std::optional<std::string> counts;
      if (assembled)
        counts = printSass(*assembled);
      if (!counts) {
        sink.emit(diag::CannotGenerate, Span(),
                  assembled ? "ptxas made no cubin" : whyNot);
        return std::nullopt;
      }
      text += *counts;
    }
    return text;
  }

private:
  static native::Lower hostOf(const Kernels &kernels) {
    return [&kernels](const target::Unit &unit, llvm::LLVMContext &context,
                      llvm::TargetMachine &machine) {
      return gpu::hostModule(unit, kernels.program, kernels.code, TDSL_CUDA,
                             context, machine);
    };
  }
};

} // namespace

target::Backend &backend() {
  static CudaBackend backend;
  return backend;
}

} // namespace tdsl::cuda
