//===- FakeDriver.h - A driver that writes down what it is asked ----------===//
//
// Its kernels are C++ functions. Memory starts as garbage, so that what was not
// copied in shows, and any one call can be told to fail.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TEST_RUNTIME_FAKE_DRIVER_H
#define TDSL_TEST_RUNTIME_FAKE_DRIVER_H

#include "tdsl/device.h"

#include <atomic>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace tdsl::test {

class FakeDriver {
public:
  struct Launch {
    std::vector<std::vector<uint8_t> *> buffers;
    std::vector<int64_t> sizes;

    template <typename T> T *data(size_t buffer) const {
      return reinterpret_cast<T *>(buffers[buffer]->data());
    }
  };

  explicit FakeDriver(int32_t device = TDSL_CUDA)
      : driver{device, "fake",   this,  load,   unload, allocate, release,
               upload, download, clear, launch, finish, nullptr} {}
  FakeDriver(const FakeDriver &) = delete;
  ~FakeDriver() { tdsl_device_forget(&driver); }

  tdsl_driver driver = {};

  std::map<std::string, std::function<void(const Launch &)>> kernels;
  std::vector<std::string> log;
  std::map<uint64_t, std::vector<uint8_t>> memory;
  int modules = 0;
  int failAt = 0; ///< the call that fails, from 1; none if 0
  int calls = 0;
  std::string failed;
  bool releasedTwice = false;
  std::atomic<bool> calledAtOnce{false};

private:
  using Module = std::vector<tdsl_plan_kernel>;

  static FakeDriver &self(void *user) {
    return *static_cast<FakeDriver *>(user);
  }

  /// Writes a call down; nonzero if it is the one that fails.
  int call(const std::string &what, tdsl_words *why) {
    if (inside.exchange(true))
      calledAtOnce = true;
    log.push_back(what);
    std::this_thread::yield(); // for somebody who calls at the same time
    bool fails = ++calls == failAt;
    if (fails) {
      failed = what;
      std::snprintf(why->text, sizeof why->text, "call %d fails", calls);
    }
    inside = false;
    return fails;
  }

  static void *load(void *user, const tdsl_plan *plan, tdsl_words *why) {
    if (self(user).call("load", why))
      return nullptr;
    ++self(user).modules;
    return new Module(plan->kernels, plan->kernels + plan->kernel_count);
  }

  static void unload(void *user, void *module) {
    self(user).log.push_back("unload");
    --self(user).modules;
    delete static_cast<Module *>(module);
  }

  static int allocate(void *user, uint64_t bytes, tdsl_memory *memory,
                      tdsl_words *why) {
    FakeDriver &fake = self(user);
    if (fake.call("allocate " + std::to_string(bytes), why))
      return 1;
    *memory = {++fake.lastHandle, bytes};
    fake.memory[memory->handle].assign(size_t(bytes), 0xcd);
    return 0;
  }

  static void release(void *user, tdsl_memory memory) {
    FakeDriver &fake = self(user);
    fake.log.push_back("release " + std::to_string(memory.bytes));
    fake.releasedTwice |= !fake.memory.erase(memory.handle);
  }

  static int upload(void *user, tdsl_memory memory, const void *host,
                    uint64_t bytes, tdsl_words *why) {
    FakeDriver &fake = self(user);
    if (fake.call("upload " + std::to_string(bytes), why))
      return 1;
    std::memcpy(fake.memory.at(memory.handle).data(), host, size_t(bytes));
    return 0;
  }

  static int download(void *user, tdsl_memory memory, void *host,
                      uint64_t bytes, tdsl_words *why) {
    FakeDriver &fake = self(user);
    if (fake.call("download " + std::to_string(bytes), why))
      return 1;
    std::memcpy(host, fake.memory.at(memory.handle).data(), size_t(bytes));
    return 0;
  }

  static int clear(void *user, tdsl_memory memory, tdsl_words *why) {
    FakeDriver &fake = self(user);
    if (fake.call("clear " + std::to_string(memory.bytes), why))
      return 1;
    fake.memory.at(memory.handle).assign(size_t(memory.bytes), 0);
    return 0;
  }

  static int launch(void *user, void *module, uint32_t kernel,
                    const uint32_t grid[3], const tdsl_memory *buffers,
                    const int64_t *sizes, tdsl_words *why) {
    FakeDriver &fake = self(user);
    const tdsl_plan_kernel &plan = static_cast<Module *>(module)->at(kernel);
    std::string text = std::string("launch ") + plan.entry;
    for (int d = 0; d < 3; ++d)
      text += " " + std::to_string(grid[d]);
    if (fake.call(text, why))
      return 1;
    Launch arguments;
    for (uint32_t i = 0; i < plan.argument_count; ++i)
      arguments.buffers.push_back(&fake.memory.at(buffers[i].handle));
    arguments.sizes.assign(sizes, sizes + plan.size_count);
    fake.kernels.at(plan.entry)(arguments);
    return 0;
  }

  static int finish(void *user, tdsl_words *why) {
    return self(user).call("finish", why);
  }

  uint64_t lastHandle = 0;
  std::atomic<bool> inside{false};
};

} // namespace tdsl::test

#endif // TDSL_TEST_RUNTIME_FAKE_DRIVER_H
