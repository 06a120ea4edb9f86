//===- Peak.cpp - What this machine can do at most ------------------------===//
//
// Twelve independent accumulators hide the latency of a multiply-add on every
// core of the last ten years.
//
//===----------------------------------------------------------------------===//

#include "compiler/tools/dslc/Peak.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <thread>
#include <vector>

namespace tdsl::tools {
namespace {

constexpr int Accumulators = 12;
constexpr long Rounds = 200000;

typedef float Vector __attribute__((vector_size(32)));

#if defined(__x86_64__)
__attribute__((target("avx2,fma")))
#endif
float burn(float start) {
  Vector sums[Accumulators];
  for (int i = 0; i != Accumulators; ++i)
    sums[i] = Vector{} + (start + i);
  Vector scale = Vector{} + 0.999f, add = Vector{} + 0.001f;
  for (long round = 0; round != Rounds; ++round) {
#pragma clang loop unroll(full)
    for (int i = 0; i != Accumulators; ++i) {
#pragma clang fp contract(fast)
      sums[i] = sums[i] * scale + add;
    }
    asm volatile("" ::: "memory");
  }
  float total = 0;
  for (int i = 0; i != Accumulators; ++i)
    total += sums[i][0];
  return total;
}

double burnAndTime() {
  double best = 0;
  volatile float keep = 1;
  for (int run = 0; run != 12; ++run) {
    auto start = std::chrono::steady_clock::now();
    keep = burn(keep);
    std::chrono::duration<double> took =
        std::chrono::steady_clock::now() - start;
    best =
        std::max(best, 2.0 * 8 * Accumulators * Rounds / took.count() * 1e-9);
  }
  return best;
}

} // namespace

double measurePeak(unsigned threads) {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma"))
    return 0;
#endif
  std::vector<double> rates(std::max(threads, 1u));
  std::vector<std::thread> others;
  for (size_t place = 1; place < rates.size(); ++place)
    others.emplace_back([&, place] { rates[place] = burnAndTime(); });
  rates.front() = burnAndTime();
  for (std::thread &other : others)
    other.join();
  return std::accumulate(rates.begin(), rates.end(), 0.0);
}

} // namespace tdsl::tools
