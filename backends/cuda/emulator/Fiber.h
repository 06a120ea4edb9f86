//===- Fiber.h - One stack a thread, and a switch between them ------------===//
//
// The threads of a block are fibers of one host thread. The switch is a few
// lines of assembly: ucontext asks the kernel twice for the signal mask and is
// ten times slower.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_CUDA_EMULATOR_FIBER_H
#define TDSL_CUDA_EMULATOR_FIBER_H

#include <cstddef>
#include <memory>
#include <string>

namespace tdsl::cuda::emulator {

/// Keeps what a call preserves on the running stack, writes the stack pointer
/// to `from` and continues where `to` was kept.
extern "C" void tdslCudaSwitchFiber(void **from, void *to);

/// Stacks with a guard page below each, reused from block to block.
class FiberStacks {
public:
  /// Whether the switch is written for this host.
  static bool isAvailable(std::string &whyNot);

  static std::unique_ptr<FiberStacks> create(unsigned count,
                                             std::string &whyNot);
  ~FiberStacks();
  FiberStacks(const FiberStacks &) = delete;
  FiberStacks &operator=(const FiberStacks &) = delete;

  unsigned count() const { return stacks; }

  /// A stack pointer that, when it is switched to, calls `entry` on the stack
  /// `index`. What was on that stack is lost; `entry` must never return.
  void *prepare(unsigned index, void (*entry)());

  /// Whether an address lies in one of the stacks.
  bool holds(const void *address) const;

private:
  FiberStacks(std::byte *memory, unsigned stacks, size_t guard)
      : memory(memory), stacks(stacks), guard(guard) {}

  std::byte *memory;
  unsigned stacks;
  size_t guard;
};

} // namespace tdsl::cuda::emulator

#endif // TDSL_CUDA_EMULATOR_FIBER_H
