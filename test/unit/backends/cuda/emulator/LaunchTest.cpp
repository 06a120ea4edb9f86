//===- LaunchTest.cpp - Kernels compute what they say ---------------------===//

#include "Matmul.h"

#include <cmath>

using namespace tdsl::cuda;
using namespace tdsl::cuda::test;

namespace {

const char *VectorAdd = R"(
  define void @add(ptr addrspace(1) %a, ptr addrspace(1) %b,
                   ptr addrspace(1) %c, i32 %n) {
    %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
    %s = call i32 @llvm.nvvm.read.ptx.sreg.ntid.x()
    %b0 = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
    %first = mul i32 %b0, %s
    %i = add i32 %first, %t
    %inside = icmp ult i32 %i, %n
    br i1 %inside, label %work, label %done
  work:
    %pa = getelementptr float, ptr addrspace(1) %a, i32 %i
    %pb = getelementptr float, ptr addrspace(1) %b, i32 %i
    %pc = getelementptr float, ptr addrspace(1) %c, i32 %i
    %x = load float, ptr addrspace(1) %pa, align 4
    %y = load float, ptr addrspace(1) %pb, align 4
    %z = fadd float %x, %y
    store float %z, ptr addrspace(1) %pc, align 4
    br label %done
  done:
    ret void
  }
  !nvvm.annotations = !{!0}
  !0 = !{ptr @add, !"kernel", i32 1}
)";

TEST(Launch, AddsVectorsUpToTheGuard) {
  Emulated emulated(VectorAdd);
  for (EmulatorOptions options : {Ascending, Descending, Checked}) {
    std::vector<float> a = ramp(100, 13), b = ramp(100, 17), c(101, -1);
    EXPECT_EQ(Call("add")
                  .grid(4)
                  .block(32)
                  .array(a)
                  .array(b)
                  .array(c)
                  .number(100)
                  .run(emulated, options),
              "");
    for (size_t i = 0; i < 100; ++i)
      EXPECT_EQ(c[i], a[i] + b[i]) << i;
    EXPECT_EQ(c[100], -1);
  }
}

TEST(Launch, MultipliesThroughSharedTiles) {
  Emulated emulated(matmulText());
  for (EmulatorOptions options : {Ascending, Descending, Checked}) {
    MatmulCase matmul;
    EXPECT_EQ(matmul.run(emulated, options), "");
    EXPECT_TRUE(matmul.isRight());
  }
}

/// Each thread draws a ticket: who comes first gets 0.
TEST(Launch, TakesStructsByValue) {
  Emulated emulated(R"(
    define ptx_kernel void @k(ptr byval({i32, i32}) align 4 %pair, i16 %small,
                              ptr addrspace(1) %out) {
      %p = getelementptr i32, ptr %pair, i32 1
      %second = load i32, ptr %p, align 4
      %s = zext i16 %small to i32
      %sum = add i32 %second, %s
      store i32 %sum, ptr addrspace(1) %out, align 4
      ret void
    })");
  uint32_t pair[2] = {1, 20};
  uint16_t small = 3;
  uint32_t result = 0, *out = &result;
  const void *arguments[] = {pair, &small, &out};
  Launch launch;
  launch.kernel = "k";
  launch.arguments = arguments;
  for (EmulatorOptions options : {Ascending, Checked}) {
    std::string report;
    EXPECT_TRUE(emulated.emulator->launch(launch, options, report)) << report;
    EXPECT_EQ(std::exchange(result, 0u), 23u);
  }
}

