//===- Barriers.cpp - Threads that wait for each other, and end -----------===//

#include "backends/cuda/emulator/Block.h"
#include "backends/cuda/emulator/Checker.h"
#include "backends/cuda/emulator/host/Host.h"

namespace tdsl::cuda::emulator::host {

void blockBarrier(uint32_t site) { Block::running().waitAtBarrier(site); }

void blockBarrierOf(uint32_t site, uint32_t barrier) {
  Block &block = Block::running();
  // All threads of a block wait at the same barrier here, so which of the
  // sixteen it is can only matter where threads choose different ones.
  if (barrier != 0)
    block.fail("`" + block.site(site).what + "` of barrier " +
               std::to_string(barrier) + at(block.site(site)) +
               ": the emulator has barrier 0 only");
  block.waitAtBarrier(site);
}

void warpBarrier(uint32_t site, uint32_t mask) {
  Block &block = Block::running();
  block.joinWarp(site, mask, [](const Lanes &) {
    // What a partial mask orders is not followed: it orders too little here,
    // and the check may then see a race where there is none.
    Block &block = Block::running();
    if (block.checker() && block.joinsWholeWarp())
      block.checker()->passWarp(block.currentThread() / WarpLanes);
  });
}

void endThread(uint32_t) { Block::running().finish(); }

void trap(uint32_t site) {
  Block &block = Block::running();
  block.fail("a trap was reached" + at(block.site(site)));
}

} // namespace tdsl::cuda::emulator::host
