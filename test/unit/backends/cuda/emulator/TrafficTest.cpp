//===- TrafficTest.cpp - Bank conflicts and sectors are counted -----------===//

#include "Kernels.h"

using namespace tdsl::cuda;
using namespace tdsl::cuda::test;

namespace {

/// What a single access of 32 threads takes, of `type` at the element `index`,
/// which may use `%t` and `%far`: 32 * t, plus 2 for the upper half.
Traffic access(const std::string &space, const std::string &type,
               const std::string &index, uint32_t threads = 32) {
  Emulated emulated(R"(
    @tile = internal addrspace(3) global [8192 x i32] undef, align 128
    define ptx_kernel void @k(ptr addrspace(1) %global) {
      %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
      %half = lshr i32 %t, 4
      %shift = shl i32 %half, 1
      %row = mul i32 %t, 32
      %far = add i32 %row, %shift
      %i = )" + index +
                    "\n%p = getelementptr i32, ptr addrspace(" + space + ") " +
                    (space == "3" ? "@tile" : "%global") + ", i32 %i\nstore " +
                    type + " zeroinitializer, ptr addrspace(" + space +
                    ") %p, align 4\nret void\n}");
  std::vector<uint32_t> memory(8192 + 8);
  // The first element at a multiple of 32 bytes.
  uint64_t begin = (reinterpret_cast<uint64_t>(memory.data()) + 31) / 32 * 32;
  const void *arguments[] = {&begin};
  Launch launch;
  launch.kernel = "k";
  launch.block = {threads, 1, 1};
  launch.arguments = arguments;
  std::vector<Traffic> traffic;
  EmulatorOptions options;
  options.traffic = &traffic;
  std::string report;
  EXPECT_TRUE(emulated.emulator->launch(launch, options, report)) << report;
  EXPECT_EQ(traffic.size(), 1u);
  EXPECT_EQ(traffic[0].isShared, space == "3");
  EXPECT_EQ(traffic[0].requests, (threads + 31) / 32);
  return traffic[0];
}

TEST(Traffic, PassesOverTheBanks) {
  auto passes = [](const std::string &type, const std::string &index) {
    return access("3", type, index).transactions;
  };
  EXPECT_EQ(passes("i32", "add i32 %t, 0"), 1u);
  EXPECT_EQ(passes("i32", "mul i32 %t, 0"), 1u);
  EXPECT_EQ(passes("i32", "mul i32 %t, 2"), 2u);
  EXPECT_EQ(passes("i32", "mul i32 %t, 32"), 32u);
  EXPECT_EQ(passes("i32", "mul i32 %t, 33"), 1u);
  EXPECT_EQ(passes("<4 x i32>", "mul i32 %t, 4"), 4u);
  EXPECT_EQ(passes("<4 x i32>", "mul i32 %t, 32"), 32u);
  EXPECT_EQ(passes("<2 x i32>", "mul i32 %t, 2"), 2u);
  // The halves of the warp are in each other's way in neither case, as they
  // come one after the other with 8 bytes each.
  EXPECT_EQ(passes("<2 x i32>", "mul i32 %t, 32"), 32u);
  EXPECT_EQ(passes("<2 x i32>", "add i32 %far, 0"), 32u);
  EXPECT_EQ(passes("i32", "add i32 %far, 0"), 16u);
}

TEST(Traffic, KnowsTheFewest) {
  EXPECT_EQ(access("3", "i32", "mul i32 %t, 32").fewest, 1u);
  EXPECT_EQ(access("3", "<4 x i32>", "mul i32 %t, 32").fewest, 4u);
  EXPECT_EQ(access("1", "i32", "mul i32 %t, 8").fewest, 4u);
  EXPECT_EQ(access("1", "i32", "mul i32 %t, 0").fewest, 1u);
}

TEST(Traffic, SectorsOfGlobalMemory) {
  auto sectors = [](const std::string &type, const std::string &index) {
    return access("1", type, index).transactions;
  };
  EXPECT_EQ(sectors("i32", "add i32 %t, 0"), 4u);
  EXPECT_EQ(sectors("i32", "add i32 %t, 1"), 5u);
  EXPECT_EQ(sectors("i32", "mul i32 %t, 0"), 1u);
  EXPECT_EQ(sectors("i32", "mul i32 %t, 8"), 32u);
  EXPECT_EQ(sectors("<4 x i32>", "mul i32 %t, 4"), 16u);
}

TEST(Traffic, CountsEachWarp) {
  EXPECT_EQ(access("3", "i32", "add i32 %t, 0", 96).transactions, 3u);
  EXPECT_EQ(access("1", "i32", "add i32 %t, 0", 48).transactions, 6u);
}

TEST(Traffic, ADistanceOfOneBankHelpsAMatrix) {
  // Each thread writes a row of a 32x32 matrix; the rows are 32 or 33 apart.
  std::string text = R"(
    @tile = internal addrspace(3) global [1056 x i32] undef, align 128
    define ptx_kernel void @k() {
    entry:
      %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
      %row = mul i32 %t, STRIDE
      br label %loop
    loop:
      %j = phi i32 [ 0, %entry ], [ %j1, %loop ]
      %i = add i32 %row, %j
      %p = getelementptr i32, ptr addrspace(3) @tile, i32 %i
      store i32 %j, ptr addrspace(3) %p, align 4
      call void @llvm.nvvm.barrier0()
      %j1 = add i32 %j, 1
      %more = icmp ult i32 %j1, 32
      br i1 %more, label %loop, label %done
    done:
      ret void
    })";
  for (auto [stride, transactions] : {std::pair("32", 1024u), {"33", 32u}}) {
    std::string with = text;
    replace(with, "STRIDE", stride);
    Emulated emulated(with);
    std::vector<Traffic> traffic;
    EmulatorOptions options;
    options.check = true;
    options.traffic = &traffic;
    EXPECT_EQ(Call("k").block(32).run(emulated, options), "");
    ASSERT_EQ(traffic.size(), 1u);
    EXPECT_EQ(traffic[0].what, "store");
    EXPECT_EQ(traffic[0].requests, 32u);
    EXPECT_EQ(traffic[0].transactions, transactions);
    EXPECT_EQ(traffic[0].fewest, 32u);
  }
}