TEST(Launch, OrdersThreadsAndBlocks) {
  Emulated emulated(R"(
    define ptx_kernel void @draw(ptr addrspace(1) %next,
                                 ptr addrspace(1) %out) {
      %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
      %b = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
      %s = call i32 @llvm.nvvm.read.ptx.sreg.ntid.x()
      %f = mul i32 %b, %s
      %i = add i32 %f, %t
      %o = getelementptr i32, ptr addrspace(1) %out, i32 %i
      %v = atomicrmw add ptr addrspace(1) %next, i32 1 monotonic
      store i32 %v, ptr addrspace(1) %o, align 4
      ret void
    })");
  for (EmulatorOptions options : {Ascending, Descending, Checked}) {
    std::vector<uint32_t> next(1), out(12);
    EXPECT_EQ(Call("draw").grid(3).block(4).array(next).array(out).run(emulated,
                                                                       options),
              "");
    EXPECT_EQ(next[0], 12u);
    for (uint32_t i = 0; i < 12; ++i)
      EXPECT_EQ(out[i], options.descending ? 11 - i : i);
  }
}

TEST(Launch, PutsDynamicSharedMemoryAfterTheRest) {
  Emulated emulated(R"(
    @dynamic = external addrspace(3) global [0 x i8], align 128
    @fixed = internal addrspace(3) global [5 x i32] undef, align 4
    define ptx_kernel void @k(ptr addrspace(1) %out, i32 %last) {
      %p = getelementptr i8, ptr addrspace(3) @dynamic, i32 %last
      store i8 9, ptr addrspace(3) %p, align 1
      %f = ptrtoint ptr addrspace(3) @fixed to i64
      %d = ptrtoint ptr addrspace(3) @dynamic to i64
      %e = sub i64 %d, %f
      store i64 %e, ptr addrspace(1) %out, align 8
      ret void
    })");
  std::vector<uint64_t> out(1);
  auto call = [&](uint32_t last) {
    return Call("k").dynamicShared(32).array(out).number(last).run(emulated,
                                                                   Checked);
  };
  EXPECT_EQ(call(31), "");
  EXPECT_EQ(out[0], 128u);
  EXPECT_EQ(call(32),
            "kernel `k` block (0, 0, 0): out of bounds: thread (0, 0, 0) "
            "writes byte 32 of shared array `dynamic`, which has 32 bytes");
  Emulated large("@big = internal addrspace(3) global [50000 x i8] undef\n"
                 "define ptx_kernel void @k() { ret void }");
  EXPECT_EQ(large.whyNot, "the shared arrays take 50000 bytes, of which a "
                          "module may declare 49152");
}

TEST(Launch, RunsAThousandThreadsABlock) {
  Emulated emulated(R"(
    @words = external addrspace(3) global [0 x i32], align 16
    define ptx_kernel void @reverse(ptr addrspace(1) %out) {
      %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
      %p = getelementptr i32, ptr addrspace(3) @words, i32 %t
      store i32 %t, ptr addrspace(3) %p, align 4
      call void @llvm.nvvm.barrier0()
      %other = sub i32 1023, %t
      %q = getelementptr i32, ptr addrspace(3) @words, i32 %other
      %v = load i32, ptr addrspace(3) %q, align 4
      %o = getelementptr i32, ptr addrspace(1) %out, i32 %t
      store i32 %v, ptr addrspace(1) %o, align 4
      ret void
    })");
  for (EmulatorOptions options : {Ascending, Descending, Checked}) {
    std::vector<uint32_t> out(1024);
    EXPECT_EQ(Call("reverse").block(1024).dynamicShared(4096).array(out).run(
                  emulated, options),
              "");
    for (uint32_t i = 0; i < 1024; ++i)
      EXPECT_EQ(out[i], 1023 - i);
  }
}

TEST(Launch, ThreadsMayEndAnywhereAndTrap) {
  Emulated emulated(R"(
    declare void @llvm.nvvm.exit()
    declare void @llvm.trap()
    define void @leave(i32 %t) {
      %few = icmp ult i32 %t, 3
      br i1 %few, label %exit, label %stay
    exit:
      call void @llvm.nvvm.exit()
      unreachable
    stay:
      %many = icmp ugt i32 %t, 9
      br i1 %many, label %trap, label %done
    trap:
      call void @llvm.trap()
      unreachable
    done:
      ret void
    }
    define ptx_kernel void @k(ptr addrspace(1) %out) {
      %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
      call void @leave(i32 %t)
      %o = getelementptr i32, ptr addrspace(1) %out, i32 %t
      store i32 %t, ptr addrspace(1) %o, align 4
      ret void
    })");
  std::vector<uint32_t> out(12, 99);
  EXPECT_EQ(Call("k").block(6).array(out).run(emulated), "");
  EXPECT_EQ(out, (std::vector<uint32_t>{99, 99, 99, 3, 4, 5, 99, 99, 99, 99, 99,
                                        99}));
  EXPECT_EQ(Call("k").block(12).array(out).run(emulated),
            "kernel `k` block (0, 0, 0): a trap was reached");
}

