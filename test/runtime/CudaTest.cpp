//===- CudaTest.cpp - Plans on a library that plays CUDA ------------------===//

#include "test/runtime/Plan.h"
#include "test/runtime/fake-cuda.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <dlfcn.h>

using namespace tdsl::test;

namespace {

/// fn double<N>(x: f32[N]) -> (y: f32[N])
struct Twice : Plan {
  explicit Twice(const char *code = ".entry twice") : Plan("twice", TDSL_CUDA) {
    symbol("N", 0, 0);
    param("x", TDSL_PARAM_INPUT, f32, "[N]", {{TDSL_OP_SYMBOL, 0}});
    param("y", TDSL_PARAM_OUTPUT, f32, "[N]", {{TDSL_OP_SYMBOL, 0}});
    image(code);
    kernel("twice", 0, {reads(0), writes(1)}, {0});
    launch(0, blocksOf(0));
  }
  tdsl_status call() { return run({&x.tensor, &y.tensor}); }

  Array<float> x{f32, {1000}, 3}, y{f32, {1000}, -1};
};

struct Cuda : ::testing::Test {
  static void SetUpTestSuite() {
    setenv("TDSL_CUDA_LIBRARY", FAKE_CUDA, 1);
    void *library = dlopen(FAKE_CUDA, RTLD_NOW);
    ASSERT_NE(library, nullptr) << dlerror();
    auto function =
        reinterpret_cast<fake_cuda_function>(dlsym(library, "fake_cuda_state"));
    ASSERT_NE(function, nullptr);
    fake = function();
    openWithFailures();
  }
  void SetUp() override {
    tdsl_trim();
    forget();
  }
  void TearDown() override {
    EXPECT_EQ(fake->pushed, 0) << "the host program's context is not back";
    forget();
    tdsl_words why = {""};
    tdsl_device_forget(tdsl_device_driver(TDSL_CUDA, &why));
    EXPECT_EQ(fake->modules, 0);
    fake->memory_limit = 1 << 30;
  }

  static void forget() {
    fake->fail_at = fake->calls = 0;
    fake->fail_with = 999;
    fake->log[0] = '\0';
  }

  /// The driver is opened once in a process: each call on the way fails once.
  static void openWithFailures() {
    tdsl_words why = {""};
    for (fake->fail_at = 1; !tdsl_device_driver(TDSL_CUDA, &why);
         ++fake->fail_at) {
      openFailures += std::strstr(why.text, "other error (") != nullptr;
      EXPECT_EQ(fake->pushed, 0) << fake->log;
      EXPECT_EQ(fake->retained, 0) << fake->log;
      EXPECT_EQ(fake->events, 0) << fake->log;
      fake->calls = 0;
      fake->log[0] = '\0';
    }
    forget();
  }

  static int count(const char *call) {
    int found = 0;
    for (const char *at = fake->log; (at = std::strstr(at, call)); ++at)
      ++found;
    return found;
  }

