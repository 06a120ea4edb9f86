//===- Program.h - Kernels as text, run in the emulator -------------------===//

#ifndef TDSL_TEST_UNIT_CUDA_PROGRAM_H
#define TDSL_TEST_UNIT_CUDA_PROGRAM_H

#include "backends/cuda/Emit.h"
#include "backends/cuda/emulator/Emulator.h"

#include "mlir/IR/MLIRContext.h"
#include "llvm/ADT/StringMap.h"
#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <string>
#include <vector>

namespace tdsl::cuda::test {

/// A buffer's elements.
using Bytes = std::vector<std::byte>;

template <typename T> Bytes bytesOf(const std::vector<T> &values) {
  Bytes bytes(values.size() * sizeof(T));
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

template <typename T> std::vector<T> valuesOf(const Bytes &bytes) {
  std::vector<T> values(bytes.size() / sizeof(T));
  std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

std::string replaceAll(std::string text, llvm::StringRef what,
                       llvm::StringRef by);

/// tir.kernel operations, lowered as for a device.
class Program {
public:
  explicit Program(const std::string &text);

  /// What buffers hold after one launch, which must be the same in each way:
  /// before and after LLVM's passes; threads upwards and downwards, and with
  /// all accesses checked.
  std::vector<Bytes> run(const std::string &kernel, uint32_t blocks,
                         std::vector<Bytes> buffers,
                         std::vector<int64_t> sizes = {});

  /// Whether a way of running it shows that something is wrong: it is reported,
  /// or two ways differ.
  bool isCaught(const std::string &kernel, uint32_t blocks,
                std::vector<Bytes> buffers, std::vector<int64_t> sizes = {});

  /// A way of running, in words, with what it gave.
  struct Outcome {
    std::string way, report;
    std::vector<Bytes> buffers;
  };

  /// One launch in each way.
  std::vector<Outcome> runAll(const std::string &kernel, uint32_t blocks,
                              const std::vector<Bytes> &buffers,
                              const std::vector<int64_t> &sizes);

  /// What a launch must know.
  const gpu::KernelCode &code(const std::string &kernel);

  /// LLVM's module after its passes, and PTX.
  std::string ptx;

private:
  struct Kernel {
    gpu::KernelCode code;
    std::array<uint32_t, 3> threads = {};
    std::unique_ptr<Emulator> lowered, optimized;
  };
  static std::unique_ptr<Emulator> emulatorOf(const llvm::Module &module,
                                              const Kernel &kernel);

  std::map<std::string, Kernel> kernels; // by the name in the text
};

} // namespace tdsl::cuda::test

#endif // TDSL_TEST_UNIT_CUDA_PROGRAM_H
