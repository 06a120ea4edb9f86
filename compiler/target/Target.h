//===- Target.h - What a machine can do, as plain data --------------------===//

#ifndef TDSL_TARGET_TARGET_H
#define TDSL_TARGET_TARGET_H

#include <cstdint>
#include <string>
#include <vector>

namespace tdsl::target {

/// What a GPU can hold and do: limits that a schedule must keep.
struct GpuLimits {
  int64_t sharedBytes = 48 << 10; // of a block
  int64_t threads = 1024;         // of a block
  int64_t threadsByAxis[3] = {1024, 1024, 64};
  int64_t gridByAxis[3] = {65535, 65535, 65535};
  int64_t bufferBytes = int64_t(1) << 40; // of one buffer
  unsigned subgroup = 32;                 // threads that run together
  unsigned capability = 80;               // CUDA: sm_80
  bool f16 = true, f64 = true, i8 = true, i16 = true, i64 = true; // arithmetic
  bool store8 = true, store16 = true; // elements of buffers
  bool fma = true;                    // rounds once
  bool fullLoops = true;              // every loop runs to its end
  /// Vulkan: code may ask for rounding to nearest, NaN and the sign of zero.
  bool strictFloats = false;
};

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
  GpuLimits gpu;               // where isGpu()

  /// `gpu` is what a schedule for all of them is checked against.
  bool isGpu() const {
    std::string kind = family == "gpu" ? "Gpu" : "";
#define TDSL_BACKEND(Name, Kind)                                               \
  if (family == #Name)                                                         \
    kind = #Kind;
#include "backends/Backends.def"
#undef TDSL_BACKEND
    return kind == "Gpu";
  }

  /// Lanes of one register for elements of so many bits.
  int64_t lanes(unsigned bits) const { return vectorBytes * 8 / bits; }
};

/// The machine that this program runs on.
Target host();

/// What code for a family can count on wherever it runs: what a schedule is
/// checked against while nobody says for which device. Of `gpu`, what has less
/// of everything.
inline Target typical(const std::string &family) {
  Target target;
  target.family = family;
  if (family == "gpu" || family == "vulkan") {
    target.gpu.sharedBytes = 32 << 10;
    target.gpu.bufferBytes = int64_t(128) << 20;
  }
  return target;
}

} // namespace tdsl::target

#endif // TDSL_TARGET_TARGET_H
