//===- Choices.h - Decisions drawn from a string of bytes -----------------===//

#ifndef TDSL_TEST_NEST_CHOICES_H
#define TDSL_TEST_NEST_CHOICES_H

#include <cstdint>
#include <random>
#include <vector>

namespace tdsl::testing {

/// Every decision of a generator takes a byte, so that a case is its bytes: it
/// can be made from a seed, kept, and made smaller by making the string so. A
/// string that is used up yields zeros, the simplest choice.
class Choices {
public:
  explicit Choices(std::vector<uint8_t> bytes) : bytes(std::move(bytes)) {}
  static Choices fromSeed(uint64_t seed) {
    std::mt19937_64 random(seed);
    std::vector<uint8_t> bytes(512);
    for (uint8_t &byte : bytes)
      byte = random() & 0xff;
    return Choices(std::move(bytes));
  }

  /// 0 .. count - 1.
  unsigned pick(unsigned count) {
    return next < bytes.size() ? bytes[next++] % count : 0;
  }
  bool chance(unsigned percent) { return pick(100) >= 100 - percent; }
  int64_t between(int64_t low, int64_t high) {
    return low + pick(high - low + 1);
  }
  template <typename Container> const auto &oneOf(const Container &of) {
    return *(std::begin(of) + pick(std::size(of)));
  }

private:
  std::vector<uint8_t> bytes;
  size_t next = 0;
};

} // namespace tdsl::testing

#endif // TDSL_TEST_NEST_CHOICES_H
