//===- AsyncCopy.cpp - Copies from global to shared memory ----------------===//

#include "backends/cuda/emulator/Block.h"
#include "backends/cuda/emulator/host/Host.h"

#include <cstring>

namespace tdsl::cuda::emulator::host {
namespace {

void begin(uint32_t site, void *to, const void *from, uint32_t bytes,
           uint32_t filled) {
  Block &block = Block::running();
  block.wantAligned(site, to, bytes);
  block.wantAligned(site + 1, from, bytes);
  if (filled > bytes)
    block.fail("`" + block.site(site).what + "`" + at(block.site(site)) +
               " fills " + std::to_string(filled) + " of " +
               std::to_string(bytes) + " bytes");
  block.current().copies.add({to, from, bytes, filled, site});
}

/// Carries out the copies of all groups but the newest. They count as accesses
/// of this moment: before it, nobody may rely on either side.
void complete(uint32_t mostOpen) {
  Block &block = Block::running();
  for (const AsyncCopy &copy : block.current().copies.complete(mostOpen)) {
    if (copy.filled)
      block.see(copy.site + 1, AccessKind::Read, copy.from, copy.filled);
    block.see(copy.site, AccessKind::Write, copy.to, copy.bytes);
    std::memcpy(copy.to, copy.from, copy.filled);
    std::memset(static_cast<std::byte *>(copy.to) + copy.filled, 0,
                copy.bytes - copy.filled);
  }
}

} // namespace

void copy4(uint32_t site, void *to, const void *from) {
  begin(site, to, from, 4, 4);
}

void copy8(uint32_t site, void *to, const void *from) {
  begin(site, to, from, 8, 8);
}

void copy16(uint32_t site, void *to, const void *from) {
  begin(site, to, from, 16, 16);
}

void copy4Part(uint32_t site, void *to, const void *from, uint32_t filled) {
  begin(site, to, from, 4, filled);
}

void copy8Part(uint32_t site, void *to, const void *from, uint32_t filled) {
  begin(site, to, from, 8, filled);
}

void copy16Part(uint32_t site, void *to, const void *from, uint32_t filled) {
  begin(site, to, from, 16, filled);
}

void commitCopies(uint32_t site) { Block::running().current().copies.commit(); }

void waitForCopies(uint32_t site, uint32_t mostOpen) { complete(mostOpen); }

void waitForAllCopies(uint32_t site) {
  commitCopies(site);
  complete(0);
}

} // namespace tdsl::cuda::emulator::host
