//===- EmulatedDevice.h - The emulator as a driver of the runtime ---------===//

#ifndef TDSL_BACKENDS_CUDA_EMULATEDDEVICE_H
#define TDSL_BACKENDS_CUDA_EMULATEDDEVICE_H

#include "backends/cuda/emulator/Emulator.h"
#include "runtime/include/tdsl/device.h"

#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"

#include <map>

namespace tdsl::cuda {

/// A device in host memory that runs the kernels of one module.
class EmulatedDevice {
public:
  EmulatedDevice(std::unique_ptr<llvm::LLVMContext> context,
                 std::unique_ptr<llvm::Module> module);
  ~EmulatedDevice();

  const tdsl_driver *driver() const { return &table; }
  EmulatorOptions options; // of the launches that follow

private:
  static void *load(void *user, const tdsl_plan *plan, tdsl_words *why);
  static int launch(void *user, void *module, uint32_t kernel,
                    const uint32_t grid[3], const tdsl_memory *buffers,
                    const int64_t *sizes, tdsl_words *why);
  Emulator *emulatorOf(uint32_t kernel, tdsl_words *why);

  std::unique_ptr<llvm::LLVMContext> context;
  std::unique_ptr<llvm::Module> kernels;
  /// By their numbers in the plan, from their first launch on.
  std::map<uint32_t, std::unique_ptr<Emulator>> emulators;
  const tdsl_plan *plan = nullptr;
  tdsl_driver table = {};
};

} // namespace tdsl::cuda

#endif // TDSL_BACKENDS_CUDA_EMULATEDDEVICE_H
