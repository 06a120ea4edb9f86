//===- Parallel.cpp - The same work for many items, on all cores ----------===//

#include "compiler/ide/Parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace tdsl::ide {

/// Below this a thread costs more than it saves: an edit stays on one.
static constexpr size_t FewItems = 16;
static constexpr size_t MostThreads = 8;

void inParallel(size_t count, llvm::function_ref<void(size_t)> work) {
  std::atomic<size_t> next{0};
  auto loop = [&] {
    for (size_t i; (i = next.fetch_add(1)) < count;)
      work(i);
  };
  size_t cores = std::max(1u, std::thread::hardware_concurrency());
  size_t helpers = std::min({cores, MostThreads, count / FewItems + 1}) - 1;
  std::vector<std::thread> threads;
  for (size_t i = 0; i != helpers; ++i)
    threads.emplace_back(loop);
  loop();
  for (std::thread &thread : threads)
    thread.join();
}

} // namespace tdsl::ide
