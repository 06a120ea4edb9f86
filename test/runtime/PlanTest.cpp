//===- PlanTest.cpp - What a plan makes of the calls of a driver ----------===//

#include "test/runtime/Plan.h"
#include "test/runtime/FakeDriver.h"

#include <gtest/gtest.h>

using namespace tdsl::test;
using Log = std::vector<std::string>;

namespace {

/// fn f<N>(x: f32[N], s: f32) -> (y: f32[N]): t = x * s, then y = t + 1.
struct Chain : Plan {
  Chain() : Plan("f", TDSL_CUDA) {
    symbol("N", 0, 0);
    param("x", TDSL_PARAM_INPUT, f32, "[N]", {{TDSL_OP_SYMBOL, 0}});
    param("s", TDSL_PARAM_INPUT, f32, "", {});
    param("y", TDSL_PARAM_OUTPUT, f32, "[N]", {{TDSL_OP_SYMBOL, 0}});
    image("code");
    buffer("t", {{TDSL_OP_SYMBOL, 0}}, 4);
    kernel("scale", 0, {reads(0), reads(1), writes(3)}, {0});
    kernel("next", 0, {reads(3), writes(2)}, {0});
    step(TDSL_STEP_ALLOCATE, 3);
    launch(0, blocksOf(0));
    launch(1, blocksOf(0), {TDSL_OP_PUSH, 1}, {TDSL_OP_PUSH, 1});
    step(TDSL_STEP_RELEASE, 3);

    fake.kernels["scale"] = [](const FakeDriver::Launch &launch) {
      for (int64_t i = 0; i < launch.sizes[0]; ++i)
        launch.data<float>(2)[i] =
            launch.data<float>(0)[i] * *launch.data<float>(1);
    };
    fake.kernels["next"] = [](const FakeDriver::Launch &launch) {
      for (int64_t i = 0; i < launch.sizes[0]; ++i)
        launch.data<float>(1)[i] = launch.data<float>(0)[i] + 1;
    };
  }

  tdsl_status call(int64_t *leaves = nullptr) {
    return run({&x.tensor, &s.tensor, &y.tensor}, &fake.driver, nullptr,
               leaves);
  }

