//===- WorkspaceTest.cpp - Memory of kernels ------------------------------===//

#include "test/runtime/Functions.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <thread>

using namespace tdsl::test;

namespace {

/// Runs `body` as the kernel of a call.
std::function<int32_t(tdsl_context *)> body;

tdsl_status run(std::function<int32_t(tdsl_context *)> kernel) {
  body = std::move(kernel);
  Descriptor f("f", [](tdsl_context *context, void *const *, const int64_t *) {
    return body(context);
  });
  return invoke(f, {});
}

struct Counts {
  std::atomic<int> allocated{0}, released{0};
  std::atomic<size_t> bytes{0};
};

/// Counts what the runtime asks for, as long as it lives.
class CountingAllocator {
public:
  CountingAllocator() {
    tdsl_allocator allocator = {allocate, release, &counts};
    tdsl_set_allocator(&allocator);
  }
  ~CountingAllocator() { tdsl_set_allocator(nullptr); }
  Counts counts;

private:
  static void *allocate(void *user, size_t bytes, size_t alignment) {
    Counts &counts = *static_cast<Counts *>(user);
    ++counts.allocated;
    counts.bytes += bytes;
    return std::aligned_alloc(alignment,
                              (bytes + alignment - 1) / alignment * alignment);
  }
  static void release(void *user, void *memory, size_t bytes) {
    Counts &counts = *static_cast<Counts *>(user);
    ++counts.released;
    counts.bytes -= bytes;
    std::free(memory);
  }
};

} // namespace

TEST(Workspace, IsAlignedAndUsable) {
  EXPECT_EQ(run([](tdsl_context *context) {
              for (int64_t bytes : {0, 1, 63, 64, 4096, 100000, 5 << 20})
                for (int64_t alignment : {0, 1, 64, 128, 4096}) {
                  void *memory = tdsl_rt_alloc(context, bytes, alignment);
                  EXPECT_NE(memory, nullptr);
                  uintptr_t least = uintptr_t(alignment < 64 ? 64 : alignment);
                  EXPECT_EQ(uintptr_t(memory) % least, 0u);
                  std::memset(memory, 0xab, size_t(bytes));
                  tdsl_rt_free(context, memory);
                }
              return 0;
            }),
            TDSL_OK);
}

TEST(Workspace, BlocksInUseAreDistinct) {
  run([](tdsl_context *context) {
    std::vector<char *> blocks;
    for (int i = 0; i < 40; ++i) {
      blocks.push_back(static_cast<char *>(tdsl_rt_alloc(context, 1000, 64)));
      std::memset(blocks.back(), i, 1000);
    }
    for (int i = 0; i < 40; ++i)
      for (int k = 0; k < 1000; ++k)
        EXPECT_EQ(blocks[size_t(i)][k], i);
    for (char *block : blocks)
      tdsl_rt_free(context, block);
    return 0;
  });
}

TEST(Workspace, IsKeptForTheNextCall) {
  CountingAllocator counting;
  for (int call = 0; call < 10; ++call)
    run([](tdsl_context *context) {
      void *big = tdsl_rt_alloc(context, 3 << 20, 64);
      void *small = tdsl_rt_alloc(context, 500, 64);
      tdsl_rt_free(context, small);
      tdsl_rt_free(context, big);
      return 0;
    });
  EXPECT_EQ(counting.counts.allocated, 2);
  EXPECT_EQ(counting.counts.released, 0);
}

TEST(Workspace, ASmallRequestDoesNotTakeALargeBlock) {
  CountingAllocator counting;
  run([](tdsl_context *context) {
    tdsl_rt_free(context, tdsl_rt_alloc(context, 8 << 20, 64));
    void *small = tdsl_rt_alloc(context, 100, 64);
    void *large = tdsl_rt_alloc(context, 8 << 20, 64);
    tdsl_rt_free(context, small);
    tdsl_rt_free(context, large);
    return 0;
  });
  EXPECT_EQ(counting.counts.allocated, 2);
}

TEST(Workspace, TrimGivesEverythingBack) {
  CountingAllocator counting;
  run([](tdsl_context *context) {
    tdsl_rt_free(context, tdsl_rt_alloc(context, 1 << 20, 64));
    return 0;
  });
  EXPECT_GT(counting.counts.bytes, size_t(1) << 20);
  tdsl_trim();
  EXPECT_EQ(counting.counts.bytes, 0u);
  EXPECT_EQ(counting.counts.allocated, counting.counts.released);
}