TEST(Launch, RefusesWhatTheDriverWouldRefuse) {
  Emulated emulated(VectorAdd);
  std::vector<float> a(1);
  EXPECT_EQ(Call("sub").run(emulated), "kernel `sub` is not in the module");
  EXPECT_EQ(Call("add").array(a).run(emulated),
            "kernel `add` takes 4 arguments, and 1 are given");
  auto call = [&] { return Call("add").array(a).array(a).array(a).number(0); };
  EXPECT_EQ(call().block(0).run(emulated),
            "kernel `add` is launched with a block of extent 0 in x, where 1 "
            "to 1024 are possible");
  EXPECT_EQ(call().grid(1, 65536).run(emulated),
            "kernel `add` is launched with a grid of extent 65536 in y, where "
            "1 to 65535 are possible");
  EXPECT_EQ(call().block(32, 33).run(emulated),
            "kernel `add` is launched with 1056 threads a block, at most 1024 "
            "are possible");
  EXPECT_EQ(call().dynamicShared(240000).run(emulated),
            "kernel `add` needs 240000 bytes of shared memory, at most 232448 "
            "are possible");
  EXPECT_EQ(call().block(1024).dynamicShared(232448).run(emulated), "");
}

TEST(Launch, HoldsTheBlockThatAKernelIsCompiledFor) {
  Emulated emulated(R"(
    define void @k() { ret void }
    !nvvm.annotations = !{!0, !1}
    !0 = !{ptr @k, !"kernel", i32 1, !"reqntidx", i32 16}
    !1 = !{ptr @k, !"reqntidy", i32 4}
  )");
  EXPECT_EQ(Call("k").block(16, 4).run(emulated), "");
  EXPECT_EQ(Call("k").block(8, 4).run(emulated),
            "kernel `k` is launched with a block of extent 8 in x, and is "
            "compiled for 16");
  EXPECT_EQ(Call("k").block(16, 2).run(emulated),
            "kernel `k` is launched with a block of extent 2 in y, and is "
            "compiled for 4");
}

TEST(Launch, NamesWhatItDoesNotKnow) {
  Emulated intrinsic(R"(
    declare i32 @llvm.nvvm.read.ptx.sreg.clock()
    define ptx_kernel void @k() {
      %t = call i32 @llvm.nvvm.read.ptx.sreg.clock()
      ret void
    })");
  EXPECT_FALSE(intrinsic.emulator);
  EXPECT_EQ(intrinsic.whyNot, "`k` has what the emulator does not know, "
                              "`llvm.nvvm.read.ptx.sreg.clock`");
  Emulated assembly(R"(
    define ptx_kernel void @k() {
      call void asm sideeffect "nanosleep.u32 1;", ""()
      ret void
    })");
  EXPECT_EQ(assembly.whyNot, "`k` has what the emulator does not know, "
                             "inline assembly: nanosleep.u32 1;");
  Emulated declared(R"(
    declare float @__nv_expf(float)
    define ptx_kernel void @k(float %x) {
      %y = call float @__nv_expf(float %x)
      ret void
    })");
  EXPECT_EQ(declared.whyNot, "`k` has what the emulator does not know, "
                             "`__nv_expf`");
  Emulated none("define void @f() { ret void }");
  EXPECT_EQ(none.whyNot, "the module has no kernel");
}

} // namespace
