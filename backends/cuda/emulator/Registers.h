//===- Registers.h - What a thread can ask about itself -------------------===//

#ifndef TDSL_CUDA_EMULATOR_REGISTERS_H
#define TDSL_CUDA_EMULATOR_REGISTERS_H

#include <array>
#include <cstdint>

namespace tdsl::cuda::emulator {

/// The special registers of PTX. Kernels load them from one array in the host's
/// memory; the scheduler writes those of a thread before it continues it.
enum Register : uint32_t {
  ThreadX,
  ThreadY,
  ThreadZ,
  BlockX,
  BlockY,
  BlockZ,
  BlockSizeX,
  BlockSizeY,
  BlockSizeZ,
  GridSizeX,
  GridSizeY,
  GridSizeZ,
  LaneIndex,
  WarpIndex,
  WarpSize,
  RegisterCount,
};

using Registers = std::array<uint32_t, RegisterCount>;
using Triple32 = std::array<uint32_t, 3>;

constexpr uint32_t WarpLanes = 32;

/// What the driver accepts: threads of a block, and extents.
constexpr uint32_t MostThreads = 1024;
constexpr Triple32 LargestBlock = {1024, 1024, 64};
constexpr Triple32 LargestGrid = {0x7fffffff, 65535, 65535};

inline uint64_t volume(const Triple32 &of) {
  return static_cast<uint64_t>(of[0]) * of[1] * of[2];
}

/// The coordinates of an index, x fastest.
inline Triple32 unflatten(uint64_t index, const Triple32 &within) {
  uint64_t rest = index / within[0];
  return {static_cast<uint32_t>(index % within[0]),
          static_cast<uint32_t>(rest % within[1]),
          static_cast<uint32_t>(rest / within[1])};
}

} // namespace tdsl::cuda::emulator

#endif // TDSL_CUDA_EMULATOR_REGISTERS_H