TEST(Workspace, AThreadThatEndsGivesItsBlocksBack) {
  CountingAllocator counting;
  std::thread([] {
    run([](tdsl_context *context) {
      tdsl_rt_free(context, tdsl_rt_alloc(context, 1 << 20, 64));
      return 0;
    });
  }).join();
  EXPECT_EQ(counting.counts.allocated, 1);
  EXPECT_EQ(counting.counts.bytes, 0u);
}

TEST(Workspace, KeepsOnlySoManyBlocks) {
  CountingAllocator counting;
  run([](tdsl_context *context) {
    std::vector<void *> blocks;
    for (int i = 0; i < 100; ++i)
      blocks.push_back(tdsl_rt_alloc(context, 10000, 64));
    for (void *block : blocks)
      tdsl_rt_free(context, block);
    return 0;
  });
  EXPECT_EQ(counting.counts.allocated, 100);
  EXPECT_GE(counting.counts.released, 80);
}

TEST(Workspace, TooMuchIsAnErrorOfTheCall) {
  EXPECT_EQ(run([](tdsl_context *context) {
              EXPECT_EQ(tdsl_rt_alloc(context, TDSL_MAX_BYTES + 1, 64),
                        nullptr);
              return 1;
            }),
            TDSL_ERROR_MEMORY);
  EXPECT_STREQ(tdsl_last_error(),
               "`f`: an intermediate tensor needs more than 2^47 bytes");
  EXPECT_EQ(run([](tdsl_context *context) {
              EXPECT_EQ(tdsl_rt_alloc(context, -1, 64), nullptr);
              return 1;
            }),
            TDSL_ERROR_MEMORY);
}

TEST(Workspace, OutOfMemoryIsAnErrorOfTheCall) {
  tdsl_allocator none = {
      [](void *, size_t, size_t) -> void * { return nullptr; },
      [](void *, void *, size_t) {}, nullptr};
  tdsl_set_allocator(&none);
  EXPECT_EQ(run([](tdsl_context *context) {
              EXPECT_EQ(tdsl_rt_alloc(context, 100, 64), nullptr);
              EXPECT_TRUE(tdsl_rt_failed(context));
              return 0;
            }),
            TDSL_ERROR_MEMORY);
  tdsl_set_allocator(nullptr);
  EXPECT_STREQ(tdsl_last_error(), "`f`: no memory for an intermediate tensor "
                                  "of 100 bytes aligned to 64");
}

TEST(Workspace, BytesOfABuffer) {
  auto bytes = [](std::vector<int64_t> extents, int64_t element) {
    return tdsl_rt_bytes(extents.data(), int32_t(extents.size()), element);
  };
  EXPECT_EQ(bytes({}, 4), 4);
  EXPECT_EQ(bytes({3, 5}, 4), 60);
  EXPECT_EQ(bytes({3, 0, INT64_MAX}, 4), 0);
  EXPECT_EQ(bytes({3, -2}, 4), 0);
  EXPECT_EQ(bytes({INT64_C(1) << 45}, 4), INT64_C(1) << 47);
  EXPECT_EQ(bytes({(INT64_C(1) << 45) + 1}, 4), -1);
  EXPECT_EQ(bytes({INT64_C(1) << 32, INT64_C(1) << 32}, 4), -1);
}

TEST(Leaves, AreCounted) {
  Descriptor f(
      "f",
      [](tdsl_context *context, void *const *, const int64_t *) -> int32_t {
        tdsl_rt_leaves(context)[1] += 5;
        return 0;
      });
  f.get()->leaf_count = 3;
  int64_t leaves[3] = {};
  tdsl_call_options options = {0, 0, leaves, nullptr};
  EXPECT_EQ(invoke(f, {}, nullptr, &options), TDSL_OK);
  EXPECT_EQ(invoke(f, {}, nullptr, &options), TDSL_OK);
  EXPECT_EQ(leaves[0], 0);
  EXPECT_EQ(leaves[1], 10);
  EXPECT_EQ(invoke(f, {}), TDSL_OK) << "without counters it counts for itself";
}
