//===- DeviceExecutable.h - A function on a device, in this process -------===//

#ifndef TDSL_BACKENDS_GPU_DEVICEEXECUTABLE_H
#define TDSL_BACKENDS_GPU_DEVICEEXECUTABLE_H

#include "compiler/target/Backend.h"

#include <memory>

namespace tdsl::gpu {

/// Runs host code that runs a plan. What a driver loaded of the plan, it
/// forgets before the code goes away.
class DeviceExecutable : public target::Executable {
public:
  /// `device` is TDSL_CUDA or TDSL_VULKAN.
  DeviceExecutable(std::unique_ptr<target::Executable> host, int32_t device)
      : host(std::move(host)), device(device) {}
  ~DeviceExecutable() override;

  std::optional<target::RunError>
  run(llvm::ArrayRef<target::HostTensor *> inputs,
      llvm::ArrayRef<target::HostTensor *> outputs,
      const llvm::StringMap<int64_t> &sizes,
      const target::RunOptions &options) override;

  llvm::ArrayRef<int64_t> leafCounts() const override {
    return host->leafCounts();
  }

private:
  std::unique_ptr<target::Executable> host;
  int32_t device;
  bool ranOnDevice = false;
};

} // namespace tdsl::gpu

#endif // TDSL_BACKENDS_GPU_DEVICEEXECUTABLE_H
