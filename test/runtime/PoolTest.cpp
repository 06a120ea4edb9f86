//===- PoolTest.cpp - The thread pool under stress ------------------------===//
//
// Built three times: with a thread for each CPU, which are pinned and spin;
// with four threads whatever the machine; and so with the thread sanitizer.
//
//===----------------------------------------------------------------------===//

#include "test/runtime/Functions.h"

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>

using namespace tdsl::test;

namespace {

#ifdef TDSL_TEST_SANITIZED
constexpr int Scale = 20; // the sanitizer is that much slower
#else
constexpr int Scale = 1;
#endif

/// Calls a function whose kernel is `kernel`, on at most `threads` threads.
using Kernel = std::function<void(tdsl_context *)>;
tdsl_status call(const Kernel &kernel, int32_t threads = 0) {
  Descriptor f("f",
               [](tdsl_context *context, void *const *buffers,
                  const int64_t *) -> int32_t {
                 (*static_cast<const Kernel *>(buffers[0]))(context);
                 return 0;
               });
  tdsl_dtype bytes = tdsl_make_dtype(TDSL_UINT, 8);
  f.param("kernel", TDSL_PARAM_INPUT, bytes, "", {});
  tdsl_tensor tensor =
      tdsl_dense(const_cast<Kernel *>(&kernel), bytes, 0, nullptr);
  tdsl_call_options options = {threads, 0, nullptr, nullptr};
  return invoke(f, {&tensor}, nullptr, &options);
}

/// A parallel loop over a function object.
template <typename Body>
void parallelFor(tdsl_context *context, int64_t begin, int64_t end,
                 int64_t cost, Body body) {
  tdsl_rt_parallel_for(
      context, begin, end, cost,
      [](void *closure, tdsl_context *inner, int64_t from, int64_t to) {
        (*static_cast<Body *>(closure))(inner, from, to);
      },
      &body);
}

/// Adds one to each element of a range.
struct Visits {
  explicit Visits(int64_t count) : visits(size_t(count)) {}
  void visit(int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i)
      visits[size_t(i)].fetch_add(1, std::memory_order_relaxed);
  }
  void expectEach(int times) {
    for (size_t i = 0; i < visits.size(); ++i)
      ASSERT_EQ(visits[i].load(), times) << "iteration " << i;
  }
  std::vector<std::atomic<int>> visits;
};

} // namespace

TEST(Pool, HasTheThreadsOfTheEnvironment) {
  if (const char *threads = getenv("TDSL_NUM_THREADS"))
    EXPECT_EQ(tdsl_thread_count(), atoi(threads));
  else
    EXPECT_GE(tdsl_thread_count(), 1);
}

TEST(Pool, RunsEveryIterationOnce) {
  for (int32_t threads : {0, 1, 2, 3})
    for (int64_t count : {0, 1, 2, 3, 7, 8, 9, 31, 64, 1000, 100001}) {
      Visits visits(count);
      call(
          [&](tdsl_context *context) {
            parallelFor(context, 0, count, 0,
                        [&](tdsl_context *, int64_t begin, int64_t end) {
                          visits.visit(begin, end);
                        });
          },
          threads);
      visits.expectEach(1);
    }
}

TEST(Pool, RangesMayBeginAnywhere) {
  std::atomic<int64_t> sum{0};
  call([&](tdsl_context *context) {
    parallelFor(context, -50, 51, 0,
                [&](tdsl_context *, int64_t begin, int64_t end) {
                  for (int64_t i = begin; i < end; ++i)
                    sum += i * i;
                });
    parallelFor(context, 5, 5, 0,
                [&](tdsl_context *, int64_t, int64_t) { sum = -1; });
    parallelFor(context, 5, -5, 0,
                [&](tdsl_context *, int64_t, int64_t) { sum = -1; });
  });
  EXPECT_EQ(sum, 2 * 50 * 51 * 101 / 6);
}

TEST(Pool, ManySmallRegionsBackToBack) {
  const int rounds = 200000 / Scale;
  Visits visits(13);
  call([&](tdsl_context *context) {
    for (int round = 0; round < rounds; ++round)
      parallelFor(context, 0, 13, 0,
                  [&](tdsl_context *, int64_t begin, int64_t end) {
                    visits.visit(begin, end);
                  });
  });
  visits.expectEach(rounds);
}

TEST(Pool, RegionsAfterSleep) {
  Visits visits(64);
  const int rounds = 40;
  for (int round = 0; round < rounds; ++round) {
    // Around the 0.4 ms after which workers sleep.
    std::this_thread::sleep_for(std::chrono::microseconds(round * 50));
    call([&](tdsl_context *context) {
      parallelFor(context, 0, 64, 0,
                  [&](tdsl_context *, int64_t begin, int64_t end) {
                    visits.visit(begin, end);
                  });
    });
  }
  visits.expectEach(rounds);
}

