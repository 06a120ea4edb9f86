//===- HostModule.h - The host's side of a function on a device -----------===//

#ifndef TDSL_BACKENDS_GPU_HOSTMODULE_H
#define TDSL_BACKENDS_GPU_HOSTMODULE_H

#include "backends/gpu/Program.h"

#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Target/TargetMachine.h"

#include <memory>

namespace tdsl::gpu {

/// A module with a tdsl_function, whose kernel runs a tdsl_plan by
/// tdsl_rt_run_plan: code and program as constant data. `device` is TDSL_CUDA
/// or TDSL_VULKAN, `machine` the host's.
std::unique_ptr<llvm::Module> hostModule(const target::Unit &unit,
                                         const DeviceProgram &program,
                                         const DeviceCode &code, int32_t device,
                                         llvm::LLVMContext &context,
                                         llvm::TargetMachine &machine);

} // namespace tdsl::gpu

#endif // TDSL_BACKENDS_GPU_HOSTMODULE_H
