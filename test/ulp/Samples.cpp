//===- Samples.cpp - Which arguments are tried ----------------------------===//

#include "test/ulp/Measure.h"

#include <cstring>

namespace tdsl::ulp {

Samples everyValue(Float type) {
  uint64_t count = uint64_t(1) << (type == Float::F32 ? 32 : 16);
  return {count, [](uint64_t at) { return at; }};
}

/// Ends of domains and of results, and where our functions change their method.
static const double HardPoints[] = {0,        0x1p-126,
                                    0x1p-30,  0.5,
                                    0.625,    0.7071067811865476,
                                    1,        1.4142135623730951,
                                    2,        4,
                                    10,       17.4,
                                    88.72284, 103.9721,
                                    128,      149.5,
                                    0x1p+16,  0x1p+17,
                                    0x1p+24,  0x1p+127,
                                    INFINITY, 709.7827128933841,
                                    745.133,  1024,
                                    1074.5};

template <typename T, typename Bits> static uint64_t bitsOf(double x) {
  T value = static_cast<T>(x);
  Bits bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

Samples slice(Float type) {
  if (type == Float::F16 || type == Float::BF16)
    return everyValue(type);
  bool isSingle = type == Float::F32;
  // An odd step visits every pattern in time; this many stand far apart.
  uint64_t spread = uint64_t(1) << (isSingle ? 22 : 20);
  uint64_t step = isSingle ? 2654435761 : 0x9e3779b97f4a7c15;
  constexpr uint64_t Around = 1 << 12;
  uint64_t dense = std::size(HardPoints) * 2 * Around;
  return {spread + dense, [=](uint64_t at) {
            if (at < spread)
              return at * step;
            at -= spread;
            double point = HardPoints[at / (2 * Around)];
            uint64_t first = isSingle ? bitsOf<float, uint32_t>(point)
                                      : bitsOf<double, uint64_t>(point);
            uint64_t sign = uint64_t(at & 1) << (isSingle ? 31 : 63);
            uint64_t offset = at % (2 * Around) / 2;
            return (first + offset - Around / 2) ^ sign;
          }};
}

} // namespace tdsl::ulp
