//===- CpusTest.cpp - How many CPUs a process may use ---------------------===//

extern "C" {
#include "runtime/cpu/cpus.h"
}

#include <gtest/gtest.h>

#include <sched.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace fs = std::filesystem;

namespace {

/// A file system in which cgroups are mounted.
class FakeRoot {
public:
  FakeRoot()
      : root(fs::path(testing::TempDir()) /
             ("cgroup" + std::to_string(::getpid()))) {}
  ~FakeRoot() { fs::remove_all(root); }

  void write(const std::string &path, const std::string &text) {
    fs::path file = root / "sys/fs/cgroup" / path;
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }
  int32_t quota(const char *membership) {
    return rt_cgroup_quota(root.c_str(), membership);
  }

private:
  fs::path root;
};

/// Sets variables for one test.
struct Environment : testing::Test {
  void TearDown() override {
    unsetenv("TDSL_NUM_THREADS");
    unsetenv("TDSL_PIN");
  }
  rt_cpus find() {
    rt_cpus cpus;
    rt_find_cpus(&cpus);
    return cpus;
  }
};

} // namespace

TEST(Quota, NoneWhereNothingIsMounted) {
  FakeRoot root;
  EXPECT_EQ(root.quota("0::/a/b\n"), 0);
  EXPECT_EQ(root.quota(""), 0);
}

TEST(Quota, OfTheGroupRoundedUp) {
  FakeRoot root;
  root.write("a/cpu.max", "150000 100000\n");
  EXPECT_EQ(root.quota("0::/a\n"), 2);
  root.write("a/cpu.max", "max 100000\n");
  EXPECT_EQ(root.quota("0::/a\n"), 0);
  root.write("a/cpu.max", "1000 100000\n");
  EXPECT_EQ(root.quota("0::/a\n"), 1);
}

TEST(Quota, OfAnyGroupAbove) {
  FakeRoot root;
  root.write("cpu.max", "800000 100000\n");
  root.write("a/cpu.max", "300000 100000\n");
  root.write("a/b/cpu.max", "500000 100000\n");
  EXPECT_EQ(root.quota("0::/a/b\n"), 3);
  EXPECT_EQ(root.quota("1:name=x:/z\n0::/a\n"), 3);
  EXPECT_EQ(root.quota("0::/\n"), 8);
}

TEST(Quota, OfVersion1) {
  FakeRoot root;
  root.write("cpu/cpu.cfs_quota_us", "250000\n");
  root.write("cpu/cpu.cfs_period_us", "100000\n");
  EXPECT_EQ(root.quota("4:cpu,cpuacct:/docker/1\n"), 3);
  root.write("cpu/cpu.cfs_quota_us", "-1\n");
  EXPECT_EQ(root.quota("4:cpu,cpuacct:/docker/1\n"), 0);
}

TEST_F(Environment, NumberOfThreads) {
  setenv("TDSL_NUM_THREADS", "3", 1);
  EXPECT_EQ(find().threads, 3);
  setenv("TDSL_NUM_THREADS", "99999999", 1);
  EXPECT_EQ(find().threads, RT_MAX_THREADS);
  int32_t standard = (unsetenv("TDSL_NUM_THREADS"), find().threads);
  for (const char *nonsense : {"", "0", "-2", "two", "2x"}) {
    setenv("TDSL_NUM_THREADS", nonsense, 1);
    EXPECT_EQ(find().threads, standard) << nonsense;
  }
}

TEST_F(Environment, OversubscribedThreadsNeitherSpinNorArePinned) {
  rt_cpus standard = find();
  setenv("TDSL_NUM_THREADS", std::to_string(standard.count + 1).c_str(), 1);
  EXPECT_EQ(find().spin_microseconds, 0);
  EXPECT_FALSE(find().pin);
}

TEST_F(Environment, PinningCanBeTurnedOff) {
  rt_cpus standard = find();
  setenv("TDSL_NUM_THREADS", std::to_string(standard.count).c_str(), 1);
  EXPECT_TRUE(find().pin);
  setenv("TDSL_PIN", "0", 1);
  EXPECT_FALSE(find().pin);
}

TEST_F(Environment, TheAffinityMaskCounts) {
  cpu_set_t before, one;
  ASSERT_EQ(sched_getaffinity(0, sizeof before, &before), 0);
  rt_cpus standard = find();
  EXPECT_EQ(standard.count, CPU_COUNT(&before));
  CPU_ZERO(&one);
  CPU_SET(standard.list[standard.count - 1], &one);
  ASSERT_EQ(sched_setaffinity(0, sizeof one, &one), 0);
  rt_cpus limited = find();
  sched_setaffinity(0, sizeof before, &before);
  EXPECT_EQ(limited.threads, 1);
  EXPECT_EQ(limited.list[0], standard.list[standard.count - 1]);
}
