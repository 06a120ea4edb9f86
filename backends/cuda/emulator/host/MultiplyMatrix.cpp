//===- MultiplyMatrix.cpp - mma.sync: the product of fragments ------------===//
//
// The lanes of a warp hold the parts of the matrices as the PTX manual lays
// them out: lane l has the rows l / 4 and l / 4 + 8 of a, and column l / 4 of
// b.
//
//===----------------------------------------------------------------------===//

#include "backends/cuda/emulator/Block.h"
#include "backends/cuda/emulator/host/Host.h"
#include "backends/cuda/emulator/host/Narrow.h"

#include <cstring>

namespace tdsl::cuda::emulator::host {
namespace {

constexpr uint32_t M = 16, N = 8;

template <typename T> T fromBits(uint32_t bits) {
  T value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

template <typename T> uint32_t toBits(T value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

/// What a word of a fragment holds along K: `PerWord` numbers.
struct Half {
  using Number = float;
  using Sum = double;
  static constexpr uint32_t PerWord = 2;
  static float get(uint32_t word, uint32_t part) {
    return fromHalf(static_cast<uint16_t>(word >> 16 * part));
  }
};

struct Bfloat {
  using Number = float;
  using Sum = double;
  static constexpr uint32_t PerWord = 2;
  static float get(uint32_t word, uint32_t part) {
    return fromBfloat(static_cast<uint16_t>(word >> 16 * part));
  }
};

/// A float whose last 13 bits the hardware does not look at.
struct TensorFloat {
  using Number = float;
  using Sum = double;
  static constexpr uint32_t PerWord = 1;
  static float get(uint32_t word, uint32_t) {
    return fromBits<float>(word & 0xffffe000);
  }
};

template <typename T> struct Bytes {
  using Number = int32_t;
  using Sum = int64_t;
  static constexpr uint32_t PerWord = 4;
  static int32_t get(uint32_t word, uint32_t part) {
    return static_cast<T>(word >> 8 * part);
  }
};

/// The operands, from the words a0 to a3 and b0, b1 of each lane.
template <typename T> struct Operands {
  static constexpr uint32_t K = 8 * T::PerWord;
  typename T::Number a[M][K];
  typename T::Number b[K][N];

  explicit Operands(const Lanes &lanes) {
    for (uint32_t lane = 0; lane < WarpLanes; ++lane)
      for (uint32_t part = 0; part < T::PerWord; ++part) {
        const std::array<uint32_t, 10> &in = lanes[lane]->in;
        uint32_t row = lane / 4, k = lane % 4 * T::PerWord + part;
        a[row][k] = T::get(in[0], part);
        a[row + 8][k] = T::get(in[1], part);
        a[row][k + K / 2] = T::get(in[2], part);
        a[row + 8][k + K / 2] = T::get(in[3], part);
        b[k][row] = T::get(in[4], part);
        b[k + K / 2][row] = T::get(in[5], part);
      }
  }

  /// One element of the product, plus what is there. Floats are summed as
  /// doubles and rounded once: what the hardware does in between is not
  /// specified. Integers wrap around.
  typename T::Number at(uint32_t row, uint32_t column,
                        typename T::Number there) const {
    typename T::Sum sum = there;
    for (uint32_t k = 0; k < K; ++k)
      sum += static_cast<typename T::Sum>(a[row][k]) * b[k][column];
    return static_cast<typename T::Number>(sum);
  }
};

/// c and d: words 0, 1 are neighbours in row l / 4, words 2, 3 eight below.
template <typename T> void multiply(const Lanes &lanes) {
  Operands<T> operands(lanes);
  for (uint32_t lane = 0; lane < WarpLanes; ++lane)
    for (uint32_t word = 0; word < 4; ++word) {
      auto there = fromBits<typename T::Number>(lanes[lane]->in[6 + word]);
      lanes[lane]->out[word] = toBits(
          operands.at(lane / 4 + word / 2 * 8, lane % 4 * 2 + word % 2, there));
    }
}

void multiplyIntoHalves(const Lanes &lanes) {
  Operands<Half> operands(lanes);
  for (uint32_t lane = 0; lane < WarpLanes; ++lane)
    for (uint32_t word = 0; word < 2; ++word) {
      uint32_t sums = lanes[lane]->in[6 + word];
      uint32_t row = lane / 4 + word * 8, column = lane % 4 * 2;
      uint32_t low = toHalf(operands.at(row, column, Half::get(sums, 0)));
      uint32_t high = toHalf(operands.at(row, column + 1, Half::get(sums, 1)));
      lanes[lane]->out[word] = low | high << 16;
    }
}

const uint32_t *run(uint32_t site, WarpOperation operation,
                    const std::array<uint32_t, 10> &in) {
  Block &block = Block::running();
  block.wantWholeWarp(site);
  LaneWords &words = block.current().words;
  words.in = in;
  block.joinWarp(site, ~0u, operation);
  return words.out.data();
}

} // namespace

void multiplyHalfToHalf(uint32_t site, Words<2> d, uint32_t a0, uint32_t a1,
                        uint32_t a2, uint32_t a3, uint32_t b0, uint32_t b1,
                        uint32_t c0, uint32_t c1) {
  std::memcpy(*d,
              run(site, &multiplyIntoHalves, {a0, a1, a2, a3, b0, b1, c0, c1}),
              sizeof(*d));
}

#define TDSL_MULTIPLY(Name, ...)                                               \
  void Name(uint32_t site, Words<4> d, uint32_t a0, uint32_t a1, uint32_t a2,  \
            uint32_t a3, uint32_t b0, uint32_t b1, uint32_t c0, uint32_t c1,   \
            uint32_t c2, uint32_t c3) {                                        \
    const uint32_t *words = run(site, &multiply<__VA_ARGS__>,                  \
                                {a0, a1, a2, a3, b0, b1, c0, c1, c2, c3});     \
    std::memcpy(*d, words, sizeof(*d));                                        \
  }
TDSL_MULTIPLY(multiplyBfloat, Bfloat)
TDSL_MULTIPLY(multiplyBytes, Bytes<int8_t>)
TDSL_MULTIPLY(multiplyHalf, Half)
TDSL_MULTIPLY(multiplyTensorFloat, TensorFloat)
TDSL_MULTIPLY(multiplyUnsignedBytes, Bytes<uint8_t>)
#undef TDSL_MULTIPLY

} // namespace tdsl::cuda::emulator::host