  static inline fake_cuda *fake = nullptr;
  static inline int openFailures = 0;
};

TEST_F(Cuda, OpensAfterAnyFailureOnTheWay) {
  // cuInit, the version, the count, the device, its name and memory, twelve
  // limits, the context, pushing it, two events, popping it.
  EXPECT_EQ(openFailures, 23);
  EXPECT_EQ(fake->retained, 1);
  EXPECT_EQ(fake->events, 2);
}

TEST_F(Cuda, RunsAKernel) {
  Twice twice;
  ASSERT_EQ(twice.call(), TDSL_OK) << tdsl_last_error();
  for (int i = 0; i < 1000; ++i)
    ASSERT_EQ(twice.y[i], 6) << i;
  std::string calls;
  for (const char *at = fake->log; *at; at = std::strchr(at, '\n') + 1)
    if (std::strncmp(at, "cuCtxP", 6) != 0)
      calls += std::string(at, std::strchr(at, '\n') + 1);
  EXPECT_EQ(calls, "cuModuleLoadDataEx 2\n"
                   "cuModuleGetFunction twice\n"
                   "cuMemAlloc 4096\n"
                   "cuMemcpyHtoD 4000\n"
                   "cuMemAlloc 4096\n"
                   "cuEventRecord\n"
                   "cuLaunchKernel 16 1 1 of 64 1 1, 0\n"
                   "cuEventRecord\n"
                   "cuCtxSynchronize\n"
                   "cuEventElapsedTime\n"
                   "cuMemcpyDtoH 4000\n");
}

TEST_F(Cuda, TimesItsKernels) {
  Twice twice;
  const tdsl_driver *driver = tdsl_device_driver(TDSL_CUDA, nullptr);
  driver->elapsed(driver->user);
  ASSERT_EQ(twice.call(), TDSL_OK);
  ASSERT_EQ(twice.call(), TDSL_OK);
  EXPECT_EQ(driver->elapsed(driver->user), 500000);
  EXPECT_EQ(driver->elapsed(driver->user), 0);
}

TEST_F(Cuda, KeepsMemoryBetweenCallsUntilItIsTrimmed) {
  Twice twice;
  ASSERT_EQ(twice.call(), TDSL_OK);
  int blocks = fake->blocks;
  forget();
  ASSERT_EQ(twice.call(), TDSL_OK);
  EXPECT_EQ(count("cuMemAlloc"), 0);
  EXPECT_EQ(count("cuMemFree"), 0);
  EXPECT_EQ(fake->blocks, blocks);
  tdsl_trim();
  ASSERT_EQ(twice.call(), TDSL_OK);
  EXPECT_EQ(count("cuMemFree"), blocks);
  EXPECT_EQ(count("cuMemAlloc"), 2);
}

TEST_F(Cuda, GivesKeptMemoryBackWhenThereIsNoOther) {
  Twice twice;
  ASSERT_EQ(twice.call(), TDSL_OK);
  forget();
  fake->memory_limit = 20000; // 2 * 4096 are kept, 2 * 8192 are wanted
  Array<float> x(f32, {2000}, 5), y(f32, {2000});
  ASSERT_EQ(twice.run({&x.tensor, &y.tensor}), TDSL_OK) << tdsl_last_error();
  EXPECT_EQ(y[1999], 10);
  EXPECT_EQ(count("cuMemFree"), 2);
  fake->memory_limit = 9000;
  EXPECT_EQ(twice.run({&x.tensor, &y.tensor}), TDSL_OK) << "both are kept";
  Array<float> large(f32, {3000}), result(f32, {3000});
  EXPECT_EQ(twice.run({&large.tensor, &result.tensor}), TDSL_ERROR_MEMORY);
  EXPECT_STREQ(tdsl_last_error(),
               "`twice`: CUDA has no memory for the 12000 bytes of `x`: "
               "cuMemAlloc: out of memory (CUDA_ERROR_OUT_OF_MEMORY, 2)");
}

TEST_F(Cuda, FailsAtAnyCallAndRecovers) {
  Twice twice;
  int failures = 0, most = 0;
  for (int at = 1;; ++at) {
    const tdsl_driver *driver = tdsl_device_driver(TDSL_CUDA, nullptr);
    tdsl_device_forget(driver); // so that every call loads
    tdsl_trim();
    forget();
    fake->fail_at = at;
    twice.y[0] = -1;
    tdsl_status status = twice.call();
    bool reached = fake->calls >= at;
    EXPECT_EQ(fake->pushed, 0) << "call " << at << ":\n" << fake->log;
    most = std::max(most, fake->blocks);
    if (status != TDSL_OK) {
      ++failures;
      EXPECT_TRUE(status == TDSL_ERROR_DRIVER || status == TDSL_ERROR_MEMORY);
      EXPECT_NE(std::strstr(tdsl_last_error(), "other error"), nullptr)
          << tdsl_last_error();
    } else {
      EXPECT_EQ(twice.y[0], 6) << "call " << at << ":\n" << fake->log;
    }
    if (!reached)
      break;
    fake->fail_at = 0;
    ASSERT_EQ(twice.call(), TDSL_OK) << tdsl_last_error();
  }
  EXPECT_GE(failures, 11);
  EXPECT_LE(most, 2) << "memory was lost";
}

TEST_F(Cuda, SaysWhatTheCompilerOfTheDriverSaid) {
  Twice twice("broken");
  EXPECT_EQ(twice.call(), TDSL_ERROR_DRIVER);
  EXPECT_STREQ(tdsl_last_error(),
               "`twice`: CUDA failed to load the kernels: cuModuleLoadDataEx: "
               "other error (CUDA_ERROR_INVALID_PTX, 218): ptxas: line 1: "
               "broken is no instruction");
  Twice missing(".entry other");
  EXPECT_EQ(missing.call(), TDSL_ERROR_DRIVER);
  EXPECT_NE(std::strstr(tdsl_last_error(), "cuModuleGetFunction"), nullptr);
  EXPECT_EQ(fake->modules, 0);
}

TEST_F(Cuda, AsksForSharedMemoryBeyondTheUsual) {
  Twice twice;
  twice.kernels[0].shared_bytes = 49152;
  twice.kernels[0].dynamic_bytes = 40000;
  ASSERT_EQ(twice.call(), TDSL_OK) << tdsl_last_error();
  EXPECT_EQ(count("cuFuncSetAttribute"), 0);
  EXPECT_EQ(count("of 64 1 1, 40000"), 1);

  Twice large;
  large.kernels[0].shared_bytes = 101376;
  large.kernels[0].dynamic_bytes = 100000;
  ASSERT_EQ(large.call(), TDSL_OK) << tdsl_last_error();
  EXPECT_EQ(count("cuFuncSetAttribute 8 100000"), 1);

  Twice tooLarge;
  tooLarge.kernels[0].shared_bytes = 101377;
  EXPECT_EQ(tooLarge.call(), TDSL_ERROR_DRIVER);
  EXPECT_STREQ(tdsl_last_error(),
               "`twice`: CUDA failed to load the kernels: kernel `twice` needs "
               "101377 bytes of shared memory, a block of the device has "
               "101376");
}

TEST_F(Cuda, LimitsAreSaidInWords) {
  Twice twice;
  twice.launch(0, {TDSL_OP_PUSH, 1}, {TDSL_OP_PUSH, 65536});
  EXPECT_EQ(twice.call(), TDSL_ERROR_DRIVER);
  EXPECT_STREQ(tdsl_last_error(),
               "`twice`: CUDA failed to start kernel `twice`: it needs 65536 "
               "blocks along y, the device runs at most 65535");
  Twice many;
  many.kernels[0].threads[1] = 17;
  EXPECT_EQ(many.call(), TDSL_ERROR_DRIVER);
  EXPECT_STREQ(tdsl_last_error(),
               "`twice`: CUDA failed to load the kernels: kernel `twice` has "
               "blocks of 64 x 17 x 1 threads, the device runs at most 1024 "
               "together");
}

TEST_F(Cuda, DescribesTheDevice) {
  tdsl_words line = {""}, why = {""};
  ASSERT_EQ(tdsl_device_describe(TDSL_CUDA, &line, &why), 0) << why.text;
  EXPECT_STREQ(line.text,
               "Fake Device (sm_86, CUDA 12.4), 1024 threads and 99 KiB shared "
               "memory a block, warps of 32, 8192 MiB");
  tdsl_device_limits limits;
  ASSERT_EQ(tdsl_device_get_limits(TDSL_CUDA, &limits, &why), 0) << why.text;
  EXPECT_EQ(limits.shared_bytes, 101376u);
  EXPECT_EQ(limits.buffer_bytes, UINT64_C(8) << 30);
  EXPECT_EQ(limits.threads, 1024u);
  EXPECT_EQ(limits.threads_by_axis[2], 64u);
  EXPECT_EQ(limits.grid[0], 2147483647u);
  EXPECT_EQ(limits.grid[1], 65535u);
  EXPECT_EQ(limits.subgroup, 32u);
  EXPECT_EQ(limits.push_bytes, 0u);
  EXPECT_EQ(limits.capability, 86u);
  EXPECT_EQ(limits.features, 255u);
}

TEST_F(Cuda, CanBeHiddenLater) {
  setenv("TDSL_DISABLE_CUDA", "1", 1);
  tdsl_words why = {""};
  EXPECT_EQ(tdsl_device_driver(TDSL_CUDA, &why), nullptr);
  EXPECT_STREQ(why.text, "TDSL_DISABLE_CUDA is set");
  unsetenv("TDSL_DISABLE_CUDA");
  EXPECT_NE(tdsl_device_driver(TDSL_CUDA, &why), nullptr);
}

} // namespace
