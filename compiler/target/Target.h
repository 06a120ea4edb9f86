//===- Target.h - What a machine can do, as plain data --------------------===//

#ifndef TDSL_TARGET_TARGET_H
#define TDSL_TARGET_TARGET_H

#include <cstdint>
#include <string>
#include <vector>

namespace tdsl::target {

struct Target {
  std::string family = "cpu"; // cpu, cuda, vulkan, reference
  std::string triple;         // LLVM's; empty: the host's
  std::string cpu;            // LLVM's name; empty: the host's
  std::string features;       // "+avx2,+fma"; empty: the host's
  unsigned vectorBytes = 32;  // of one vector register
  unsigned vectorRegisters = 16;
  bool hasFma = true;
  int64_t l1Bytes = 32 << 10;  // data, per core
  int64_t l2Bytes = 512 << 10; // per core
  int64_t l3Bytes = 32 << 20;  // shared
  unsigned cores = 1;          // that this process may use

  /// Lanes of one register for elements of so many bits.
  int64_t lanes(unsigned bits) const { return vectorBytes * 8 / bits; }
};

/// The machine that this program runs on.
Target host();

} // namespace tdsl::target

#endif // TDSL_TARGET_TARGET_H
