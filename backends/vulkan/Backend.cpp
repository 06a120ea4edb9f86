//===- Backend.cpp - Vulkan -----------------------------------------------===//

#include "compiler/target/Backend.h"

#include "backends/gpu/DeviceExecutable.h"
#include "backends/gpu/HostModule.h"
#include "backends/native/Native.h"
#include "backends/vulkan/Emit.h"
#include "runtime/include/tdsl/device.h"

#include "llvm/Support/raw_ostream.h"

namespace tdsl::vulkan {
namespace {

/// A module for each kernel: what one of them needs of a device, the others
/// need not have.
std::optional<gpu::DeviceCode> compile(const gpu::DeviceProgram &program,
                                       const target::Target &target,
                                       diag::Sink &sink) {
  gpu::DeviceCode code;
  mlir::ModuleOp kernels = *program.kernels;
  for (auto kernel : kernels.getBody()->getOps<tir::KernelOp>()) {
    gpu::KernelCode made;
    made.image = static_cast<unsigned>(code.images.size());
    auto words = emitKernel(kernel, target, sink, made);
    if (!words)
      return std::nullopt;
    code.images.push_back(std::move(*words));
    code.kernels.push_back(std::move(made));
  }
  return code;
}

class VulkanBackend : public target::Backend {
public:
  llvm::StringRef name() const override { return "vulkan"; }
  bool needsTir() const override { return true; }

  std::optional<std::string> unavailable() const override {
    tdsl_words why;
    if (tdsl_device_driver(TDSL_VULKAN, &why))
      return std::nullopt;
    return why.text;
  }

  std::string describe() const override {
    tdsl_words line, why;
    return tdsl_device_describe(TDSL_VULKAN, &line, &why) == 0 ? line.text
                                                               : why.text;
  }

  /// The device that is here; without one, what desktop GPUs have in common.
  target::Target target() const override {
    target::Target target = target::typical("vulkan");
    tdsl_device_limits limits;
    tdsl_words why;
    if (tdsl_device_get_limits(TDSL_VULKAN, &limits, &why) == 0)
      take(limits, target.gpu);
    return target;
  }

  bool makes(target::Product product) const override {
    return native::makes(product) || product == target::Product::Spirv;
  }

  std::unique_ptr<target::Executable> prepare(const target::Unit &unit,
                                              diag::Sink &sink) override {
    auto host = native::load(unit, hostWith(sink), sink);
    if (!host)
      return nullptr;
    return std::make_unique<gpu::DeviceExecutable>(std::move(host),
                                                   TDSL_VULKAN);
  }

  std::optional<std::string> emit(llvm::ArrayRef<target::Unit> units,
                                  target::Product product, llvm::StringRef name,
                                  diag::Sink &sink) override {
    if (native::makes(product))
      return native::emit(units, product, name, hostWith(sink), sink);
    std::string text;
    llvm::raw_string_ostream os(text);
    for (const target::Unit &unit : units) {
      gpu::DeviceProgram program = gpu::outline(unit);
      mlir::ModuleOp kernels = *program.kernels;
      for (auto kernel : kernels.getBody()->getOps<tir::KernelOp>()) {
        gpu::KernelCode made;
        auto module = lowerKernel(kernel, unit.target, sink, made);
        if (!module)
          return std::nullopt;
        module->print(os);
        os << "\n";
      }
    }
    return text;
  }

private:
  static void take(const tdsl_device_limits &limits, target::GpuLimits &gpu) {
    gpu.sharedBytes = static_cast<int64_t>(limits.shared_bytes);
    gpu.bufferBytes = static_cast<int64_t>(limits.buffer_bytes);
    gpu.threads = limits.threads;
    for (unsigned axis = 0; axis != 3; ++axis) {
      gpu.threadsByAxis[axis] = limits.threads_by_axis[axis];
      gpu.gridByAxis[axis] = limits.grid[axis];
    }
    gpu.subgroup = limits.subgroup;
    gpu.f16 = limits.features & TDSL_DEVICE_F16;
    gpu.f64 = limits.features & TDSL_DEVICE_F64;
    gpu.i8 = limits.features & TDSL_DEVICE_I8;
    gpu.i16 = limits.features & TDSL_DEVICE_I16;
    gpu.i64 = limits.features & TDSL_DEVICE_I64;
    gpu.store8 = limits.features & TDSL_DEVICE_STORE_8;
    gpu.store16 = limits.features & TDSL_DEVICE_STORE_16;
    gpu.fma = limits.features & TDSL_DEVICE_FMA;
    gpu.fullLoops = limits.features & TDSL_DEVICE_FULL_LOOPS;
    gpu.strictFloats = limits.features & TDSL_DEVICE_STRICT_FLOATS;
  }

  static native::Lower hostWith(diag::Sink &sink) {
    return
        [&sink](const target::Unit &unit, llvm::LLVMContext &context,
                llvm::TargetMachine &machine) -> std::unique_ptr<llvm::Module> {
          gpu::DeviceProgram program = gpu::outline(unit);
          auto code = compile(program, unit.target, sink);
          if (!code)
            return nullptr;
          return gpu::hostModule(unit, program, *code, TDSL_VULKAN, context,
                                 machine);
        };
  }
};

} // namespace

target::Backend &backend() {
  static VulkanBackend backend;
  return backend;
}

} // namespace tdsl::vulkan
