//===- SharedPoolTest.cpp - Two libraries share one pool ------------------===//

#include <gtest/gtest.h>

#include <dirent.h>
#include <dlfcn.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

struct Library {
  explicit Library(const char *path)
      : handle(dlopen(path, RTLD_NOW | RTLD_LOCAL)) {
    EXPECT_NE(handle, nullptr) << dlerror();
  }
  template <typename Result> Result call(const char *name) {
    return reinterpret_cast<Result (*)()>(dlsym(handle, name))();
  }
  void *handle;
};

int threadsOfProcess() {
  int count = 0;
  DIR *tasks = opendir("/proc/self/task");
  while (dirent *entry = readdir(tasks))
    count += entry->d_name[0] != '.';
  closedir(tasks);
  return count;
}

} // namespace

TEST(SharedPool, OfTwoLibrariesWithARuntimeEach) {
  setenv("TDSL_NUM_THREADS", "3", 1);
  int before = threadsOfProcess();
  Library first(KERNEL_LIBRARY_1), second(KERNEL_LIBRARY_2);
  EXPECT_EQ(first.call<int64_t>("call_kernel"), 499500);
  EXPECT_EQ(second.call<int64_t>("call_kernel"), 499500);
  EXPECT_NE(first.call<void *>("code_of_library"),
            second.call<void *>("code_of_library"))
      << "both have a runtime of their own";
  EXPECT_EQ(first.call<void *>("pool_of_library"),
            second.call<void *>("pool_of_library"));
  EXPECT_EQ(threadsOfProcess(), before + 2);
}

TEST(SharedPool, OutlivesTheLibraryThatMadeIt) {
  setenv("TDSL_NUM_THREADS", "3", 1);
  Library first(KERNEL_LIBRARY_1), second(KERNEL_LIBRARY_2);
  EXPECT_EQ(first.call<int64_t>("call_kernel"), 499500);
  dlclose(first.handle);
  EXPECT_EQ(second.call<int64_t>("call_kernel"), 499500);
}

TEST(SharedPool, OfALibraryAndTheSharedRuntime) {
  setenv("TDSL_NUM_THREADS", "3", 1);
  Library library(KERNEL_LIBRARY_1), shared(SHARED_RUNTIME);
  EXPECT_EQ(library.call<int64_t>("call_kernel"), 499500);
  int before = threadsOfProcess();
  EXPECT_EQ(shared.call<int32_t>("tdsl_thread_count"), 3);
  EXPECT_EQ(threadsOfProcess(), before);
}
