//===- Emit.cpp - A kernel as SPIR-V --------------------------------------===//

#include "backends/vulkan/Emit.h"

#include "backends/vulkan/lower/Emitter.h"
#include "compiler/diag/Catalog.h"

#include "mlir/Dialect/SPIRV/IR/SPIRVDialect.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Target/SPIRV/Serialization.h"

using namespace mlir;

namespace tdsl::vulkan {

OwningOpRef<spirv::ModuleOp> lowerKernel(tir::KernelOp kernel,
                                         const target::Target &target,
                                         diag::Sink &sink,
                                         gpu::KernelCode &code) {
  kernel.getContext()->getOrLoadDialect<spirv::SPIRVDialect>();
  Emitter emitter(kernel, target, sink);
  OwningOpRef<spirv::ModuleOp> module = emitter.run();
  code.entry = kernel.getSymName().str();
  code.sharedBytes = emitter.getSharedBytes();
  return module;
}

std::optional<std::string> serialize(spirv::ModuleOp module, diag::Sink &sink) {
  SmallVector<uint32_t> words;
  if (failed(verify(module)) || failed(spirv::serialize(module, words))) {
    sink.emit(diag::CannotGenerate, Span(), "MLIR cannot write the SPIR-V");
    return std::nullopt;
  }
  return std::string(reinterpret_cast<const char *>(words.data()),
                     words.size() * sizeof(uint32_t));
}

std::optional<std::string> emitKernel(tir::KernelOp kernel,
                                      const target::Target &target,
                                      diag::Sink &sink, gpu::KernelCode &code) {
  OwningOpRef<spirv::ModuleOp> module = lowerKernel(kernel, target, sink, code);
  if (!module)
    return std::nullopt;
  return serialize(*module, sink);
}

} // namespace tdsl::vulkan
