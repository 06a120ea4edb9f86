//===- Philox.h - Random numbers by their place ---------------------------===//
//
// Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy
// as 1, 2, 3; 2011). Number n of a seed does not depend on those before it,
// and is the same on every machine.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DRIVER_DATA_PHILOX_H
#define TDSL_DRIVER_DATA_PHILOX_H

#include <array>
#include <cstdint>

namespace tdsl::driver {

class Philox {
public:
  using Block = std::array<uint32_t, 4>;

  /// Streams of one seed are independent of each other.
  explicit Philox(uint64_t seed, uint64_t stream = 0)
      : key{uint32_t(seed), uint32_t(seed >> 32)}, stream(stream) {}

  /// 128 random bits for a counter.
  Block block(uint64_t counter) const {
    Block state{uint32_t(counter), uint32_t(counter >> 32), uint32_t(stream),
                uint32_t(stream >> 32)};
    return permute(state, key);
  }

  /// 64 random bits, the next ones at each call.
  uint64_t next() {
    Block bits = block(position++);
    return uint64_t(bits[1]) << 32 | bits[0];
  }
  /// One of 0..count, each as likely; count is not zero.
  uint64_t below(uint64_t count) { return scale(next(), count); }

  /// floor(bits * count / 2^64).
  static uint64_t scale(uint64_t bits, uint64_t count) {
    return static_cast<uint64_t>(
        (static_cast<unsigned __int128>(bits) * count) >> 64);
  }
  static Block permute(Block counter, std::array<uint32_t, 2> key);

private:
  std::array<uint32_t, 2> key;
  uint64_t stream;
  uint64_t position = 0;
};

} // namespace tdsl::driver

#endif // TDSL_DRIVER_DATA_PHILOX_H
