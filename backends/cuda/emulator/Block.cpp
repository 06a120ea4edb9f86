//===- Block.cpp - The threads of one block, in turn ----------------------===//

#include "backends/cuda/emulator/Block.h"

#include "backends/cuda/emulator/Checker.h"
#include "backends/cuda/emulator/TrafficCounter.h"

#include "compiler/support/Check.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;

namespace tdsl::cuda::emulator {
namespace {

thread_local Block *runningBlock = nullptr;

} // namespace

Block &Block::running() { return *runningBlock; }

Block::Block(const BlockSetup &setup)
    : setup(setup), threads(volume(setup.size)) {
  for (uint32_t index = 0; index < threads.size(); ++index)
    threads[index].position = unflatten(index, setup.size);
  Registers &registers = setup.registers;
  for (uint32_t axis = 0; axis < 3; ++axis) {
    registers[BlockSizeX + axis] = setup.size[axis];
    registers[GridSizeX + axis] = setup.grid[axis];
  }
  registers[WarpSize] = WarpLanes;
}

bool Block::run(uint64_t blockIndex, std::string &report) {
  Triple32 position = unflatten(blockIndex, setup.grid);
  for (uint32_t axis = 0; axis < 3; ++axis)
    setup.registers[BlockX + axis] = position[axis];
  auto count = static_cast<uint32_t>(threads.size());
  for (uint32_t index = 0; index < count; ++index) {
    threads[index].stackPointer = setup.stacks.prepare(index, &threadMain);
    threads[index].state = Thread::Ready;
    threads[index].copies.clear();
  }
  Block *outer = std::exchange(runningBlock, this);
  failure.clear();
  for (bool progress = true; progress && failure.empty();) {
    progress = false;
    for (uint32_t step = 0; step < count && failure.empty(); ++step) {
      uint32_t index = setup.descending ? count - 1 - step : step;
      if (threads[index].state != Thread::Ready)
        continue;
      resume(index);
      progress = true;
    }
    if (!progress)
      progress = releaseBarrier();
  }
  runningBlock = outer;
  auto finished = [](const Thread &thread) {
    return thread.state == Thread::Finished;
  };
  if (failure.empty() && !all_of(threads, finished))
    failure = stuck();
  if (failure.empty())
    return true;
  report = formatv("block ({0}, {1}, {2}): {3}", position[0], position[1],
                   position[2], failure);
  return false;
}

void Block::waitAtBarrier(uint32_t site) {
  Thread &thread = current();
  thread.state = Thread::AtBarrier;
  thread.site = site;
  suspend();
}

void Block::joinWarp(uint32_t site, uint32_t mask, WarpOperation operation) {
  uint32_t lane = currentIndex % WarpLanes;
  uint32_t first = currentIndex - lane;
  mask &= lanesFrom(first);
  if (!(mask >> lane & 1))
    fail(formatv("{0} calls `{1}`{2} with the mask {3:x8}, in which its own "
                 "lane {4} is missing",
                 name(currentIndex), setup.sites[site].what,
                 at(setup.sites[site]), mask, lane));
  Thread &thread = current();
  thread.site = site;
  thread.mask = mask;
  thread.operation = operation;
  thread.state = Thread::InWarp;
  for (uint32_t other = 0; other < WarpLanes; ++other) {
    if (!(mask >> other & 1))
      continue;
    const Thread &partner = threads[first + other];
    if (partner.state != Thread::InWarp || partner.mask != mask ||
        partner.operation != operation)
      return suspend();
  }
  releaseWarp(first, mask);
}

bool Block::joinsWholeWarp() const {
  uint32_t first = currentIndex / WarpLanes * WarpLanes;
  return threads[currentIndex].mask == lanesFrom(first);
}

void Block::see(uint32_t site, AccessKind kind, const void *address,
                uint64_t bytes) {
  Access access = {site, kind, address, bytes, currentIndex};
  if (setup.counter)
    setup.counter->see(access);
  if (!setup.checker)
    return;
  if (auto problem = setup.checker->see(access))
    fail(std::move(*problem));
}

void Block::wantAligned(uint32_t site, const void *address, uint32_t bytes) {
  if (reinterpret_cast<uint64_t>(address) % bytes == 0)
    return;
  const Site &of = setup.sites[site];
  fail(formatv("{0} calls `{1}`{2} with an address that {3} does not divide",
               name(currentIndex), of.what, at(of), bytes));
}

void Block::wantWholeWarp(uint32_t site) {
  if (lanesFrom(currentIndex / WarpLanes * WarpLanes) == ~0u)
    return;
  const Site &of = setup.sites[site];
  fail(formatv("{0} calls `{1}`{2} in a warp of less than {3} threads",
               name(currentIndex), of.what, at(of), WarpLanes));
}

void Block::finish() {
  current().state = Thread::Finished;
  suspend();
  internalError(__FILE__, __LINE__, "a thread that has ended continued");
}

void Block::fail(std::string message) {
  failure = std::move(message);
  finish();
}

void Block::threadMain() {
  Block &block = running();
  block.setup.entry(block.setup.arguments);
  block.finish();
}

/// The mask of the lanes that a warp has. The last of a block may have fewer
/// than others; those that it lacks are not waited for.
uint32_t Block::lanesFrom(uint32_t first) const {
  auto count = static_cast<uint32_t>(threads.size()) - first;
  return count < WarpLanes ? (1u << count) - 1 : ~0u;
}

void Block::resume(uint32_t index) {
  currentIndex = index;
  Thread &thread = threads[index];
  Registers &registers = setup.registers;
  registers[ThreadX] = thread.position[0];
  registers[ThreadY] = thread.position[1];
  registers[ThreadZ] = thread.position[2];
  registers[LaneIndex] = index % WarpLanes;
  registers[WarpIndex] = index / WarpLanes;
  tdslCudaSwitchFiber(&schedulerStack, thread.stackPointer);
}

void Block::suspend() {
  tdslCudaSwitchFiber(&threads[currentIndex].stackPointer, schedulerStack);
}

/// Lets all threads go on if all wait at a barrier. Warps may wait at different
/// calls, the lanes of a warp may not: the barrier is an aligned instruction.
bool Block::releaseBarrier() {
  for (uint32_t index = 0; index < threads.size(); ++index) {
    const Thread &lane = threads[index];
    if (lane.state != Thread::AtBarrier ||
        lane.site != threads[index - index % WarpLanes].site)
      return false;
  }
  for (Thread &thread : threads)
    thread.state = Thread::Ready;
  if (setup.checker)
    setup.checker->passBarrier();
  if (setup.counter)
    setup.counter->meet();
  return true;
}

void Block::releaseWarp(uint32_t first, uint32_t mask) {
  Lanes lanes = {};
  for (uint32_t lane = 0; lane < WarpLanes; ++lane)
    if (mask >> lane & 1) {
      lanes[lane] = &threads[first + lane].words;
      threads[first + lane].state = Thread::Ready;
    }
  current().operation(lanes);
}

/// Says why no thread can go on: two that differ in what they wait for.
std::string Block::stuck() const {
  auto waits = [&](const Thread &thread) {
    const Site &site = setup.sites[thread.site];
    return formatv("waits in `{0}`{1}", site.what, at(site)).str();
  };
  uint32_t waiting = 0;
  while (threads[waiting].state == Thread::Finished)
    ++waiting;
  const Thread &one = threads[waiting];
  std::string text = "divergent barrier: " + name(waiting) + " " + waits(one);
  for (uint32_t index = 0; index < threads.size(); ++index) {
    const Thread &other = threads[index];
    if (other.state == Thread::Finished)
      return text + ", but " + name(index) + " has ended";
    if (other.state != one.state || other.site != one.site ||
        other.mask != one.mask)
      return text + ", but " + name(index) + " " + waits(other);
  }
  return text + ", and so do all others";
}

std::string Block::name(uint32_t index) const {
  const Triple32 &position = threads[index].position;
  return formatv("thread ({0}, {1}, {2})", position[0], position[1],
                 position[2]);
}

} // namespace tdsl::cuda::emulator
