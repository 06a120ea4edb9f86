//===- Fiber.cpp - One stack a thread, and a switch between them ----------===//

#include "backends/cuda/emulator/Fiber.h"

#include <cstdint>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

namespace tdsl::cuda::emulator {
namespace {

constexpr size_t StackBytes = 64 * 1024;

#if defined(__x86_64__)
constexpr bool HasSwitch = true;
/// r15 to r12, rbx and rbp, the address to return to, and a word that leaves
/// the stack as a call does: the entry finds rsp + 8 divisible by 16.
constexpr size_t FrameWords = 8;
constexpr size_t EntryWord = 6;
#elif defined(__aarch64__)
constexpr bool HasSwitch = true;
/// x19 to x30, of which the last is the address to return to, then d8 to d15.
constexpr size_t FrameWords = 20;
constexpr size_t EntryWord = 11;
#else
constexpr bool HasSwitch = false;
constexpr size_t FrameWords = 1;
constexpr size_t EntryWord = 0;
#endif

/// Tops at the same offset in every page would share a few sets of the cache,
/// and a switch would miss. So they are staggered by a line and a half.
size_t stagger(unsigned index) { return (index % 32) * 192; }

} // namespace

#if defined(__x86_64__)
asm(R"(
.text
.globl tdslCudaSwitchFiber
.type tdslCudaSwitchFiber, @function
.p2align 4
tdslCudaSwitchFiber:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  retq
.size tdslCudaSwitchFiber, .-tdslCudaSwitchFiber
)");
#elif defined(__aarch64__)
asm(R"(
.text
.globl tdslCudaSwitchFiber
.type tdslCudaSwitchFiber, %function
.p2align 4
tdslCudaSwitchFiber:
  sub sp, sp, #160
  stp x19, x20, [sp, #0]
  stp x21, x22, [sp, #16]
  stp x23, x24, [sp, #32]
  stp x25, x26, [sp, #48]
  stp x27, x28, [sp, #64]
  stp x29, x30, [sp, #80]
  stp d8, d9, [sp, #96]
  stp d10, d11, [sp, #112]
  stp d12, d13, [sp, #128]
  stp d14, d15, [sp, #144]
  mov x9, sp
  str x9, [x0]
  mov sp, x1
  ldp x19, x20, [sp, #0]
  ldp x21, x22, [sp, #16]
  ldp x23, x24, [sp, #32]
  ldp x25, x26, [sp, #48]
  ldp x27, x28, [sp, #64]
  ldp x29, x30, [sp, #80]
  ldp d8, d9, [sp, #96]
  ldp d10, d11, [sp, #112]
  ldp d12, d13, [sp, #128]
  ldp d14, d15, [sp, #144]
  add sp, sp, #160
  ret
.size tdslCudaSwitchFiber, .-tdslCudaSwitchFiber
)");
#else
extern "C" void tdslCudaSwitchFiber(void **, void *) {}
#endif

bool FiberStacks::isAvailable(std::string &whyNot) {
  if (!HasSwitch)
    whyNot = "the CUDA emulator is unavailable: its switch between threads is "
             "written for x86-64 and aarch64 only";
  return HasSwitch;
}

std::unique_ptr<FiberStacks> FiberStacks::create(unsigned count,
                                                 std::string &whyNot) {
  auto guard = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  size_t stride = StackBytes + guard;
  void *memory = mmap(nullptr, count * stride, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) {
    whyNot = "there is no memory for the stacks of " + std::to_string(count) +
             " threads";
    return nullptr;
  }
  auto *first = static_cast<std::byte *>(memory);
  std::unique_ptr<FiberStacks> stacks(new FiberStacks(first, count, guard));
  for (unsigned index = 0; index < count; ++index)
    if (mprotect(first + index * stride, guard, PROT_NONE) != 0) {
      whyNot = "the guard pages of the threads' stacks cannot be set";
      return nullptr;
    }
  return stacks;
}

FiberStacks::~FiberStacks() { munmap(memory, stacks * (StackBytes + guard)); }

void *FiberStacks::prepare(unsigned index, void (*entry)()) {
  std::byte *top = memory + (index + 1) * (StackBytes + guard) - stagger(index);
  auto *words = reinterpret_cast<uint64_t *>(top) - FrameWords;
  std::memset(words, 0, FrameWords * sizeof(uint64_t));
  words[EntryWord] = reinterpret_cast<uint64_t>(entry);
  return words;
}

bool FiberStacks::holds(const void *address) const {
  auto *byte = static_cast<const std::byte *>(address);
  return byte >= memory && byte < memory + stacks * (StackBytes + guard);
}

} // namespace tdsl::cuda::emulator