TEST(Pool, WritesOfWorkersAreSeenAfterTheRegion) {
  std::vector<int64_t> data(4096);
  call([&](tdsl_context *context) {
    for (int64_t round = 1; round <= 2000 / Scale; ++round) {
      parallelFor(context, 0, 4096, 0,
                  [&](tdsl_context *, int64_t begin, int64_t end) {
                    for (int64_t i = begin; i < end; ++i)
                      data[size_t(i)] += round;
                  });
      int64_t expected = round * (round + 1) / 2;
      for (int64_t value : data)
        ASSERT_EQ(value, expected);
    }
  });
}

/// How many threads share a loop of slow ranges.
static size_t threadsUsed(int64_t count, int64_t cost, int32_t threads) {
  std::mutex mutex;
  std::set<std::thread::id> ids;
  call(
      [&](tdsl_context *context) {
        parallelFor(
            context, 0, count, cost, [&](tdsl_context *, int64_t, int64_t) {
              std::this_thread::sleep_for(std::chrono::microseconds(300));
              std::lock_guard<std::mutex> lock(mutex);
              ids.insert(std::this_thread::get_id());
            });
      },
      threads);
  return ids.size();
}

/// Two threads, or all there are, have shared a loop at last: a busy machine
/// may be late to wake one.
static bool sharesWork() {
  auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (std::chrono::steady_clock::now() < end)
    if (threadsUsed(64, 0, 0) >= size_t(std::min(tdsl_thread_count(), 2)))
      return true;
  return false;
}

TEST(Pool, UsesSeveralThreads) {
  EXPECT_TRUE(sharesWork());
  EXPECT_LE(threadsUsed(64, 0, 0), size_t(tdsl_thread_count()));
}

TEST(Pool, OptionsLimitTheThreads) {
  EXPECT_EQ(threadsUsed(64, 0, 1), 1u);
  EXPECT_LE(threadsUsed(64, 0, 2), 2u);
  EXPECT_LE(threadsUsed(64, 0, 3), 3u);
}

TEST(Pool, AwakeWorkersRespectTheLimit) {
  for (int round = 0; round < 100; ++round) {
    threadsUsed(4, 0, 0);
    EXPECT_LE(threadsUsed(8, 0, 2), 2u);
  }
}

TEST(Pool, SmallWorkStaysOnTheCallingThread) {
  EXPECT_EQ(threadsUsed(64, 10, 0), 1u); // 640 ns
  EXPECT_EQ(threadsUsed(4999, 1, 0), 1u);
  EXPECT_LE(threadsUsed(64, 100, 0), 2u); // 6.4 us are worth two threads
}

TEST(Pool, RangesAreTheSameForTheSameThreads) {
  auto ranges = [](int32_t threads) {
    std::mutex mutex;
    std::set<std::pair<int64_t, int64_t>> seen;
    call(
        [&](tdsl_context *context) {
          parallelFor(context, 0, 1000, 0,
                      [&](tdsl_context *, int64_t begin, int64_t end) {
                        std::lock_guard<std::mutex> lock(mutex);
                        seen.insert({begin, end});
                      });
        },
        threads);
    return seen;
  };
  for (int32_t threads : {1, 2, 4}) {
    threads = std::min(threads, tdsl_thread_count());
    auto first = ranges(threads);
    EXPECT_GE(first.size(), size_t(threads == 1 ? 1 : 4 * threads));
    for (int round = 0; round < 20; ++round)
      EXPECT_EQ(ranges(threads), first);
  }
}

TEST(Pool, NestedLoopsRunOnTheirThread) {
  Visits visits(32 * 100);
  call([&](tdsl_context *context) {
    parallelFor(context, 0, 32, 0,
                [&](tdsl_context *outer, int64_t begin, int64_t end) {
                  for (int64_t i = begin; i < end; ++i) {
                    std::thread::id id = std::this_thread::get_id();
                    parallelFor(outer, 0, 100, 0,
                                [&](tdsl_context *, int64_t from, int64_t to) {
                                  EXPECT_EQ(std::this_thread::get_id(), id);
                                  visits.visit(i * 100 + from, i * 100 + to);
                                });
                  }
                });
  });
  visits.expectEach(1);
}

