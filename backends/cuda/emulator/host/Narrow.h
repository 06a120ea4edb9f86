//===- Narrow.h - Halves and bfloats as bits ------------------------------===//

#ifndef TDSL_CUDA_EMULATOR_HOST_NARROW_H
#define TDSL_CUDA_EMULATOR_HOST_NARROW_H

#include <cstdint>
#include <cstring>

namespace tdsl::cuda::emulator::host {

// Rounded to nearest even, by LLVM's numbers: exact and not fast.
uint16_t toHalf(double value);
uint16_t toBfloat(double value);

float fromHalf(uint16_t bits);

inline float fromBfloat(uint16_t bits) {
  uint32_t word = static_cast<uint32_t>(bits) << 16;
  float value;
  std::memcpy(&value, &word, sizeof(value));
  return value;
}

} // namespace tdsl::cuda::emulator::host

#endif // TDSL_CUDA_EMULATOR_HOST_NARROW_H
