//===- Votes.cpp - One value of all lanes ---------------------------------===//

#include "backends/cuda/emulator/Block.h"
#include "backends/cuda/emulator/host/Host.h"

#include <algorithm>

namespace tdsl::cuda::emulator::host {
namespace {

using Combine = uint32_t (*)(uint32_t, uint32_t);

/// Gives each lane what the values of all of them combine to.
template <Combine F> void combineAll(const Lanes &lanes) {
  uint32_t all = 0;
  bool isFirst = true;
  for (const LaneWords *words : lanes)
    if (words) {
      all = isFirst ? words->in[0] : F(all, words->in[0]);
      isFirst = false;
    }
  for (LaneWords *words : lanes)
    if (words)
      words->out[0] = all;
}

template <Combine F>
uint32_t combine(uint32_t site, uint32_t mask, uint32_t value) {
  Block &block = Block::running();
  LaneWords &words = block.current().words;
  words.in[0] = value;
  block.joinWarp(site, mask, &combineAll<F>);
  return words.out[0];
}

uint32_t add(uint32_t x, uint32_t y) { return x + y; }
uint32_t both(uint32_t x, uint32_t y) { return x & y; }
uint32_t either(uint32_t x, uint32_t y) { return x | y; }
uint32_t differing(uint32_t x, uint32_t y) { return x ^ y; }
uint32_t larger(uint32_t x, uint32_t y) { return std::max(x, y); }
uint32_t smaller(uint32_t x, uint32_t y) { return std::min(x, y); }

uint32_t signedLarger(uint32_t x, uint32_t y) {
  return static_cast<int32_t>(x) > static_cast<int32_t>(y) ? x : y;
}

uint32_t signedSmaller(uint32_t x, uint32_t y) {
  return static_cast<int32_t>(x) < static_cast<int32_t>(y) ? x : y;
}

} // namespace

uint32_t voteAll(uint32_t site, uint32_t mask, uint32_t mine) {
  return combine<both>(site, mask, mine);
}

uint32_t voteAny(uint32_t site, uint32_t mask, uint32_t mine) {
  return combine<either>(site, mask, mine);
}

uint32_t voteBallot(uint32_t site, uint32_t mask, uint32_t mine) {
  uint32_t lane = Block::running().currentThread() % WarpLanes;
  return combine<either>(site, mask, mine << lane);
}

uint32_t voteUniform(uint32_t site, uint32_t mask, uint32_t mine) {
  // Bit 0: somebody is for it; bit 1: somebody is against it.
  return combine<either>(site, mask, mine ? 1 : 2) != 3;
}

uint32_t reduceAdd(uint32_t site, uint32_t value, uint32_t mask) {
  return combine<add>(site, mask, value);
}

uint32_t reduceAnd(uint32_t site, uint32_t value, uint32_t mask) {
  return combine<both>(site, mask, value);
}

uint32_t reduceMax(uint32_t site, uint32_t value, uint32_t mask) {
  return combine<signedLarger>(site, mask, value);
}

uint32_t reduceMin(uint32_t site, uint32_t value, uint32_t mask) {
  return combine<signedSmaller>(site, mask, value);
}

uint32_t reduceOr(uint32_t site, uint32_t value, uint32_t mask) {
  return combine<either>(site, mask, value);
}

uint32_t reduceUnsignedMax(uint32_t site, uint32_t value, uint32_t mask) {
  return combine<larger>(site, mask, value);
}

uint32_t reduceUnsignedMin(uint32_t site, uint32_t value, uint32_t mask) {
  return combine<smaller>(site, mask, value);
}

uint32_t reduceXor(uint32_t site, uint32_t value, uint32_t mask) {
  return combine<differing>(site, mask, value);
}

} // namespace tdsl::cuda::emulator::host
