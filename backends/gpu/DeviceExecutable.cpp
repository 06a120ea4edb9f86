//===- DeviceExecutable.cpp - A function on a device, in this process -----===//

#include "backends/gpu/DeviceExecutable.h"

#include "runtime/include/tdsl/device.h"

namespace tdsl::gpu {

DeviceExecutable::~DeviceExecutable() {
  tdsl_words why;
  if (!ranOnDevice)
    return;
  if (const tdsl_driver *driver = tdsl_device_driver(device, &why))
    tdsl_device_forget(driver);
}

std::optional<target::RunError>
DeviceExecutable::run(llvm::ArrayRef<target::HostTensor *> inputs,
                      llvm::ArrayRef<target::HostTensor *> outputs,
                      const llvm::StringMap<int64_t> &sizes,
                      const target::RunOptions &options) {
  ranOnDevice |= !options.driver;
  return host->run(inputs, outputs, sizes, options);
}

} // namespace tdsl::gpu
