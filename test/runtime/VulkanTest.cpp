//===- VulkanTest.cpp - Plans on a Vulkan device --------------------------===//
//
// Kernels in SPIR-V, assembled by the build, on whatever device there is.
//
//===----------------------------------------------------------------------===//

#include "test/runtime/Vulkan.h"

#include <thread>

using namespace tdsl::test;

namespace {

TEST_F(Vulkan, RunsAKernel) {
  Map twice("f32");
  Array<float> x(f32, {1000}), y(f32, {1000});
  for (int i = 0; i < 1000; ++i)
    x[i] = float(i) - 300;
  for (int round = 0; round < 3; ++round) {
    y.data.assign(1000, -1);
    ASSERT_EQ(twice.run({&x.tensor, &y.tensor}), TDSL_OK) << tdsl_last_error();
    for (int i = 0; i < 1000; ++i)
      ASSERT_EQ(y[i], 2 * x[i]) << i;
  }
}

/// Runs a module over 1000 elements that `input` makes of the index.
template <typename T, typename Input, typename Output>
void expectMap(const std::string &module, tdsl_dtype type, uint32_t features,
               Input input, Output output) {
  tdsl_device_limits limits;
  tdsl_words why;
  ASSERT_EQ(tdsl_device_get_limits(TDSL_VULKAN, &limits, &why), 0);
  if ((limits.features & features) != features)
    GTEST_SKIP() << "the device has no " << module;
  Map map(module, type);
  Array<T> x(type, {1000}), y(type, {1000});
  for (int i = 0; i < 1000; ++i)
    x[i] = input(i);
  ASSERT_EQ(map.run({&x.tensor, &y.tensor}), TDSL_OK) << tdsl_last_error();
  for (int i = 0; i < 1000; ++i)
    ASSERT_EQ(y[i], output(x[i])) << i;
}

TEST_F(Vulkan, StoresBytes) {
  expectMap<uint8_t>(
      "u8", tdsl_make_dtype(TDSL_UINT, 8), TDSL_DEVICE_STORE_8,
      [](int i) { return uint8_t(i); },
      [](uint8_t x) { return uint8_t(x + 1); });
}

TEST_F(Vulkan, StoresSixteenBits) {
  expectMap<uint16_t>(
      "u16", u16, TDSL_DEVICE_STORE_16, [](int i) { return uint16_t(i * 65); },
      [](uint16_t x) { return uint16_t(x + 1); });
}

TEST_F(Vulkan, ComputesInF64) {
  expectMap<double>(
      "f64", tdsl_make_dtype(TDSL_FLOAT, 64), TDSL_DEVICE_F64,
      [](int i) { return i + 0.1; }, [](double x) { return x * x; });
}

TEST_F(Vulkan, ComputesInI64) {
  expectMap<int64_t>(
      "i64", tdsl_make_dtype(TDSL_INT, 64), TDSL_DEVICE_I64,
      [](int i) { return (i - 500) * INT64_C(3000000); },
      [](int64_t x) { return x * x; });
}

TEST_F(Vulkan, ComputesInF16) {
  // Doubling a normal number adds one to its exponent.
  expectMap<uint16_t>(
      "f16", tdsl_make_dtype(TDSL_FLOAT, 16),
      TDSL_DEVICE_F16 | TDSL_DEVICE_STORE_16,
      [](int i) { return uint16_t(0x0400 + 20 * i); },
      [](uint16_t x) { return uint16_t(x + 0x0400); });
}

/// fn f<N>(x: f32[N], z: f32[N]) -> (y: f32[N]): t = 2 x, y = reverse(t) + z,
/// and so on, each with what the one before wrote.
struct Chain : Plan {
  explicit Chain(int links) : Plan("f", TDSL_VULKAN) {
    symbol("N", 0, 0);
    for (const char *name : {"x", "z"})
      param(name, TDSL_PARAM_INPUT, f32, "[N]", {{TDSL_OP_SYMBOL, 0}});
    param("y", TDSL_PARAM_OUTPUT, f32, "[N]", {{TDSL_OP_SYMBOL, 0}});
    image(assembled("map-f32"));
    image(assembled("add"));
    buffer("t", {{TDSL_OP_SYMBOL, 0}}, 4);
    kernel("map", 0, {reads(0), writes(3)}, {0});
    kernel("add", 1, {reads(3), reads(1), writes(2)}, {0});
    kernel("add", 1, {reads(2), reads(1), writes(3)}, {0});
    step(TDSL_STEP_ALLOCATE, 3);
    launch(0, blocksOf(0));
    for (int i = 0; i < links; ++i) // back and forth
      launch(1 + i % 2, blocksOf(0));
    step(TDSL_STEP_RELEASE, 3);
  }
};

TEST_F(Vulkan, ALaunchSeesWhatTheOneBeforeWrote) {
  Chain chain(1);
  const int n = 10000;
  Array<float> x(f32, {n}), z(f32, {n}), y(f32, {n});
  for (int i = 0; i < n; ++i) {
    x[i] = float(i);
    z[i] = float(i % 7);
  }
  ASSERT_EQ(chain.run({&x.tensor, &z.tensor, &y.tensor}), TDSL_OK)
      << tdsl_last_error();
  for (int i = 0; i < n; ++i)
    ASSERT_EQ(y[i], 2 * x[n - 1 - i] + z[i]) << i;
}

TEST_F(Vulkan, MoreLaunchesThanABatchHolds) {
  Chain chain(201);
  Array<float> x(f32, {100}), z(f32, {100}, 1), y(f32, {100});
  for (int i = 0; i < 100; ++i)
    x[i] = float(i);
  ASSERT_EQ(chain.run({&x.tensor, &z.tensor, &y.tensor}), TDSL_OK)
      << tdsl_last_error();
  for (int i = 0; i < 100; ++i) // reversed an odd number of times
    ASSERT_EQ(y[i], 2 * x[99 - i] + 201) << i;
}

TEST_F(Vulkan, LargeBuffersAreCopiedInPieces) {
  Map twice("f32");
  const int n = (9 << 20) / 4 + 3; // more than two pieces
  Array<float> x(f32, {n}), y(f32, {n});
  for (int i = 0; i < n; ++i)
    x[i] = float(i % 1001);
  ASSERT_EQ(twice.run({&x.tensor, &y.tensor}), TDSL_OK) << tdsl_last_error();
  for (int i = 0; i < n; ++i)
    ASSERT_EQ(y[i], 2 * x[i]) << i;
}

TEST_F(Vulkan, EmptyBuffers) {
  Map twice("f32");
  twice.steps.clear();
  twice.launch(0, {TDSL_OP_PUSH, 1}); // runs, and finds nothing to do
  Array<float> x(f32, {0}), y(f32, {0});
  EXPECT_EQ(twice.run({&x.tensor, &y.tensor}), TDSL_OK) << tdsl_last_error();
}

struct Check : Plan {
  Check() : Plan("f", TDSL_VULKAN) {
    symbol("N", 0, 0);
    param("x", TDSL_PARAM_INPUT, i32, "[N]", {{TDSL_OP_SYMBOL, 0}});
    param("y", TDSL_PARAM_OUTPUT, i32, "[N]", {{TDSL_OP_SYMBOL, 0}});
    image(assembled("check"));
    kernel("check", 0,
           {reads(0), writes(1), {2, TDSL_BUFFER_READ | TDSL_BUFFER_WRITE}},
           {0});
    report(1);
    function.leaf_count = 1;
    site({"y", "x", "f.tdsl", 3, 9, 0, TDSL_SITE_READ});
    launch(0, blocksOf(0));
  }
};

TEST_F(Vulkan, AReportFailsTheCall) {
  Check check;
  Array<int32_t> x(i32, {300}, 5), y(i32, {300}, -1);
  int64_t leaves = 0;
  ASSERT_EQ(check.run({&x.tensor, &y.tensor}, nullptr, nullptr, &leaves),
            TDSL_OK)
      << tdsl_last_error();
  EXPECT_EQ(y[299], 5);
  EXPECT_EQ(leaves, 1);

  x[217] = -3;
  y[299] = -1;
  EXPECT_EQ(check.run({&x.tensor, &y.tensor}, nullptr, nullptr, &leaves),
            TDSL_ERROR_INDEX);
  EXPECT_STREQ(tdsl_last_error(), "`f`: stage `y` reads `x` at index 217 in "
                                  "dimension 0, outside 0..300 (f.tdsl:3:9)");
  EXPECT_EQ(y[299], -1);
  EXPECT_EQ(leaves, 2);

  x[217] = 3;
  EXPECT_EQ(check.run({&x.tensor, &y.tensor}), TDSL_OK)
      << "the report was not cleared: " << tdsl_last_error();
}

TEST_F(Vulkan, MoreSizesThanCanBePushed) {
  Plan plan("f", TDSL_VULKAN);
  std::vector<std::string> names;
  std::vector<uint32_t> reversed;
  std::vector<int64_t> sizes;
  for (int i = 0; i < 40; ++i) {
    names.push_back("S" + std::to_string(i));
    reversed.push_back(uint32_t(39 - i));
    sizes.push_back(1000 + i);
  }
  for (const std::string &name : names)
    plan.explicitSymbol(name.c_str());
  plan.param("y", TDSL_PARAM_OUTPUT, i32, "[40]", {{TDSL_OP_PUSH, 40}});
  plan.image(assembled("sizes"));
  plan.kernel("sizes", 0, {writes(0)}, reversed, 40);
  plan.launch(0, {TDSL_OP_PUSH, 1});
  Array<int32_t> y(i32, {40});
  ASSERT_EQ(plan.run({&y.tensor}, nullptr, sizes.data()), TDSL_OK)
      << tdsl_last_error();
  for (int i = 0; i < 40; ++i)
    ASSERT_EQ(y[i], 1039 - i) << i;
}

TEST_F(Vulkan, TimesItsKernels) {
  Map twice("f32");
  Array<float> x(f32, {100000}), y(f32, {100000});
  driver->elapsed(driver->user);
  ASSERT_EQ(twice.run({&x.tensor, &y.tensor}), TDSL_OK);
  int64_t nanoseconds = driver->elapsed(driver->user);
  if (nanoseconds < 0)
    GTEST_SKIP() << "the device has no clock";
  EXPECT_GT(nanoseconds, 100);
  EXPECT_LT(nanoseconds, INT64_C(60000000000));
  EXPECT_EQ(driver->elapsed(driver->user), 0);
}

TEST_F(Vulkan, SeveralThreadsCallAtOnce) {
  Map twice("f32");
  thePlan = twice.finished();
  const tdsl_function *function = twice.get();
  std::atomic<int> wrong{0};
  auto work = [&](int number) {
    for (int round = 0; round < 20; ++round) {
      Array<float> x(f32, {500 + number}, float(round)), y(f32, {500 + number});
      const tdsl_tensor *args[] = {&x.tensor, &y.tensor};
      if (tdsl_invoke(function, args, nullptr, nullptr) != TDSL_OK ||
          y[499 + number] != 2 * round)
        ++wrong;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back(work, i);
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST_F(Vulkan, UnloadsWhatItLoaded) {
  Map twice("f32");
  Array<float> x(f32, {10}, 4), y(f32, {10});
  ASSERT_EQ(twice.run({&x.tensor, &y.tensor}), TDSL_OK);
  tdsl_device_forget(driver);
  tdsl_trim();
  y[9] = 0;
  ASSERT_EQ(twice.run({&x.tensor, &y.tensor}), TDSL_OK) << tdsl_last_error();
  EXPECT_EQ(y[9], 8);
}

} // namespace
