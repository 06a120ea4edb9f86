//===- MutantTest.cpp - Kernels with a mistake are caught -----------------===//

#include "Matmul.h"

#include <cmath>

using namespace tdsl::cuda;
using namespace tdsl::cuda::test;

namespace {

/// The matrix product without one of its barriers.
std::string withoutBarrier(const std::string &which) {
  std::string text = matmulText();
  replace(text, "call void @llvm.nvvm.barrier0() ; " + which, "");
  return text;
}

TEST(Mutant, FirstBarrierDroppedShowsInEachOrder) {
  Emulated emulated(withoutBarrier("first"));
  for (EmulatorOptions options : {Ascending, Descending}) {
    MatmulCase matmul;
    EXPECT_EQ(matmul.run(emulated, options), "");
    EXPECT_FALSE(matmul.isRight());
    // The first thread reads what the others have yet to write.
    EXPECT_TRUE(std::isnan(matmul.c.front()) || std::isnan(matmul.c.back()));
  }
}

TEST(Mutant, SecondBarrierDroppedShowsInEachOrder) {
  Emulated emulated(withoutBarrier("second"));
  for (EmulatorOptions options : {Ascending, Descending}) {
    MatmulCase matmul;
    EXPECT_EQ(matmul.run(emulated, options), "");
    EXPECT_FALSE(matmul.isRight());
  }
}

TEST(Mutant, DroppedBarriersAreRaces) {
  Emulated first(withoutBarrier("first"));
  EXPECT_EQ(MatmulCase().run(first, Checked),
            "kernel `matmul` block (0, 0, 0): thread (0, 0, 0) reads element 1 "
            "of shared array `tileA`, which no thread of the block has "
            "written");
  Emulated second(withoutBarrier("second"));
  EXPECT_EQ(MatmulCase().run(second, Checked),
            "kernel `matmul` block (0, 0, 0): race on element 0 of shared "
            "array `tileA`: thread (0, 0, 0) writes, thread (1, 0, 0) reads, "
            "with no barrier between");
}

/// Each thread reads what its neighbour below has written, without a barrier.
TEST(Mutant, DroppedBarrierThatOnlyOneOrderShows) {
  Emulated emulated(R"(
    @line = internal addrspace(3) global [65 x float] undef, align 4
    define ptx_kernel void @k(ptr addrspace(1) %out) {
      %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
      %t1 = add i32 %t, 1
      %mine = getelementptr float, ptr addrspace(3) @line, i32 %t1
      %below = getelementptr float, ptr addrspace(3) @line, i32 %t
      store float 0.0, ptr addrspace(3) @line, align 4
      store float 2.0, ptr addrspace(3) %mine, align 4
      %v = load float, ptr addrspace(3) %below, align 4
      %o = getelementptr float, ptr addrspace(1) %out, i32 %t
      store float %v, ptr addrspace(1) %o, align 4
      ret void
    })");
  std::vector<float> out(64);
  auto isRight = [&] { return out[0] == 0 && out[1] == 2 && out[63] == 2; };
  EXPECT_EQ(Call("k").block(64).array(out).run(emulated, Ascending), "");
  EXPECT_TRUE(isRight());
  EXPECT_EQ(Call("k").block(64).array(out).run(emulated, Descending), "");
  EXPECT_TRUE(std::isnan(out[63]));
  EXPECT_NE(Call("k").block(64).array(out).run(emulated, Checked), "");
}

TEST(Mutant, DivergentBarrierIsReported) {
  std::string text = R"(
    define ptx_kernel void @k(i32 %n) {
      %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
      %few = icmp ult i32 %t, %n
      br i1 %few, label %wait, label %done
    wait:
      call void @llvm.nvvm.barrier0()
      br label %done
    done:
      ret void
    })";
  Emulated emulated(text);
  EXPECT_EQ(Call("k").block(64).number(64).run(emulated), "");
  EXPECT_EQ(Call("k").block(64).number(0).run(emulated), "");
  EXPECT_EQ(Call("k").block(64).number(40).run(emulated),
            "kernel `k` block (0, 0, 0): divergent barrier: thread (0, 0, 0) "
            "waits in `llvm.nvvm.barrier0`, but thread (40, 0, 0) has ended");
  // The same emulator still works after a block was given up.
  EXPECT_EQ(Call("k").block(64).number(64).run(emulated, Descending), "");
}

TEST(Mutant, TwoBarriersInOneWarpAreDivergent) {
  Emulated emulated(R"(
    define ptx_kernel void @k(i32 %n) {
      %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
      %few = icmp ult i32 %t, %n
      br i1 %few, label %one, label %two
    one:
      call void @llvm.nvvm.barrier0()
      ret void
    two:
      call void @llvm.nvvm.barrier0()
      ret void
    })");
  EXPECT_EQ(Call("k").block(64).number(16).run(emulated),
            "kernel `k` block (0, 0, 0): divergent barrier: thread (0, 0, 0) "
            "waits in `llvm.nvvm.barrier0`, but thread (16, 0, 0) waits in "
            "`llvm.nvvm.barrier0`");
  // Whole warps may wait at different calls.
  EXPECT_EQ(Call("k").block(64).number(32).run(emulated), "");
}

TEST(Mutant, SharedMemoryIsPoisonedBeforeEachBlock) {
  std::string text = R"(
    @word = internal addrspace(3) global float undef, align 4
    define ptx_kernel void @k(ptr addrspace(1) %out) {
      %b = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
      %v = load float, ptr addrspace(3) @word, align 4
      %o = getelementptr float, ptr addrspace(1) %out, i32 %b
      store float %v, ptr addrspace(1) %o, align 4
      store float 1.0, ptr addrspace(3) @word, align 4
      ret void
    })";
  Emulated emulated(text);
  std::vector<float> out(3, 0);
  EXPECT_EQ(Call("k").grid(3).array(out).run(emulated), "");
  for (float value : out)
    EXPECT_TRUE(std::isnan(value));
  EXPECT_EQ(Call("k").grid(3).array(out).run(emulated, Checked),
            "kernel `k` block (0, 0, 0): thread (0, 0, 0) reads element 0 of "
            "shared array `word`, which no thread of the block has written");
}

} // namespace
