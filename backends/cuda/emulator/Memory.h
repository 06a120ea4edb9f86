//===- Memory.h - What a launch may touch ---------------------------------===//

#ifndef TDSL_CUDA_EMULATOR_MEMORY_H
#define TDSL_CUDA_EMULATOR_MEMORY_H

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tdsl::cuda::emulator {

/// What a block may have on the largest of the machines, and what a module may
/// ask for without a launch attribute.
constexpr uint64_t MostShared = 227 * 1024;
constexpr uint64_t MostStaticShared = 48 * 1024;

struct SharedArray {
  std::string name;
  uint64_t offset = 0;
  /// Zero for one whose size the launch gives: it ends with the shared memory.
  uint64_t bytes = 0;
};

/// The memory behind a parameter that is a pointer.
struct Buffer {
  uint32_t parameter = 0;
  std::string name;
  const std::byte *begin = nullptr;
  std::optional<uint64_t> bytes;
};

struct Memory {
  std::byte *shared = nullptr;
  uint64_t sharedBytes = 0;
  std::vector<SharedArray> arrays;
  std::vector<Buffer> buffers;
};

} // namespace tdsl::cuda::emulator

#endif // TDSL_CUDA_EMULATOR_MEMORY_H