  FakeDriver fake;
  Array<float> x{f32, {100}, 3}, s{f32, {}, 2}, y{f32, {100}, -1};
};

TEST(Plan, CopiesInRunsAndCopiesOut) {
  Chain chain;
  ASSERT_EQ(chain.call(), TDSL_OK) << tdsl_last_error();
  for (int i = 0; i < 100; ++i)
    ASSERT_EQ(chain.y[i], 7) << i;
  EXPECT_EQ(chain.fake.log,
            (Log{"load", "allocate 400", "upload 400", "allocate 4", "upload 4",
                 "allocate 400", "allocate 400", "launch scale 2 1 1",
                 "launch next 2 1 1", "release 400", "finish", "download 400",
                 "release 400", "release 4", "release 400"}));
}

TEST(Plan, TakesConstantsOfAPreparedFunction) {
  Chain chain;
  std::vector<tdsl_param> params(chain.get()->params, chain.get()->params + 3);
  params[1].kind = TDSL_PARAM_CONST;
  tdsl_function function = *chain.get();
  function.params = params.data();
  tdsl_prepared *prepared = nullptr;
  const tdsl_tensor *constants[] = {&chain.s.tensor};
  ASSERT_EQ(tdsl_prepare(&function, constants, &prepared), TDSL_OK);
  chain.s[0] = 99; // copied before
  const tdsl_tensor *args[] = {&chain.x.tensor, &chain.y.tensor};
  tdsl_call_options options = {0, 0, nullptr, &chain.fake.driver};
  thePlan = chain.finished();
  EXPECT_EQ(tdsl_run(prepared, args, nullptr, &options), TDSL_OK)
      << tdsl_last_error();
  EXPECT_EQ(chain.y[99], 7);
  tdsl_release(prepared);
}

TEST(Plan, UploadsAResultThatIsReadBeforeItIsWritten) {
  Chain chain;
  chain.kernel("more", 0, {{2, TDSL_BUFFER_READ | TDSL_BUFFER_WRITE}}, {});
  chain.fake.kernels["more"] = [](const FakeDriver::Launch &launch) {
    launch.data<float>(0)[5] += 10;
  };
  chain.steps.clear();
  chain.launch(2, {TDSL_OP_PUSH, 1});
  ASSERT_EQ(chain.call(), TDSL_OK) << tdsl_last_error();
  EXPECT_EQ(chain.y[4], -1);
  EXPECT_EQ(chain.y[5], 9);
  EXPECT_EQ(chain.fake.log,
            (Log{"load", "allocate 400", "upload 400", "launch more 1 1 1",
                 "finish", "download 400", "release 400"}));
}

TEST(Plan, DoesNotUploadWhatALaunchWroteBefore) {
  Chain chain;
  chain.kernel("back", 0, {reads(2)}, {});
  chain.fake.kernels["back"] = [](const FakeDriver::Launch &) {};
  chain.launch(2, {TDSL_OP_PUSH, 1});
  ASSERT_EQ(chain.call(), TDSL_OK) << tdsl_last_error();
  EXPECT_EQ(
      std::count(chain.fake.log.begin(), chain.fake.log.end(), "upload 400"),
      1);
}

TEST(Plan, AnEmptyGridDoesNothing) {
  Chain chain;
  chain.steps.clear();
  for (int64_t extent : {0, -3})
    chain.launch(1, {TDSL_OP_PUSH, 5}, {TDSL_OP_PUSH, extent});
  ASSERT_EQ(chain.call(), TDSL_OK) << tdsl_last_error();
  EXPECT_EQ(chain.fake.log, Log{"load"});
  EXPECT_EQ(chain.y[0], -1);
}

TEST(Plan, EmptyBuffersHaveMemoryAndAreNotCopied) {
  Chain chain;
  chain.steps[1].grid[0] = chain.steps[2].grid[1]; // one block all the same
  chain.steps[2].grid[0] = chain.steps[2].grid[1];
  Array<float> x(f32, {0}), y(f32, {0});
  x.tensor.data = y.tensor.data = nullptr;
  ASSERT_EQ(
      chain.run({&x.tensor, &chain.s.tensor, &y.tensor}, &chain.fake.driver),
      TDSL_OK)
      << tdsl_last_error();
  EXPECT_EQ(
      chain.fake.log,
      (Log{"load", "allocate 16", "allocate 4", "upload 4", "allocate 16",
           "allocate 16", "launch scale 1 1 1", "launch next 1 1 1",
           "release 16", "finish", "release 16", "release 4", "release 16"}));
}

TEST(Plan, GridsThatAreTooLargeAreRefused) {
  Chain chain;
  chain.launch(1, {TDSL_OP_PUSH, 1}, {TDSL_OP_PUSH, INT64_C(1) << 32});
  EXPECT_EQ(chain.call(), TDSL_ERROR_EXTENT);
  EXPECT_STREQ(tdsl_last_error(), "`f`: kernel `next` needs 4294967296 blocks "
                                  "along y, more than any device has");
  chain.steps.pop_back();
  chain.launch(1, {TDSL_OP_PUSH, INT64_MAX, TDSL_OP_SYMBOL, 0, TDSL_OP_MUL});
  EXPECT_EQ(chain.call(), TDSL_ERROR_EXTENT);
  EXPECT_STREQ(tdsl_last_error(),
               "`f`: a shape or condition overflows 64 bits");
  EXPECT_EQ(chain.fake.log, Log{"load"});
}

TEST(Plan, BuffersThatAreTooLargeAreRefused) {
  Chain chain;
  chain.buffer(
      "u", {{TDSL_OP_PUSH, INT64_C(1) << 30}, {TDSL_OP_PUSH, INT64_C(1) << 20}},
      4);
  chain.step(TDSL_STEP_ALLOCATE, 4);
  EXPECT_EQ(chain.call(), TDSL_ERROR_MEMORY);
  EXPECT_STREQ(tdsl_last_error(), "`f`: stage `u` has shape [1073741824, "
                                  "1048576], more than 2^47 bytes");
  EXPECT_TRUE(chain.fake.memory.empty());
}

TEST(Plan, ABufferWithoutMemoryIsRefused) {
  Chain chain;
  chain.launch(1, {TDSL_OP_PUSH, 1});
  EXPECT_EQ(chain.call(), TDSL_ERROR_DESCRIPTOR);
  EXPECT_STREQ(tdsl_last_error(),
               "`f`: kernel `next` takes buffer 3, which has no memory then");
  EXPECT_TRUE(chain.fake.memory.empty());
  EXPECT_EQ(chain.y[0], -1);
}

TEST(Plan, ClocksWaitForTheDevice) {
  Chain chain;
  chain.function.leaf_count = 2;
  chain.steps.insert(chain.steps.begin() + 1,
                     {TDSL_STEP_CLOCK, 0, {{0, 0}, {0, 0}, {0, 0}}});
  chain.steps.insert(chain.steps.begin() + 3,
                     {TDSL_STEP_CLOCK, 1, {{0, 0}, {0, 0}, {0, 0}}});
  int64_t leaves[2] = {-5, -5};
  ASSERT_EQ(chain.call(leaves), TDSL_OK) << tdsl_last_error();
  EXPECT_GT(leaves[0], 0);
  EXPECT_GE(leaves[1], leaves[0]);
  Log end(chain.fake.log.begin() + 7, chain.fake.log.begin() + 11);
  EXPECT_EQ(end, (Log{"launch scale 2 1 1", "finish", "launch next 2 1 1",
                      "release 400"}));
}

/// A kernel that writes these words to the report of a plan.
struct Reporting : Chain {
  explicit Reporting(std::vector<uint32_t> words) {
    report(3);
    function.leaf_count = 3;
    site({"y", "x", "f.tdsl", 2, 10, 1, TDSL_SITE_WRITE});
    site({"t", "x", "f.tdsl", 4, 7, 2, TDSL_SITE_READ});
    kernel("report", 0, {{4, TDSL_BUFFER_READ | TDSL_BUFFER_WRITE}}, {});
    fake.kernels["report"] = [=](const FakeDriver::Launch &launch) {
      for (uint32_t word = 0; word < TDSL_REPORT_WORDS + 3; ++word)
        seen += launch.data<uint32_t>(0)[word];
      std::copy(words.begin(), words.end(), launch.data<uint32_t>(0));
    };
    launch(2, {TDSL_OP_PUSH, 1});
  }
  uint32_t seen = 0;
};

TEST(Plan, AReportFailsTheCall) {
  Reporting reporting({2, 0, 0xfffffffb, 0xffffffff, 7, 1, 0, 0, 1, 0, 2});
  int64_t leaves[3] = {10, 20, 30};
  EXPECT_EQ(reporting.call(leaves), TDSL_ERROR_INDEX);
  EXPECT_STREQ(tdsl_last_error(),
               "`f`: stage `t` reads `x` at index -5 in dimension 2, outside "
               "0..4294967303 (f.tdsl:4:7)");
  EXPECT_EQ(reporting.seen, 0u) << "the report was not cleared";
  EXPECT_EQ(reporting.y[0], -1) << "a result of a failed call was written";
  EXPECT_EQ(leaves[0], 11);
  EXPECT_EQ(leaves[1], 20);
  EXPECT_EQ(leaves[2], 32);
  EXPECT_TRUE(reporting.fake.memory.empty());
}

TEST(Plan, AReportWithoutFailureCountsLeaves) {
  Reporting reporting({0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0});
  int64_t leaves[3] = {10, 20, 30};
  ASSERT_EQ(reporting.call(leaves), TDSL_OK) << tdsl_last_error();
  EXPECT_EQ(reporting.y[0], 7);
  EXPECT_EQ(leaves[0], 10);
  EXPECT_EQ(leaves[1], 21);
  EXPECT_EQ(reporting.call(), TDSL_OK) << "without counters";
}

TEST(Plan, AReportOfNoSiteFailsTheCall) {
  Reporting reporting({3});
  EXPECT_EQ(reporting.call(), TDSL_ERROR_KERNEL);
  EXPECT_STREQ(tdsl_last_error(),
               "`f`: a kernel reports place 3, but has only 2");
}

} // namespace
