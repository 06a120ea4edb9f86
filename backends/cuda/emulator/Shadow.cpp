//===- Shadow.cpp - Who touched a piece of memory -------------------------===//

#include "backends/cuda/emulator/Shadow.h"

#include "backends/cuda/emulator/Registers.h"

namespace tdsl::cuda::emulator {
namespace {

bool sameWarp(const Touch &one, const Touch &other) {
  return one.thread / WarpLanes == other.thread / WarpLanes;
}

/// Whether nothing orders two accesses, of which one must be a write.
bool isUnordered(const Touch &before, const Moment &now, bool global) {
  if (before.stamp == 0)
    return false;
  if (before.stamp < now.blockStart)
    return global;
  if (before.stamp != now.touch.stamp || before.thread == now.touch.thread)
    return false;
  return !sameWarp(before, now.touch) ||
         before.warpStamp == now.touch.warpStamp;
}

/// Two reads are no race, nor are two atomic accesses.
bool mayRace(AccessKind one, AccessKind other) {
  return one != other || one == AccessKind::Write;
}

} // namespace

void History::add(const Moment &now) {
  const Touch &touch = now.touch;
  if (first.stamp != 0 && first.stamp < now.blockStart) {
    other = first;
    first = Touch();
  }
  if (second.stamp < touch.stamp)
    second = Touch();
  if (first.stamp < touch.stamp || first.thread == touch.thread) {
    first = touch;
    return;
  }
  auto isPast = [&](const Touch &kept) {
    return sameWarp(kept, touch) && kept.warpStamp < touch.warpStamp;
  };
  if (second.stamp == 0 || second.thread == touch.thread || isPast(second))
    second = touch;
  else if (isPast(first))
    first = touch;
}

const Touch *Cell::conflict(AccessKind kind, const Moment &now, bool global,
                            AccessKind &otherKind) const {
  for (AccessKind before :
       {AccessKind::Write, AccessKind::Atomic, AccessKind::Read}) {
    if (!mayRace(kind, before))
      continue;
    otherKind = before;
    const History &history = of(before);
    for (const Touch *touch : {&history.first, &history.second, &history.other})
      if (isUnordered(*touch, now, global))
        return touch;
  }
  return nullptr;
}

bool Cell::isWritten(uint32_t blockStart) const {
  return of(AccessKind::Write).first.stamp >= blockStart ||
         of(AccessKind::Atomic).first.stamp >= blockStart;
}

Cell &Shadow::cell(uint64_t address) {
  uint64_t page = address / PageBytes;
  Recent &known = recent[page % recent.size()];
  if (known.page != page) {
    std::unique_ptr<Cell[]> &cells = pages[page];
    if (!cells)
      cells = std::make_unique<Cell[]>(PageBytes >> cellShift);
    known = {page, cells.get()};
  }
  return known.cells[address % PageBytes >> cellShift];
}

} // namespace tdsl::cuda::emulator
