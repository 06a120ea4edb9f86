//===- Kernel.cpp - Run kernels of the tensor IR on a Vulkan device -------===//

#include "test/unit/backends/vulkan/Kernel.h"

#include "backends/vulkan/Emit.h"
#include "compiler/tir/passes/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"

#include <cstdlib>

using namespace mlir;

namespace tdsl::test {

void VulkanKernels::SetUp() {
  setenv("TDSL_VULKAN_VALIDATION", "1", /*overwrite=*/0);
  tdsl_words why = {""};
  if (!tdsl_device_driver(TDSL_VULKAN, &why))
    GTEST_SKIP() << "no Vulkan device: " << why.text;
}

/// The device that the test runs on.
static target::Target theDevice() {
  target::Target target;
  target.family = "vulkan";
  tdsl_device_limits limits = {};
  tdsl_words why;
  tdsl_device_get_limits(TDSL_VULKAN, &limits, &why);
  target.gpu.sharedBytes = int64_t(limits.shared_bytes);
  target.gpu.f16 = limits.features & TDSL_DEVICE_F16;
  target.gpu.f64 = limits.features & TDSL_DEVICE_F64;
  target.gpu.i8 = limits.features & TDSL_DEVICE_I8;
  target.gpu.i16 = limits.features & TDSL_DEVICE_I16;
  target.gpu.i64 = limits.features & TDSL_DEVICE_I64;
  target.gpu.store8 = limits.features & TDSL_DEVICE_STORE_8;
  target.gpu.store16 = limits.features & TDSL_DEVICE_STORE_16;
  target.gpu.fma = limits.features & TDSL_DEVICE_FMA;
  target.gpu.strictFloats = limits.features & TDSL_DEVICE_STRICT_FLOATS;
  return target;
}

Emitted emit(const std::string &text, bool expand) {
  MLIRContext context(MLIRContext::Threading::DISABLED);
  context.loadDialect<arith::ArithDialect, math::MathDialect, scf::SCFDialect,
                      tir::TirDialect, vector::VectorDialect>();
  Emitted emitted;
  OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(text, &context);
  if (!module) {
    emitted.error = "the text cannot be read";
    return emitted;
  }
  if (expand) {
    PassManager passes(&context);
    passes.addPass(tir::createExpandMath());
    if (failed(passes.run(*module)))
      emitted.error = "functions cannot be expanded";
  }
  auto kernel = *module->getOps<tir::KernelOp>().begin();
  diag::Sink sink;
  gpu::KernelCode code;
  std::optional<std::string> words =
      vulkan::emitKernel(kernel, theDevice(), sink, code);
  for (const diag::Diagnostic *found : sink.all())
    emitted.error += found->codeText() + ": " + found->message + "\n";
  emitted.words = words.value_or("");
  emitted.entry = code.entry;
  emitted.sharedBytes = code.sharedBytes;
  llvm::copy(kernel.getThreads(), emitted.threads);
  for (auto [buffer, uses] : llvm::zip(kernel.getBuffers(), kernel.getUses()))
    emitted.uses.push_back({uint32_t(buffer), uint32_t(uses)});
  for (int64_t size : kernel.getSizes())
    emitted.sizes.push_back(uint32_t(size));
  return emitted;
}

KernelPlan::KernelPlan(const std::string &text, bool expand)
    : Plan("kernel", TDSL_VULKAN) {
  Emitted emitted = emit(text, expand);
  error = emitted.error;
  if (!error.empty())
    return;
  image(emitted.words);
  static std::deque<std::string> entries; // plans point to them
  kernel(entries.emplace_back(emitted.entry).c_str(), 0, emitted.uses,
         emitted.sizes);
  std::copy(emitted.threads, emitted.threads + 3, kernels.back().threads);
  kernels.back().shared_bytes = uint32_t(emitted.sharedBytes);
}

} // namespace tdsl::test
