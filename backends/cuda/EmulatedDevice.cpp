//===- EmulatedDevice.cpp - The emulator as a driver of the runtime -------===//

#include "backends/cuda/EmulatedDevice.h"

#include "backends/cuda/Emit.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace tdsl::cuda {
namespace {

int say(tdsl_words *why, const std::string &words) {
  std::snprintf(why->text, sizeof why->text, "%s", words.c_str());
  return 1;
}

char *bytesOf(tdsl_memory memory) {
  return reinterpret_cast<char *>(static_cast<uintptr_t>(memory.handle));
}

/// Poisoned, so that what nobody wrote shows.
int allocate(void *, uint64_t bytes, tdsl_memory *memory, tdsl_words *why) {
  constexpr size_t Alignment = 256; // as CUDA's
  size_t room = (bytes + Alignment) / Alignment * Alignment;
  void *made = std::aligned_alloc(Alignment, room);
  if (!made)
    return say(why, "there is no memory for " + std::to_string(bytes) +
                        " bytes of the emulated device");
  std::memset(made, 0xff, room);
  *memory = {static_cast<uint64_t>(reinterpret_cast<uintptr_t>(made)), bytes};
  return 0;
}

void release(void *, tdsl_memory memory) { std::free(bytesOf(memory)); }

int upload(void *, tdsl_memory memory, const void *host, uint64_t bytes,
           tdsl_words *) {
  std::memcpy(bytesOf(memory), host, bytes);
  return 0;
}

int download(void *, tdsl_memory memory, void *host, uint64_t bytes,
             tdsl_words *) {
  std::memcpy(host, bytesOf(memory), bytes);
  return 0;
}

int clear(void *, tdsl_memory memory, tdsl_words *) {
  std::memset(bytesOf(memory), 0, memory.bytes);
  return 0;
}

void unload(void *, void *) {}
int finish(void *, tdsl_words *) { return 0; }

} // namespace

EmulatedDevice::EmulatedDevice(std::unique_ptr<llvm::LLVMContext> context,
                               std::unique_ptr<llvm::Module> module)
    : context(std::move(context)), kernels(std::move(module)) {
  table.device = TDSL_CUDA;
  table.name = "the CUDA emulator";
  table.user = this;
  table.load = load;
  table.unload = unload;
  table.allocate = allocate;
  table.release = release;
  table.upload = upload;
  table.download = download;
  table.clear = clear;
  table.launch = launch;
  table.finish = finish;
}

EmulatedDevice::~EmulatedDevice() { tdsl_device_forget(&table); }

void *EmulatedDevice::load(void *user, const tdsl_plan *plan, tdsl_words *) {
  auto *device = static_cast<EmulatedDevice *>(user);
  device->plan = plan;
  return device;
}

/// Each kernel by itself: the emulator counts all shared arrays of a module.
Emulator *EmulatedDevice::emulatorOf(uint32_t kernel, tdsl_words *why) {
  std::unique_ptr<Emulator> &emulator = emulators[kernel];
  if (emulator)
    return emulator.get();
  std::string words;
  emulator = Emulator::create(
      *extractKernel(*kernels, plan->kernels[kernel].entry), words);
  if (!emulator)
    say(why, words);
  return emulator.get();
}

int EmulatedDevice::launch(void *user, void *, uint32_t number,
                           const uint32_t grid[3], const tdsl_memory *buffers,
                           const int64_t *sizes, tdsl_words *why) {
  auto *device = static_cast<EmulatedDevice *>(user);
  const tdsl_plan_kernel &kernel = device->plan->kernels[number];
  Emulator *emulator = device->emulatorOf(number, why);
  if (!emulator)
    return 1;
  std::vector<uint64_t> pointers;
  std::vector<uint64_t> extents;
  for (uint32_t i = 0; i != kernel.argument_count; ++i) {
    pointers.push_back(buffers[i].handle);
    extents.push_back(buffers[i].bytes);
  }
  std::vector<const void *> arguments;
  for (const uint64_t &pointer : pointers)
    arguments.push_back(&pointer);
  for (uint32_t i = 0; i != kernel.size_count; ++i) {
    arguments.push_back(&sizes[i]);
    extents.push_back(0);
  }
  Launch launch;
  launch.kernel = kernel.entry;
  launch.grid = {grid[0], grid[1], grid[2]};
  launch.block = {kernel.threads[0], kernel.threads[1], kernel.threads[2]};
  launch.dynamicShared = kernel.dynamic_bytes;
  launch.arguments = arguments;
  launch.extents = extents;
  std::string report;
  return emulator->launch(launch, device->options, report) ? 0
                                                           : say(why, report);
}

} // namespace tdsl::cuda