/// Lane 0 stores twice in the first of two rounds, all others once in each.
TEST(Traffic, BarriersEndRequests) {
  Emulated emulated(R"(
    @tile = internal addrspace(3) global [64 x i32] undef, align 128
    define ptx_kernel void @k() {
    entry:
      %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
      %isFirst = icmp eq i32 %t, 0
      br label %round
    round:
      %r = phi i32 [ 0, %entry ], [ %r1, %next ]
      %early = icmp eq i32 %r, 0
      %twice = and i1 %isFirst, %early
      br label %store
    store:
      %j = phi i32 [ 0, %round ], [ 33, %store ]
      %i = add i32 %t, %j
      %p = getelementptr i32, ptr addrspace(3) @tile, i32 %i
      store i32 %j, ptr addrspace(3) %p, align 4
      %isFresh = icmp eq i32 %j, 0
      %again = and i1 %isFresh, %twice
      br i1 %again, label %store, label %next
    next:
      call void @llvm.nvvm.barrier0()
      %r1 = add i32 %r, 1
      %more = icmp ult i32 %r1, 2
      br i1 %more, label %round, label %done
    done:
      ret void
    })");
  std::vector<Traffic> traffic;
  EmulatorOptions options;
  options.traffic = &traffic;
  EXPECT_EQ(Call("k").block(32).run(emulated, options), "");
  ASSERT_EQ(traffic.size(), 1u);
  // Together with lane 1 of the second round, lane 0 would have a conflict.
  EXPECT_EQ(traffic[0].requests, 3u);
  EXPECT_EQ(traffic[0].transactions, 3u);
}

} // namespace
