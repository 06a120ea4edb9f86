//===- Checker.h - What is wrong with an access ---------------------------===//

#ifndef TDSL_CUDA_EMULATOR_CHECKER_H
#define TDSL_CUDA_EMULATOR_CHECKER_H

#include "backends/cuda/emulator/Access.h"
#include "backends/cuda/emulator/Fiber.h"
#include "backends/cuda/emulator/Memory.h"
#include "backends/cuda/emulator/Registers.h"
#include "backends/cuda/emulator/Shadow.h"

namespace tdsl::cuda::emulator {

/// Looks at each access of a launch before it is carried out.
class Checker {
public:
  struct Setup {
    const Memory &memory;
    const Sites &sites;
    const FiberStacks &stacks;
    Triple32 grid;
    Triple32 blockSize;
    uint32_t granule;
  };

  explicit Checker(const Setup &setup);

  void beginBlock(uint64_t block);
  void passBarrier() { ++stamp; }
  void passWarp(uint32_t warp) { ++warpStamps[warp]; }

  /// What is wrong with an access, or nothing. Remembers it if nothing is.
  std::optional<std::string> see(const Access &access);

private:
  /// Memory that has a name, and the part of it that may be accessed.
  struct Region {
    std::string name;
    const std::byte *begin = nullptr;
    std::optional<uint64_t> bytes;
    bool global = false;
    int32_t parameter = -1;
  };

  const Region *regionOf(const Access &access) const;
  std::string outOfBounds(const Access &access, const Region &region) const;
  std::string race(const Access &access, const Region &region,
                   const Touch &before, AccessKind kind,
                   uint64_t address) const;
  std::string says(const Access &access) const;
  std::string element(const Site &site, const Region &region,
                      uint64_t address) const;
  std::string thread(uint32_t index) const;
  std::string blockOf(uint32_t stamp) const;

  Setup setup;
  Shadow shadow;
  std::vector<Region> arrays;
  std::vector<Region> buffers;
  /// What is in none of them: everything, if an extent is not known.
  Region elsewhere;
  uint32_t stamp = 0;
  uint32_t blockStart = 0;
  std::array<uint32_t, MostThreads / WarpLanes> warpStamps = {};
  /// The first stamp of each block and the block, in this order.
  std::vector<std::pair<uint32_t, uint64_t>> blocks;
};

} // namespace tdsl::cuda::emulator

#endif // TDSL_CUDA_EMULATOR_CHECKER_H
