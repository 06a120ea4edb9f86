//===- LoadMatrix.cpp - ldmatrix: rows in shared memory to fragments ------===//

#include "backends/cuda/emulator/Block.h"
#include "backends/cuda/emulator/host/Host.h"

#include <cstring>

namespace tdsl::cuda::emulator::host {
namespace {

constexpr uint32_t RowBytes = 16;

/// The 8x8 matrix whose rows eight lanes point to.
struct Matrix {
  uint16_t at[8][8];
};

Matrix gather(const Lanes &lanes, uint32_t which) {
  Matrix matrix;
  for (uint32_t row = 0; row < 8; ++row) {
    const std::array<uint32_t, 10> &in = lanes[which * 8 + row]->in;
    auto address = static_cast<uint64_t>(in[1]) << 32 | in[0];
    std::memcpy(matrix.at[row], reinterpret_cast<const void *>(address),
                RowBytes);
  }
  return matrix;
}

/// Lane l gets the elements 2 * (l % 4) and the next of row l / 4.
template <uint32_t Count, bool Transposed> void load(const Lanes &lanes) {
  for (uint32_t which = 0; which < Count; ++which) {
    Matrix matrix = gather(lanes, which);
    for (uint32_t lane = 0; lane < WarpLanes; ++lane) {
      uint32_t row = lane / 4, column = lane % 4 * 2;
      uint16_t low = Transposed ? matrix.at[column][row] //
                                : matrix.at[row][column];
      uint16_t high =
          Transposed ? matrix.at[column + 1][row] : matrix.at[row][column + 1];
      lanes[lane]->out[which] = low | static_cast<uint32_t>(high) << 16;
    }
  }
}

template <uint32_t Count, bool Transposed>
const std::array<uint32_t, 4> &run(uint32_t site, const void *row) {
  Block &block = Block::running();
  // With fewer than four matrices, the rows of the upper lanes are not read.
  if (block.currentThread() % WarpLanes < Count * 8) {
    block.wantAligned(site, row, RowBytes);
    block.see(site, AccessKind::Read, row, RowBytes);
  }
  block.wantWholeWarp(site);
  auto address = reinterpret_cast<uint64_t>(row);
  LaneWords &words = block.current().words;
  words.in = {static_cast<uint32_t>(address),
              static_cast<uint32_t>(address >> 32)};
  block.joinWarp(site, ~0u, &load<Count, Transposed>);
  return words.out;
}

} // namespace

uint32_t loadMatrix1(uint32_t site, const void *row) {
  return run<1, false>(site, row)[0];
}

uint32_t loadMatrix1Transposed(uint32_t site, const void *row) {
  return run<1, true>(site, row)[0];
}

void loadMatrix2(uint32_t site, Words<2> result, const void *row) {
  std::memcpy(*result, run<2, false>(site, row).data(), sizeof(*result));
}

void loadMatrix2Transposed(uint32_t site, Words<2> result, const void *row) {
  std::memcpy(*result, run<2, true>(site, row).data(), sizeof(*result));
}

void loadMatrix4(uint32_t site, Words<4> result, const void *row) {
  std::memcpy(*result, run<4, false>(site, row).data(), sizeof(*result));
}

void loadMatrix4Transposed(uint32_t site, Words<4> result, const void *row) {
  std::memcpy(*result, run<4, true>(site, row).data(), sizeof(*result));
}

} // namespace tdsl::cuda::emulator::host
