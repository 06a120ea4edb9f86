//===- Library.cpp - What compiled kernels call of the C library ----------===//

#include "backends/cuda/emulator/host/Library.h"

#include "backends/cuda/emulator/host/Narrow.h"

#include <cmath>
#include <cstring>

namespace tdsl::cuda::emulator::host {
namespace {

// A half or a bfloat is returned in the low bits of a vector register, as a
// float is. So these give a float whose low bits are the narrow number.

float inLowBits(uint16_t bits) {
  uint32_t word = bits;
  float result;
  std::memcpy(&result, &word, sizeof(result));
  return result;
}

float halfOfFloat(float value) { return inLowBits(toHalf(value)); }
float halfOfDouble(double value) { return inLowBits(toHalf(value)); }
float bfloatOfFloat(float value) { return inLowBits(toBfloat(value)); }
float bfloatOfDouble(double value) { return inLowBits(toBfloat(value)); }

float floatOfHalf(float half) {
  uint32_t word;
  std::memcpy(&word, &half, sizeof(word));
  return fromHalf(static_cast<uint16_t>(word));
}

} // namespace

std::vector<std::pair<std::string, void *>> librarySymbols() {
  using F1 = float (*)(float);
  using D1 = double (*)(double);
  using F2 = float (*)(float, float);
  using D2 = double (*)(double, double);
  using F3 = float (*)(float, float, float);
  using D3 = double (*)(double, double, double);
  std::vector<std::pair<std::string, void *>> symbols;
  auto add = [&](const char *name, auto *function) {
    symbols.emplace_back(name, reinterpret_cast<void *>(function));
  };
#define TDSL_LIBM(Arity, Name)                                                 \
  add(#Name, static_cast<D##Arity>(&::Name));                                  \
  add(#Name "f", static_cast<F##Arity>(&::Name##f));
  TDSL_LIBM(1, ceil)
  TDSL_LIBM(1, cos)
  TDSL_LIBM(1, exp)
  TDSL_LIBM(1, exp2)
  TDSL_LIBM(1, floor)
  TDSL_LIBM(1, log)
  TDSL_LIBM(1, log2)
  TDSL_LIBM(1, nearbyint)
  TDSL_LIBM(1, rint)
  TDSL_LIBM(1, round)
  TDSL_LIBM(1, sin)
  TDSL_LIBM(1, sqrt)
  TDSL_LIBM(1, trunc)
  TDSL_LIBM(2, fmax)
  TDSL_LIBM(2, fmin)
  TDSL_LIBM(2, fmod)
  TDSL_LIBM(2, pow)
  TDSL_LIBM(3, fma)
#undef TDSL_LIBM
  add("roundeven", &::nearbyint);
  add("roundevenf", &::nearbyintf);
  add("memcpy", &::memcpy);
  add("memmove", &::memmove);
  add("memset", &::memset);
  add("__extendhfsf2", &floatOfHalf);
  add("__truncsfhf2", &halfOfFloat);
  add("__truncdfhf2", &halfOfDouble);
  add("__truncsfbf2", &bfloatOfFloat);
  add("__truncdfbf2", &bfloatOfDouble);
  return symbols;
}

} // namespace tdsl::cuda::emulator::host
