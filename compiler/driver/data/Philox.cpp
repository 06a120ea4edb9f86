//===- Philox.cpp - Random numbers by their place -------------------------===//

#include "compiler/driver/data/Philox.h"

namespace tdsl::driver {

static Philox::Block round(Philox::Block x, std::array<uint32_t, 2> key) {
  uint64_t left = uint64_t(0xD2511F53) * x[0];
  uint64_t right = uint64_t(0xCD9E8D57) * x[2];
  return {uint32_t(right >> 32) ^ x[1] ^ key[0], uint32_t(right),
          uint32_t(left >> 32) ^ x[3] ^ key[1], uint32_t(left)};
}

Philox::Block Philox::permute(Block counter, std::array<uint32_t, 2> key) {
  constexpr int Rounds = 10;
  for (int i = 0; i < Rounds; ++i) {
    counter = round(counter, key);
    key[0] += 0x9E3779B9; // the golden ratio
    key[1] += 0xBB67AE85; // sqrt(3) - 1
  }
  return counter;
}

} // namespace tdsl::driver
