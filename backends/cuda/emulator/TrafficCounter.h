//===- TrafficCounter.h - Bank conflicts and sectors ----------------------===//

#ifndef TDSL_CUDA_EMULATOR_TRAFFICCOUNTER_H
#define TDSL_CUDA_EMULATOR_TRAFFICCOUNTER_H

#include "backends/cuda/emulator/Access.h"
#include "backends/cuda/emulator/Fiber.h"
#include "backends/cuda/emulator/Memory.h"
#include "backends/cuda/emulator/Registers.h"
#include "backends/cuda/emulator/Traffic.h"

#include <array>

namespace tdsl::cuda::emulator {

/// Puts together what the lanes of a warp access, though they run one after the
/// other: the n-th time that each of them comes to a place, counted from the
/// last barrier, is one request. Where lanes part, that is a guess.
class TrafficCounter {
public:
  TrafficCounter(const Memory &memory, const Sites &sites,
                 const FiberStacks &stacks)
      : memory(memory), sites(sites), stacks(stacks),
        visits(sites.size() * MostThreads), counts(sites.size()),
        open(sites.size() * WarpsOfBlock) {}

  void see(const Access &access);

  /// All threads have met, or have ended: no request is left open.
  void meet();

  /// The places that were come to, in the order of the module.
  std::vector<Traffic> result() const;

private:
  static constexpr size_t WarpsOfBlock = MostThreads / WarpLanes;

  struct Request {
    std::array<uint64_t, WarpLanes> addresses;
    uint32_t lanes = 0;
    uint64_t bytes = 0;
  };

  void count(const Request &request, Traffic &traffic) const;

  const Memory &memory;
  const Sites &sites;
  const FiberStacks &stacks;
  std::vector<uint32_t> visits;
  std::vector<Traffic> counts;
  /// By site and warp, then by visit; and which of them are not empty.
  std::vector<std::vector<Request>> open;
  std::vector<size_t> touched;
};

} // namespace tdsl::cuda::emulator

#endif // TDSL_CUDA_EMULATOR_TRAFFICCOUNTER_H
