//===- Random.cpp - Tensors of random numbers -----------------------------===//

#include "compiler/driver/data/Random.h"

#include "compiler/driver/data/Normal.h"
#include "compiler/driver/data/Philox.h"
#include "compiler/target/Elements.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <algorithm>

namespace tdsl::driver {

using target::HostTensor;
using target::TypeCode;

static uint64_t bits64(const Philox::Block &block) {
  return uint64_t(block[1]) << 32 | block[0];
}

/// The upper 53 bits as a number from 0 up to 1.
static double unit(uint64_t bits) {
  return static_cast<double>(bits >> 11) * 0x1p-53;
}

static void setNumber(HostTensor &tensor, int64_t at, double value) {
  if (tensor.type().isFloat())
    target::setReal(tensor, at, value);
  else if (tensor.type().code == TypeCode::Bool)
    target::setInteger(tensor, at, value != 0);
  else
    target::setInteger(tensor, at, static_cast<int64_t>(value));
}

static void fill(HostTensor &tensor, uint64_t seed,
                 llvm::function_ref<double(const Philox::Block &)> draw) {
  Philox random(seed);
  for (int64_t at = 0; at < tensor.size(); ++at)
    setNumber(tensor, at, draw(random.block(at)));
}

void fillNormal(HostTensor &tensor, uint64_t seed) {
  if (!tensor.type().isFloat()) {
    bool isSigned = tensor.type().code == TypeCode::Int;
    return fillIntegers(tensor, seed, isSigned ? -8 : 0, isSigned ? 8 : 16);
  }
  fill(tensor, seed, [](const Philox::Block &block) {
    uint64_t other = uint64_t(block[3]) << 32 | block[2];
    return normalFrom(unit(bits64(block)), unit(other));
  });
}

void fillUniform(HostTensor &tensor, uint64_t seed, double low, double high) {
  fill(tensor, seed, [&](const Philox::Block &block) {
    return low + (high - low) * unit(bits64(block));
  });
}

void fillIntegers(HostTensor &tensor, uint64_t seed, int64_t low,
                  int64_t high) {
  Philox random(seed);
  bool isBool = tensor.type().code == TypeCode::Bool;
  // Zero where the range is all of 64 bits.
  uint64_t count = static_cast<uint64_t>(high) - static_cast<uint64_t>(low) + 1;
  for (int64_t at = 0; at < tensor.size(); ++at) {
    uint64_t bits = bits64(random.block(at));
    uint64_t offset = count == 0 ? bits : Philox::scale(bits, count);
    int64_t value = static_cast<int64_t>(static_cast<uint64_t>(low) + offset);
    if (tensor.type().isFloat())
      target::setReal(tensor, at, static_cast<double>(value));
    else
      target::setInteger(tensor, at, isBool ? value != 0 : value);
  }
}

void fillWith(HostTensor &tensor, double value) {
  for (int64_t at = 0; at < tensor.size(); ++at)
    setNumber(tensor, at, value);
}

void fillIota(HostTensor &tensor) {
  for (int64_t at = 0; at < tensor.size(); ++at)
    setNumber(tensor, at, static_cast<double>(at));
}

void fillAsData(HostTensor &tensor, uint64_t seed) {
  unsigned bits = tensor.type().bits;
  switch (tensor.type().code) {
  case TypeCode::Float:
  case TypeCode::BFloat:
    return fillUniform(tensor, seed, 0, 1);
  case TypeCode::Bool:
    return fillIntegers(tensor, seed, 0, 1);
  case TypeCode::UInt:
    return fillIntegers(tensor, seed, 0, bits > 16 ? 99 : (1 << bits) - 1);
  case TypeCode::Int: {
    int64_t half = int64_t(1) << (bits - 1);
    return bits > 16 ? fillIntegers(tensor, seed, 0, 99)
                     : fillIntegers(tensor, seed, -half, half - 1);
  }
  }
}

std::optional<uint64_t> randomSeed(llvm::StringRef source) {
  uint64_t seed = 0;
  if (!source.consume_front("random:") || source.getAsInteger(10, seed))
    return std::nullopt;
  return seed;
}

} // namespace tdsl::driver