TEST(Pool, SeveralHostThreadsMayCallAtOnce) {
  const int64_t count = 999;
  const int rounds = 2000 / Scale;
  std::vector<std::thread> hosts;
  std::vector<Visits> visits;
  for (int host = 0; host < 4; ++host)
    visits.emplace_back(count);
  for (int host = 0; host < 4; ++host)
    hosts.emplace_back([&, host] {
      for (int round = 0; round < rounds; ++round)
        call([&](tdsl_context *context) {
          parallelFor(context, 0, count, 0,
                      [&](tdsl_context *, int64_t begin, int64_t end) {
                        visits[size_t(host)].visit(begin, end);
                      });
        });
    });
  for (std::thread &host : hosts)
    host.join();
  for (Visits &each : visits)
    each.expectEach(rounds);
}

TEST(Pool, WorkspaceInsideParallelBodies) {
  for (int round = 0; round < 200 / Scale; ++round) {
    tdsl_status status = call([&](tdsl_context *context) {
      parallelFor(context, 0, 64, 0,
                  [&](tdsl_context *inner, int64_t begin, int64_t end) {
                    for (int64_t i = begin; i < end; ++i) {
                      auto *block = static_cast<int64_t *>(
                          tdsl_rt_alloc(inner, 8 * 512, 64));
                      for (int64_t k = 0; k < 512; ++k)
                        block[k] = i;
                      for (int64_t k = 0; k < 512; ++k)
                        EXPECT_EQ(block[k], i);
                      tdsl_rt_free(inner, block);
                    }
                  });
    });
    ASSERT_EQ(status, TDSL_OK);
  }
}

TEST(Pool, AReportEndsTheCallEarly) {
  static const tdsl_access_site site = {"y", "t", "p.tdsl",      1,
                                        1,   0,   TDSL_SITE_READ};
  std::atomic<int64_t> ranges{0};
  tdsl_status status = call([&](tdsl_context *context) {
    parallelFor(context, 0, 1000000, 0,
                [&](tdsl_context *inner, int64_t begin, int64_t) {
                  ++ranges;
                  tdsl_rt_report(inner, &site, begin, 0);
                });
    parallelFor(context, 0, 1000, 0,
                [&](tdsl_context *, int64_t, int64_t) { ranges = -1000; });
  });
  EXPECT_EQ(status, TDSL_ERROR_INDEX);
  EXPECT_GT(ranges, 0);
  EXPECT_LE(ranges, tdsl_thread_count());
}

TEST(Pool, TheHostMayRunTheRanges) {
  struct Host {
    int calls = 0;
    int64_t tasks = 0;
  } host;
  tdsl_set_parallel_hook(
      [](void *user, int64_t count, void (*task)(void *, int64_t), void *data) {
        ++static_cast<Host *>(user)->calls;
        static_cast<Host *>(user)->tasks += count;
        for (int64_t i = count - 1; i >= 0; --i)
          task(data, i);
      },
      &host);
  Visits visits(1001);
  call([&](tdsl_context *context) {
    parallelFor(context, 0, 1001, 0,
                [&](tdsl_context *inner, int64_t begin, int64_t end) {
                  visits.visit(begin, end);
                  parallelFor(inner, 0, 10, 0,
                              [](tdsl_context *, int64_t, int64_t) {});
                });
  });
  tdsl_set_parallel_hook(nullptr, nullptr);
  visits.expectEach(1);
  EXPECT_EQ(host.calls, 1) << "nested loops are not the host's";
  EXPECT_GE(host.tasks, 4 * tdsl_thread_count());
}

#ifndef TDSL_TEST_SANITIZED // it does not follow forks of threaded programs
TEST(Pool, WorksInTheChildOfAFork) {
  auto work = [] {
    Visits visits(500);
    call([&](tdsl_context *context) {
      parallelFor(context, 0, 500, 0,
                  [&](tdsl_context *, int64_t begin, int64_t end) {
                    std::this_thread::sleep_for(std::chrono::microseconds(50));
                    visits.visit(begin, end);
                  });
    });
    for (std::atomic<int> &visit : visits.visits)
      if (visit != 1)
        return false;
    return sharesWork();
  };
  EXPECT_TRUE(work());
  pid_t child = fork();
  if (child == 0)
    _exit(work() ? 0 : 1);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  EXPECT_TRUE(work());
}

TEST(Pool, WorksInTheChildOfAForkDuringARegion) {
  std::atomic<bool> inside{false};
  std::thread busy([&] {
    call([&](tdsl_context *context) {
      parallelFor(context, 0, 64, 0, [&](tdsl_context *, int64_t, int64_t) {
        inside = true;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      });
    });
  });
  while (!inside)
    std::this_thread::yield();
  pid_t child = fork();
  if (child == 0)
    _exit(sharesWork() ? 0 : 1);
  int status = 0;
  waitpid(child, &status, 0);
  busy.join();
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}
#endif

int main(int argc, char **argv) {
#ifdef TDSL_TEST_THREADS
  setenv("TDSL_NUM_THREADS", TDSL_TEST_THREADS, 0);
#endif
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
