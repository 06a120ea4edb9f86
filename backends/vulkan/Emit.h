//===- Emit.h - A kernel as SPIR-V ----------------------------------------===//

#ifndef TDSL_BACKENDS_VULKAN_EMIT_H
#define TDSL_BACKENDS_VULKAN_EMIT_H

#include "backends/gpu/Program.h"

#include "mlir/Dialect/SPIRV/IR/SPIRVOps.h"

namespace tdsl::vulkan {

/// A kernel in the SPIR-V dialect, for Vulkan 1.1; null, with a diagnostic in
/// `sink`, where the target lacks what the kernel needs. Sets the entry and the
/// shared bytes of `code`. The module lives in the context of the kernel.
mlir::OwningOpRef<mlir::spirv::ModuleOp>
lowerKernel(tir::KernelOp kernel, const target::Target &target,
            diag::Sink &sink, gpu::KernelCode &code);

/// The words of a module, as bytes; nothing with a diagnostic where MLIR
/// refuses to write it.
std::optional<std::string> serialize(mlir::spirv::ModuleOp module,
                                     diag::Sink &sink);

/// Both: the SPIR-V words of a kernel.
std::optional<std::string> emitKernel(tir::KernelOp kernel,
                                      const target::Target &target,
                                      diag::Sink &sink, gpu::KernelCode &code);

} // namespace tdsl::vulkan

#endif // TDSL_BACKENDS_VULKAN_EMIT_H
