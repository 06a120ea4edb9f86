//===- Bench.cpp - What a call and a parallel region cost -----------------===//
//
//   build/bin/tests/runtimeBench
//
// Each figure is the least of 100 rounds.
//
//===----------------------------------------------------------------------===//

#include "test/runtime/Functions.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <thread>

using namespace tdsl::test;

namespace {

using Clock = std::chrono::steady_clock;

double nanoseconds(Clock::time_point from) {
  return std::chrono::duration<double, std::nano>(Clock::now() - from).count();
}

/// The least time of one of `times` repetitions, over 100 rounds.
double best(int times, const std::function<void()> &body) {
  double least = 1e30;
  for (int round = 0; round < 100; ++round) {
    Clock::time_point start = Clock::now();
    for (int i = 0; i < times; ++i)
      body();
    least = std::min(least, nanoseconds(start) / times);
  }
  return least;
}

/// fn conv<N, C, H, W>(x: f32[N, C, H, W], w: ...) -> (y: f32[N, C, H, W])
struct RankFour : Descriptor {
  RankFour() : Descriptor("conv", doNothing) {
    symbol("N", 0, 0).symbol("C", 0, 1).symbol("H", 0, 2).symbol("W", 0, 3);
    for (const char *name : {"x", "w", "y"})
      param(name, name[0] == 'y' ? TDSL_PARAM_OUTPUT : TDSL_PARAM_INPUT, f32,
            "[N, C, H, W]",
            {{TDSL_OP_SYMBOL, 0},
             {TDSL_OP_SYMBOL, 1},
             {TDSL_OP_SYMBOL, 2},
             {TDSL_OP_SYMBOL, 3}});
  }
};

void timeCall() {
  RankFour function;
  Array<float> x(f32, {2, 3, 4, 5}), w(f32, {2, 3, 4, 5}), y(f32, {2, 3, 4, 5});
  Args args = {&x.tensor, &w.tensor, &y.tensor};
  const tdsl_function *f = function.get();
  double time =
      best(2000, [&] { tdsl_invoke(f, args.data(), nullptr, nullptr); });
  std::printf("call with three rank-4 tensors        %8.1f ns\n", time);
}

void timeElementCheck() {
  Brighten brighten;
  Array<uint16_t> image(u16, {2160, 3840}), out(u16, {2160, 3840});
  Array<float> gain(f32, {}, 1.0f);
  Args args = {&image.tensor, &gain.tensor, &out.tensor};
  double time = best(5, [&] { invoke(brighten, args); });
  std::printf("`image <= 21845` over 3840x2160 u16   %8.1f us, %.1f GB/s\n",
              time / 1e3, 3840 * 2160 * 2 / time);
}

/// Keeps a thread busy for so long.
void burn(double time) {
  Clock::time_point start = Clock::now();
  while (nanoseconds(start) < time)
    ;
}

double burnTime; // of one iteration

void burnBody(void *, tdsl_context *, int64_t begin, int64_t end) {
  if (burnTime > 0)
    burn(burnTime * double(end - begin));
}

/// Runs `body` as a kernel.
void asKernel(const std::function<void(tdsl_context *)> &body) {
  static const std::function<void(tdsl_context *)> *current;
  current = &body;
  Descriptor f(
      "f",
      [](tdsl_context *context, void *const *, const int64_t *) -> int32_t {
        (*current)(context);
        return 0;
      });
  invoke(f, {});
}

void timeRegions() {
  int32_t threads = tdsl_thread_count();
  std::printf("threads                               %8d\n", threads);
  asKernel([&](tdsl_context *context) {
    auto region = [&] {
      tdsl_rt_parallel_for(context, 0, 4 * threads, 0, burnBody, nullptr);
    };
    burnTime = 0;
    std::printf("empty region, back to back            %8.3f us\n",
                best(2000, region) / 1e3);
    for (double work : {10e3, 100e3, 1000e3}) {
      burnTime = work / 4; // four iterations a thread
      int times = int(1e6 / work);
      std::printf("region of %4.0f us a thread             %8.1f us\n",
                  work / 1e3, best(times, region) / 1e3);
      double least = 1e30;
      for (int round = 0; round < 50; ++round) {
        burn(300e3);
        Clock::time_point start = Clock::now();
        region();
        least = std::min(least, nanoseconds(start));
      }
      std::printf("  ... after 300 us of other work      %8.1f us\n",
                  least / 1e3);
    }
  });
}

} // namespace

int main() {
  timeCall();
  timeElementCheck();
  timeRegions();
}
