//===- PlanFailureTest.cpp - Plans and drivers that do not work -----------===//

#include "test/runtime/FakeDriver.h"
#include "test/runtime/Plan.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <thread>

using namespace tdsl::test;

namespace {

/// fn g<N>(x: i32[N]) -> (y: i32[N]): through a buffer, with a report.
struct Small : Plan {
  Small() : Plan("g", TDSL_VULKAN) {
    symbol("N", 0, 0);
    param("x", TDSL_PARAM_INPUT, i32, "[N]", {{TDSL_OP_SYMBOL, 0}});
    param("y", TDSL_PARAM_OUTPUT, i32, "[N]", {{TDSL_OP_SYMBOL, 0}});
    image("code");
    buffer("t", {{TDSL_OP_SYMBOL, 0}}, 4);
    kernel("copy", 0, {reads(0), writes(2)}, {0});
    kernel("copy", 0, {reads(2), writes(1)}, {0});
    report();
    step(TDSL_STEP_ALLOCATE, 2);
    launch(0, {TDSL_OP_PUSH, 1});
    launch(1, {TDSL_OP_PUSH, 1});
  }
};

struct Fake : FakeDriver {
  Fake() : FakeDriver(TDSL_VULKAN) {
    kernels["copy"] = [](const Launch &launch) {
      for (int64_t i = 0; i < launch.sizes[0]; ++i)
        launch.data<int32_t>(1)[i] = launch.data<int32_t>(0)[i];
    };
  }
};

TEST(PlanFailure, OfAnyCallReleasesEverything) {
  Small small;
  Fake fake;
  Array<int32_t> x(i32, {9}, 4), y(i32, {9}, -1);
  int failures = 0;
  for (fake.failAt = 1;; ++fake.failAt) {
    fake.calls = 0;
    tdsl_status status = small.run({&x.tensor, &y.tensor}, &fake.driver);
    EXPECT_TRUE(fake.memory.empty()) << "call " << fake.failAt;
    EXPECT_FALSE(fake.releasedTwice) << "call " << fake.failAt;
    if (status == TDSL_OK)
      break;
    ++failures;
    bool allocates = fake.failed.compare(0, 8, "allocate") == 0;
    EXPECT_EQ(status, allocates ? TDSL_ERROR_MEMORY : TDSL_ERROR_DRIVER)
        << fake.failed;
    std::string words = "call " + std::to_string(fake.failAt) + " fails";
    EXPECT_NE(std::string(tdsl_last_error()).find(words), std::string::npos)
        << tdsl_last_error();
    EXPECT_EQ(y[0], -1) << "call " << fake.failAt;
  }
  // Four are allocations. The plan is loaded by then, which takes one more.
  EXPECT_EQ(failures, 11);
  EXPECT_EQ(y[8], 4);
}

TEST(PlanFailure, WaitsForWhatWasLaunchedBefore) {
  Small small;
  Fake fake;
  fake.failAt = 9; // the second launch
  Array<int32_t> x(i32, {9}, 4), y(i32, {9}, -1);
  EXPECT_EQ(small.run({&x.tensor, &y.tensor}, &fake.driver), TDSL_ERROR_DRIVER);
  size_t last = fake.log.size() - 1;
  EXPECT_EQ(fake.log[last - 5], "launch copy 1 1 1");
  EXPECT_EQ(fake.log[last - 4], "finish");
  EXPECT_EQ(fake.log[last - 3], "release 36");
}

TEST(PlanFailure, SaysWhatFailed) {
  Small small;
  Fake fake;
  Array<int32_t> x(i32, {9}, 4), y(i32, {9});
  const char *const expected[] = {
      "`g`: fake failed to load the kernels: call 1 fails",
      "`g`: fake has no memory for the 36 bytes of `x`: call 2 fails",
      "`g`: fake failed to copy `x` to the device: call 2 fails",
      "`g`: fake has no memory for the 36 bytes of `y`: call 3 fails",
      "`g`: fake has no memory for the 32 bytes of the report: call 4 fails",
      "`g`: fake failed to clear the report: call 5 fails",
      "`g`: fake has no memory for the 36 bytes of stage `t`: call 6 fails",
      "`g`: fake failed to start kernel `copy`: call 7 fails",
      "`g`: fake failed to start kernel `copy`: call 8 fails",
      "`g`: fake failed to run the kernels: call 9 fails",
      "`g`: fake failed to copy the report from the device: call 10 fails",
      "`g`: fake failed to copy `y` from the device: call 11 fails",
  };
  int failAt[] = {1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  for (int i = 0; i < 12; ++i) {
    fake.calls = 0;
    fake.failAt = failAt[i];
    EXPECT_NE(small.run({&x.tensor, &y.tensor}, &fake.driver), TDSL_OK);
    EXPECT_STREQ(tdsl_last_error(), expected[i]);
  }
}

TEST(PlanFailure, MalformedPlansAreRefused) {
  std::vector<std::function<void(Small &)>> mutations = {
      [](Small &s) { s.plan.state = nullptr; },
      [](Small &s) { s.plan.leaf_count = 1; },
      [](Small &s) { s.kernels[1].image = 1; },
      [](Small &s) { s.kernels[1].entry = nullptr; },
      [](Small &s) { s.kernels[1].size_count = 65; },
      [](Small &s) { s.kernels[1].threads[2] = 0; },
      [](Small &s) { s.kernels[1].dynamic_bytes = 4; },
      [](Small &s) { s.kernel("copy", 0, {reads(4)}, {}); },
      [](Small &s) { s.kernel("copy", 0, {}, {1}); },
      [](Small &s) { s.buffers[0].rank = 9; },
      [](Small &s) { s.buffers[0].rank = -1; },
      [](Small &s) { s.buffers[0].element_bytes = 0; },
      [](Small &s) { s.step(TDSL_STEP_ALLOCATE, 1); },
      [](Small &s) { s.step(TDSL_STEP_RELEASE, 3); },
      [](Small &s) { s.step(TDSL_STEP_LAUNCH, 2); },
      [](Small &s) { s.step(TDSL_STEP_CLOCK, 0); },
      [](Small &s) { s.step(4, 0); },
  };
  for (size_t i = 0; i < mutations.size(); ++i) {
    Small small;
    Fake fake;
    Array<int32_t> x(i32, {9}), y(i32, {9});
    mutations[i](small);
    EXPECT_EQ(small.run({&x.tensor, &y.tensor}, &fake.driver),
              TDSL_ERROR_DESCRIPTOR)
        << "mutation " << i << ": " << tdsl_last_error();
    EXPECT_TRUE(fake.log.empty()) << "mutation " << i;
  }
}

TEST(PlanFailure, OtherVersionsAndDevicesAreRefused) {
  Small small;
  Fake fake;
  FakeDriver other(TDSL_CUDA);
  Array<int32_t> x(i32, {9}), y(i32, {9});
  EXPECT_EQ(small.run({&x.tensor, &y.tensor}, &other.driver),
            TDSL_ERROR_DRIVER);
  EXPECT_STREQ(tdsl_last_error(),
               "`g`: the function was compiled for Vulkan, the driver `fake` "
               "of the call is for CUDA");
  small.plan.abi_version = TDSL_ABI_VERSION + 1;
  EXPECT_EQ(small.run({&x.tensor, &y.tensor}, &fake.driver), TDSL_ERROR_ABI);
}

TEST(PlanFailure, WithoutADeviceTheCallSaysWhy) {
  Small small;
  Array<int32_t> x(i32, {9}), y(i32, {9});
  setenv("TDSL_DISABLE_VULKAN", "1", 1);
  EXPECT_EQ(small.run({&x.tensor, &y.tensor}), TDSL_ERROR_DRIVER);
  EXPECT_STREQ(tdsl_last_error(),
               "`g`: the function runs on Vulkan, but there is no such device: "
               "TDSL_DISABLE_VULKAN is set");
  unsetenv("TDSL_DISABLE_VULKAN");
}

TEST(PlanModules, AreLoadedOnceForEachDriver) {
  Small small;
  Fake first, second;
  Array<int32_t> x(i32, {9}), y(i32, {9});
  for (int i = 0; i < 3; ++i)
    for (Fake *fake : {&first, &second})
      ASSERT_EQ(small.run({&x.tensor, &y.tensor}, &fake->driver), TDSL_OK);
  for (Fake *fake : {&first, &second}) {
    EXPECT_EQ(fake->modules, 1);
    EXPECT_EQ(std::count(fake->log.begin(), fake->log.end(), "load"), 1);
  }
  tdsl_device_forget(&first.driver);
  EXPECT_EQ(first.modules, 0);
  EXPECT_EQ(second.modules, 1);
  ASSERT_EQ(small.run({&x.tensor, &y.tensor}, &first.driver), TDSL_OK);
  EXPECT_EQ(first.modules, 1) << "loaded again";
}

TEST(PlanModules, AreNotThoseOfAPlanThatWasAtTheSamePlace) {
  Small small;
  Fake fake;
  Array<int32_t> x(i32, {9}, 6), y(i32, {9});
  ASSERT_EQ(small.run({&x.tensor, &y.tensor}, &fake.driver), TDSL_OK);
  small.state = nullptr;
  ASSERT_EQ(small.run({&x.tensor, &y.tensor}, &fake.driver), TDSL_OK);
  EXPECT_EQ(fake.modules, 2);
}

TEST(PlanThreads, UseADriverOneAtATime) {
  Small small;
  Fake fakes[2];
  thePlan = small.finished();
  const tdsl_function *function = small.get();
  std::atomic<int> wrong{0};
  auto work = [&](int number) {
    tdsl_call_options options = {0, 0, nullptr, &fakes[number % 2].driver};
    for (int round = 0; round < 50; ++round) {
      Array<int32_t> x(i32, {9}, number * 100 + round), y(i32, {9});
      const tdsl_tensor *args[] = {&x.tensor, &y.tensor};
      if (tdsl_invoke(function, args, nullptr, &options) != TDSL_OK ||
          y[8] != x[8])
        ++wrong;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back(work, i);
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(wrong, 0);
  for (Fake &fake : fakes) {
    EXPECT_FALSE(fake.calledAtOnce);
    EXPECT_TRUE(fake.memory.empty());
    EXPECT_EQ(fake.modules, 1);
  }
}

TEST(PlanLibraries, AreNotOpenedByACallThatBringsItsDriver) {
  Small small;
  Fake fake;
  Array<int32_t> x(i32, {9}), y(i32, {9});
  ASSERT_EQ(small.run({&x.tensor, &y.tensor}, &fake.driver), TDSL_OK);
  std::ifstream maps("/proc/self/maps");
  std::stringstream text;
  text << maps.rdbuf();
  EXPECT_NE(text.str().find("libc."), std::string::npos);
  EXPECT_EQ(text.str().find("libvulkan"), std::string::npos);
  EXPECT_EQ(text.str().find("libcuda"), std::string::npos);
}

} // namespace
