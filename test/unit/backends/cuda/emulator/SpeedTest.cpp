//===- SpeedTest.cpp - The emulator is fast enough to be used -------------===//
//
// Prints what it measures; the limits are far below what is measured on an idle
// machine, as tests share theirs.
//
//===----------------------------------------------------------------------===//

#include "Gemm.h"

#include <chrono>

using namespace tdsl::cuda;
using namespace tdsl::cuda::test;

namespace {

template <typename F> double secondsOf(F work) {
  auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin)
      .count();
}

TEST(Speed, RegisterTiledProduct) {
  Emulated emulated(GemmText().write());
  constexpr uint32_t N = 256;
  std::vector<float> a = ramp(N * N, 9), b = ramp(N * N, 11);
  for (EmulatorOptions options : {Ascending, Descending, Checked}) {
    uint32_t depth = options.check ? 16 : N;
    std::vector<float> c(N * N);
    auto run = [&] {
      EXPECT_EQ(Call("gemm")
                    .grid(N / 64, N / 64)
                    .block(16, 16)
                    .array(a)
                    .array(b)
                    .array(c)
                    .number(depth)
                    .number(N)
                    .run(emulated, options),
                "");
    };
    run(); // compiles
    double seconds = secondsOf(run);
    for (uint32_t i = 0; i < N; i += 5)
      for (uint32_t j = 0; j < N; j += 3) {
        float sum = 0;
        for (uint32_t k = 0; k < depth; ++k)
          sum += a[k * N + i] * b[k * N + j];
        ASSERT_EQ(c[i * N + j], sum) << i << ", " << j;
      }
    double speed = 2.0 * N * N * depth / seconds * 1e-9;
    printf("%s%.2f GFLOP/s\n", options.check ? "checked: " : "", speed);
    EXPECT_GT(speed, options.check ? 0.002 : 0.1);
  }
}

TEST(Speed, Barriers) {
  Emulated emulated(R"(
    define ptx_kernel void @k(i32 %n) {
    entry:
      br label %loop
    loop:
      %i = phi i32 [ 0, %entry ], [ %j, %loop ]
      call void @llvm.nvvm.barrier0()
      %j = add i32 %i, 1
      %more = icmp ult i32 %j, %n
      br i1 %more, label %loop, label %done
    done:
      ret void
    })");
  for (uint32_t threads : {32u, 256u, 1024u}) {
    uint32_t count = 1024 * 1024 / threads;
    double seconds = secondsOf([&] {
      EXPECT_EQ(Call("k").block(threads).number(count).run(emulated), "");
    });
    double each = seconds / count / threads * 1e9;
    printf("%u threads: %.0f ns for a thread to wait and go on\n", threads,
           each);
    EXPECT_LT(each, 1000);
  }
}

} // namespace
