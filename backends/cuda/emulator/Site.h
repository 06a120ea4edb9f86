//===- Site.h - The places in a kernel that the host hears of -------------===//

#ifndef TDSL_CUDA_EMULATOR_SITE_H
#define TDSL_CUDA_EMULATOR_SITE_H

#include <cstdint>
#include <string>
#include <vector>

namespace tdsl::cuda::emulator {

enum class AccessKind : uint8_t { Read, Write, Atomic };

/// A barrier, a warp operation or an access of memory, as it was in the module
/// before the host's optimiser saw it. Kernels pass the number of the site, so
/// code that LLVM duplicates still names one place.
struct Site {
  /// What stands there, for people: `llvm.nvvm.barrier0`, `store`.
  std::string what;
  /// "file.tdsl:12", or empty without debug locations.
  std::string place;
  AccessKind kind = AccessKind::Read;
  /// The bytes of one element of what is accessed, and what the address must
  /// be divisible by.
  uint32_t elementBytes = 1;
  uint32_t alignment = 1;
  /// What the address is computed from, where that is plain to see: a
  /// parameter of the kernel or a shared array, by number.
  int32_t parameter = -1;
  int32_t sharedArray = -1;
};

using Sites = std::vector<Site>;

/// " at file.tdsl:12", or nothing.
inline std::string at(const Site &site) {
  return site.place.empty() ? "" : " at " + site.place;
}

} // namespace tdsl::cuda::emulator

#endif // TDSL_CUDA_EMULATOR_SITE_H
