//===- Shuffles.cpp - Lanes that read each other's registers --------------===//

#include "backends/cuda/emulator/Block.h"
#include "backends/cuda/emulator/host/Host.h"

namespace tdsl::cuda::emulator::host {
namespace {

enum class Mode { Up, Down, Butterfly, Index };

/// Where a lane reads and whether that is inside its part of the warp, as the
/// PTX manual defines shfl.sync: `limits` has the clamp in its bits 0 to 4 and
/// in 8 to 12 those bits of a lane that name its part.
struct Source {
  int32_t lane;
  bool isInside;
};

Source sourceOf(Mode mode, uint32_t lane, uint32_t b, uint32_t limits) {
  uint32_t part = limits >> 8 & 31;
  b &= 31;
  auto from = static_cast<int32_t>(lane);
  auto by = static_cast<int32_t>(b);
  auto last = static_cast<int32_t>((lane & part) | (limits & 31 & ~part));
  switch (mode) {
  case Mode::Up:
    return {from - by, from - by >= last};
  case Mode::Down:
    return {from + by, from + by <= last};
  case Mode::Butterfly:
    return {from ^ by, (from ^ by) <= last};
  case Mode::Index: {
    auto index = static_cast<int32_t>((lane & part) | (b & ~part));
    return {index, index <= last};
  }
  }
  return {from, false};
}

/// in: value, b, limits; out: what was read, whether it was inside.
template <Mode M> void shuffle(const Lanes &lanes) {
  for (uint32_t lane = 0; lane < WarpLanes; ++lane) {
    if (!lanes[lane])
      continue;
    LaneWords &words = *lanes[lane];
    Source source = sourceOf(M, lane, words.in[1], words.in[2]);
    words.out[1] = source.isInside;
    const LaneWords *other =
        source.isInside ? lanes[static_cast<uint32_t>(source.lane)] : &words;
    // The value of a lane that takes no part is not defined: poison.
    words.out[0] = other ? other->in[0] : ~0u;
  }
}

template <Mode M>
Shuffled run(uint32_t site, uint32_t mask, uint32_t value, uint32_t b,
             uint32_t limits) {
  Block &block = Block::running();
  LaneWords &words = block.current().words;
  words.in = {value, b, limits};
  block.joinWarp(site, mask, &shuffle<M>);
  return {words.out[0], words.out[1] != 0};
}

} // namespace

#define TDSL_SHUFFLE(Name, M)                                                  \
  uint32_t Name(uint32_t site, uint32_t mask, uint32_t value, uint32_t b,      \
                uint32_t limits) {                                             \
    return run<Mode::M>(site, mask, value, b, limits).value;                   \
  }                                                                            \
  void Name##Told(uint32_t site, Shuffled *result, uint32_t mask,              \
                  uint32_t value, uint32_t b, uint32_t limits) {               \
    *result = run<Mode::M>(site, mask, value, b, limits);                      \
  }
TDSL_SHUFFLE(shuffleButterfly, Butterfly)
TDSL_SHUFFLE(shuffleDown, Down)
TDSL_SHUFFLE(shuffleIndex, Index)
TDSL_SHUFFLE(shuffleUp, Up)
#undef TDSL_SHUFFLE

} // namespace tdsl::cuda::emulator::host
