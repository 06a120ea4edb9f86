//===- Block.h - The threads of one block, in turn ------------------------===//

#ifndef TDSL_CUDA_EMULATOR_BLOCK_H
#define TDSL_CUDA_EMULATOR_BLOCK_H

#include "backends/cuda/emulator/AsyncCopies.h"
#include "backends/cuda/emulator/Fiber.h"
#include "backends/cuda/emulator/Registers.h"
#include "backends/cuda/emulator/Site.h"

#include "llvm/ADT/ArrayRef.h"

namespace tdsl::cuda::emulator {

class Block;
class Checker;
class TrafficCounter;

/// What a thread gives to an operation of its warp and what it gets back.
struct LaneWords {
  std::array<uint32_t, 10> in;
  std::array<uint32_t, 4> out;
};

/// The lanes of a warp that take part in an operation, at the moment when the
/// last of them has arrived. A lane that does not take part is null.
using Lanes = std::array<LaneWords *, WarpLanes>;
using WarpOperation = void (*)(const Lanes &);

struct Thread {
  enum State : uint8_t { Ready, AtBarrier, InWarp, Finished };

  void *stackPointer = nullptr;
  State state = Ready;
  Triple32 position = {};
  /// Where it waits, with whom and for what.
  uint32_t site = 0;
  uint32_t mask = 0;
  WarpOperation operation = nullptr;
  LaneWords words = {};
  AsyncCopies copies;
};

/// What all blocks of a launch share.
struct BlockSetup {
  using Entry = void (*)(const void *const *);

  Entry entry;
  const void *const *arguments;
  Triple32 grid;
  Triple32 size;
  bool descending;
  Registers &registers;
  FiberStacks &stacks;
  const Sites &sites;
  /// Null unless accesses are checked, and counted.
  Checker *checker;
  TrafficCounter *counter;
};

/// Runs block after block on the same stacks.
///
/// 1. Each thread that is ready runs, in order, until it waits or ends.
/// 2. When all wait at a barrier, all are ready again.
/// 3. When none can run and not all have ended, the barrier is divergent.
class Block {
public:
  explicit Block(const BlockSetup &setup);

  /// False, with words in `report`, when something was found. What was found
  /// ends the block: its threads are given up where they stand.
  bool run(uint64_t blockIndex, std::string &report);

  /// The block whose thread is running on this host thread.
  static Block &running();

  // What follows is for host functions, called by the running thread.

  void waitAtBarrier(uint32_t site);

  /// Waits for the lanes of `mask`; the last to arrive carries out the
  /// operation for all of them.
  void joinWarp(uint32_t site, uint32_t mask, WarpOperation operation);

  /// Whether the operation that the running thread carries out is one of all
  /// lanes that its warp has.
  bool joinsWholeWarp() const;

  /// The running thread is about to access memory; stops it if that is wrong.
  void see(uint32_t site, AccessKind kind, const void *address, uint64_t bytes);
  void wantAligned(uint32_t site, const void *address, uint32_t bytes);
  void wantWholeWarp(uint32_t site);

  /// Ends the running thread; `fail` ends the launch.
  [[noreturn]] void finish();
  [[noreturn]] void fail(std::string message);

  Thread &current() { return threads[currentIndex]; }
  uint32_t currentThread() const { return currentIndex; }
  Checker *checker() { return setup.checker; }
  const Site &site(uint32_t index) const { return setup.sites[index]; }

private:
  static void threadMain();
  uint32_t lanesFrom(uint32_t first) const;
  void resume(uint32_t index);
  void suspend();
  bool releaseBarrier();
  void releaseWarp(uint32_t first, uint32_t mask);
  std::string stuck() const;
  std::string name(uint32_t index) const;

  BlockSetup setup;
  std::vector<Thread> threads;
  void *schedulerStack = nullptr;
  uint32_t currentIndex = 0;
  std::string failure;
};

} // namespace tdsl::cuda::emulator

#endif // TDSL_CUDA_EMULATOR_BLOCK_H
