//===- AsyncCopyTest.cpp - Copies that are waited for, and not ------------===//

#include "Kernels.h"

#include <cmath>

using namespace tdsl::cuda;
using namespace tdsl::cuda::test;

namespace {

/// Each thread copies 16 bytes of `%in`, waits, and gives the first of them.
/// WAIT and BARRIER stand for what is left out.
const char *Text = R"(
  @tile = internal addrspace(3) global [128 x float] undef, align 128
  declare void @llvm.nvvm.cp.async.cg.shared.global.16(ptr addrspace(3),
                                                       ptr addrspace(1))
  declare void @llvm.nvvm.cp.async.ca.shared.global.16.s(ptr addrspace(3),
                                                  ptr addrspace(1), i32)
  declare void @llvm.nvvm.cp.async.commit.group()
  declare void @llvm.nvvm.cp.async.wait.group(i32)
  define ptx_kernel void @k(ptr addrspace(1) %in, ptr addrspace(1) %out) {
    %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
    %i = mul i32 %t, 4
    %from = getelementptr float, ptr addrspace(1) %in, i32 %i
    %to = getelementptr float, ptr addrspace(3) @tile, i32 %i
    call void @llvm.nvvm.cp.async.cg.shared.global.16(ptr addrspace(3) %to,
                                                      ptr addrspace(1) %from)
    call void @llvm.nvvm.cp.async.commit.group()
    call void @llvm.nvvm.cp.async.wait.group(i32 OPEN)
    call void @llvm.nvvm.barrier0()
    %other = sub i32 127, %i
    %p = getelementptr float, ptr addrspace(3) @tile, i32 %other
    %v = load float, ptr addrspace(3) %p, align 4
    %o = getelementptr float, ptr addrspace(1) %out, i32 %t
    store float %v, ptr addrspace(1) %o, align 4
    ret void
  }
)";

std::string copying(const std::string &open) {
  std::string text = Text;
  replace(text, "OPEN", open);
  return text;
}

TEST(AsyncCopy, ArrivesWhenItIsWaitedFor) {
  Emulated emulated(copying("0"));
  std::vector<float> in = ramp(128, 101), out(32);
  for (EmulatorOptions options : {Ascending, Descending, Checked}) {
    EXPECT_EQ(Call("k").block(32).array(in).array(out).run(emulated, options),
              "");
    for (size_t t = 0; t < 32; ++t)
      EXPECT_EQ(out[t], in[127 - 4 * t]);
  }
}

TEST(AsyncCopy, WaitForTooFewShowsAsPoison) {
  Emulated emulated(copying("1"));
  std::vector<float> in = ramp(128, 101), out(32);
  EXPECT_EQ(Call("k").block(32).array(in).array(out).run(emulated), "");
  for (float value : out)
    EXPECT_TRUE(std::isnan(value));
  EXPECT_EQ(Call("k").block(32).array(in).array(out).run(emulated, Checked),
            "kernel `k` block (0, 0, 0): thread (0, 0, 0) reads element 127 of "
            "shared array `tile`, which no thread of the block has written");
}

TEST(AsyncCopy, WithoutABarrierIsARace) {
  std::string text = copying("0");
  replace(text, "call void @llvm.nvvm.barrier0()", "");
  Emulated emulated(text);
  std::vector<float> in = ramp(128, 101), out(32);
  EXPECT_NE(Call("k").block(32).array(in).array(out).run(emulated, Checked),
            "");
}

TEST(AsyncCopy, StaysInBounds) {
  Emulated emulated(copying("0"));
  std::vector<float> in = ramp(127, 101), out(32);
  EXPECT_EQ(Call("k").block(32).array(in).array(out).run(emulated, Checked),
            "kernel `k` block (0, 0, 0): out of bounds: thread (31, 0, 0) "
            "reads byte 496 of argument 0, which has 508 bytes");
  EXPECT_EQ(Call("k")
                .block(33)
                .array(in)
                .array(out)
                .run(emulated, Checked)
                .find("kernel `k` block (0, 0, 0): out of bounds"),
            0u);
}

TEST(AsyncCopy, FillsTheRestWithZero) {
  std::string text = copying("0");
  replace(text,
          "call void @llvm.nvvm.cp.async.cg.shared.global.16(ptr addrspace(3) "
          "%to,",
          "call void @llvm.nvvm.cp.async.ca.shared.global.16.s(ptr "
          "addrspace(3) %to,");
  replace(text, "%from)", "%from, i32 12)");
  Emulated emulated(text);
  std::vector<float> in(128, 5), out(32);
  for (EmulatorOptions options : {Ascending, Checked}) {
    EXPECT_EQ(Call("k").block(32).array(in).array(out).run(emulated, options),
              "");
    // The element 127 - 4 t is the last of its four.
    for (float value : out)
      EXPECT_EQ(value, 0);
  }
}

TEST(AsyncCopy, WantsItsAlignment) {
  std::string text = copying("0");
  replace(text, "%from = getelementptr float, ptr addrspace(1) %in, i32 %i",
          "%i1 = add i32 %i, 1\n"
          "%from = getelementptr float, ptr addrspace(1) %in, i32 %i1");
  Emulated emulated(text);
  std::vector<float> in(132), out(32);
  EXPECT_EQ(Call("k").block(32).array(in).array(out).run(emulated),
            "kernel `k` block (0, 0, 0): thread (0, 0, 0) calls "
            "`llvm.nvvm.cp.async.cg.shared.global.16` with an address that 16 "
            "does not divide");
}

} // namespace
