//===- Traffic.h - How well the lanes of a warp access memory together ----===//

#ifndef TDSL_CUDA_EMULATOR_TRAFFIC_H
#define TDSL_CUDA_EMULATOR_TRAFFIC_H

#include <cstdint>
#include <string>

namespace tdsl::cuda {

/// The accesses of one place in a kernel, over a whole launch.
struct Traffic {
  std::string what;
  std::string place;
  bool isShared = false;
  /// How often lanes of a warp accessed memory together.
  uint64_t requests = 0;
  /// What that took: in shared memory passes over the 32 banks, in global
  /// memory sectors of 32 bytes.
  uint64_t transactions = 0;
  /// What as many bytes take at least.
  uint64_t fewest = 0;
};

} // namespace tdsl::cuda

#endif // TDSL_CUDA_EMULATOR_TRAFFIC_H
