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
    std::array<uint32_t, 3> grid;

    template <typename T> T *data(size_t buffer) const {
      return reinterpret_cast<T *>(buffers[buffer]->data());
    }
  };

  explicit FakeDriver(int32_t device = TDSL_CUDA) {
    driver.device = device;
    driver.name = "fake";
    driver.user = this;
    driver.load = [](void *user, const tdsl_plan *plan, tdsl_words *why) {
      FakeDriver &self = *static_cast<FakeDriver *>(user);
      return self.call("load", why) ? nullptr : self.load(plan);
    };
    driver.unload = [](void *user, void *module) {
      FakeDriver &self = *static_cast<FakeDriver *>(user);
      self.log.push_back("unload");
      --self.modules;
      delete static_cast<std::vector<tdsl_plan_kernel> *>(module);
    };
    driver.allocate = [](void *user, uint64_t bytes, tdsl_memory *memory,
                         tdsl_words *why) {
      FakeDriver &self = *static_cast<FakeDriver *>(user);
      if (self.call("allocate " + std::to_string(bytes), why))
        return 1;
      *memory = {++self.lastHandle, bytes};
      self.memory[memory->handle].assign(size_t(bytes), 0xcd);
      return 0;
    };
    driver.release = [](void *user, tdsl_memory memory) {
      FakeDriver &self = *static_cast<FakeDriver *>(user);
      self.log.push_back("release " + std::to_string(memory.bytes));
      self.releasedTwice |= !self.memory.erase(memory.handle);
    };
    driver.upload = [](void *user, tdsl_memory memory, const void *host,
                       uint64_t bytes, tdsl_words *why) {
      FakeDriver &self = *static_cast<FakeDriver *>(user);
      if (self.call("upload " + std::to_string(bytes), why))
        return 1;
      std::memcpy(self.memory.at(memory.handle).data(), host, size_t(bytes));
      return 0;
    };
    driver.download = [](void *user, tdsl_memory memory, void *host,
                         uint64_t bytes, tdsl_words *why) {
      FakeDriver &self = *static_cast<FakeDriver *>(user);
      if (self.call("download " + std::to_string(bytes), why))
        return 1;
      std::memcpy(host, self.memory.at(memory.handle).data(), size_t(bytes));
      return 0;
    };
    driver.clear = [](void *user, tdsl_memory memory, tdsl_words *why) {
      FakeDriver &self = *static_cast<FakeDriver *>(user);
      if (self.call("clear " + std::to_string(memory.bytes), why))
        return 1;
      self.memory.at(memory.handle).assign(size_t(memory.bytes), 0);
      return 0;
    };
    driver.launch = [](void *user, void *module, uint32_t kernel,
                       const uint32_t grid[3], const tdsl_memory *buffers,
                       const int64_t *sizes, tdsl_words *why) {
      FakeDriver &self = *static_cast<FakeDriver *>(user);
      return self.launch(*static_cast<std::vector<tdsl_plan_kernel> *>(module),
                         kernel, grid, buffers, sizes, why);
    };
    driver.finish = [](void *user, tdsl_words *why) {
      return static_cast<FakeDriver *>(user)->call("finish", why);
    };
  }
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
  int call(const std::string &what, tdsl_words *why) {
    if (inside.exchange(true))
      calledAtOnce = true;
    log.push_back(what);
    std::this_thread::yield(); // for somebody who calls at the same time
    bool fails = ++calls == failAt;
    if (fails)
      failed = what;
    if (fails)
      std::snprintf(why->text, sizeof why->text, "call %d fails", calls);
    inside = false;
    return fails;
  }

  void *load(const tdsl_plan *plan) {
    ++modules;
    return new std::vector<tdsl_plan_kernel>(
        plan->kernels, plan->kernels + plan->kernel_count);
  }

  int launch(const std::vector<tdsl_plan_kernel> &module, uint32_t kernel,
             const uint32_t grid[3], const tdsl_memory *buffers,
             const int64_t *sizes, tdsl_words *why) {
    const tdsl_plan_kernel &launched = module.at(kernel);
    std::string text = std::string("launch ") + launched.entry;
    for (int d = 0; d < 3; ++d)
      text += " " + std::to_string(grid[d]);
    if (call(text, why))
      return 1;
    Launch arguments;
    for (uint32_t i = 0; i < launched.argument_count; ++i)
      arguments.buffers.push_back(&memory.at(buffers[i].handle));
    arguments.sizes.assign(sizes, sizes + launched.size_count);
    arguments.grid = {grid[0], grid[1], grid[2]};
    kernels.at(launched.entry)(arguments);
    return 0;
  }

  uint64_t lastHandle = 0;
  std::atomic<bool> inside{false};
};

} // namespace tdsl::test

#endif // TDSL_TEST_RUNTIME_FAKE_DRIVER_H
