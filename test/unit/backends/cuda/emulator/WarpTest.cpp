//===- WarpTest.cpp - What the lanes of a warp do together ----------------===//

#include "Kernels.h"

using namespace tdsl::cuda;
using namespace tdsl::cuda::test;

namespace {

/// Runs `threads` threads of which each writes `%v` of `body` at its index, in
/// both orders, which must agree.
std::vector<uint32_t> eachGives(const std::string &declarations,
                                const std::string &body, uint32_t threads,
                                std::string wanted = "") {
  Emulated emulated(declarations + R"(
    define ptx_kernel void @k(ptr addrspace(1) %out) {
      %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
      %lane = call i32 @llvm.nvvm.read.ptx.sreg.laneid()
      %o = getelementptr i32, ptr addrspace(1) %out, i32 %t
  )" + body + R"(
      store i32 %v, ptr addrspace(1) %o, align 4
      ret void
    })");
  std::vector<uint32_t> up(threads), down(threads);
  EXPECT_EQ(Call("k").block(threads).array(up).run(emulated, Ascending),
            wanted);
  std::string other =
      Call("k").block(threads).array(down).run(emulated, Descending);
  if (wanted.empty()) {
    EXPECT_EQ(other, "");
    EXPECT_EQ(up, down);
  }
  return up;
}

std::vector<uint32_t> shuffled(const std::string &mode, const std::string &b,
                               int limits, uint32_t threads = 32) {
  std::string name = "@llvm.nvvm.shfl.sync." + mode + ".i32";
  return eachGives("declare i32 " + name + "(i32, i32, i32, i32)",
                   "%x = add i32 %t, 100\n%v = call i32 " + name +
                       "(i32 -1, i32 %x, i32 " + b + ", i32 " +
                       std::to_string(limits) + ")",
                   threads);
}

TEST(Warp, Shuffles) {
  std::vector<uint32_t> butterfly = shuffled("bfly", "3", 31, 64);
  std::vector<uint32_t> down = shuffled("down", "5", 31);
  std::vector<uint32_t> up = shuffled("up", "5", 0);
  std::vector<uint32_t> index = shuffled("idx", "7", 31, 64);
  for (uint32_t lane = 0; lane < 32; ++lane) {
    EXPECT_EQ(butterfly[lane], 100 + (lane ^ 3));
    EXPECT_EQ(butterfly[lane + 32], 132 + (lane ^ 3));
    EXPECT_EQ(down[lane], 100 + (lane + 5 < 32 ? lane + 5 : lane));
    EXPECT_EQ(up[lane], 100 + (lane >= 5 ? lane - 5 : lane));
    EXPECT_EQ(index[lane], 107u);
    EXPECT_EQ(index[lane + 32], 139u);
  }
}

TEST(Warp, ShufflesInPartsOfEight) {
  // A width of 8: (32 - 8) << 8, and the clamp of each mode.
  std::vector<uint32_t> butterfly = shuffled("bfly", "4", 24 << 8 | 31);
  std::vector<uint32_t> down = shuffled("down", "3", 24 << 8 | 31);
  std::vector<uint32_t> up = shuffled("up", "3", 24 << 8);
  std::vector<uint32_t> index = shuffled("idx", "%t", 24 << 8 | 31);
  std::vector<uint32_t> second = shuffled("idx", "2", 24 << 8 | 31);
  for (uint32_t lane = 0; lane < 32; ++lane) {
    uint32_t part = lane / 8 * 8, inside = lane % 8;
    EXPECT_EQ(butterfly[lane], 100 + (lane ^ 4));
    EXPECT_EQ(down[lane], 100 + (inside + 3 < 8 ? lane + 3 : lane));
    EXPECT_EQ(up[lane], 100 + (inside >= 3 ? lane - 3 : lane));
    EXPECT_EQ(index[lane], 100 + lane);
    EXPECT_EQ(second[lane], 102 + part);
  }
}

TEST(Warp, ShuffleTellsWhetherItWasInside) {
  std::vector<uint32_t> told = eachGives(
      "declare {float, i1} @llvm.nvvm.shfl.sync.down.f32p(i32, float, i32, "
      "i32)",
      R"(
      %x = uitofp i32 %t to float
      %r = call {float, i1} @llvm.nvvm.shfl.sync.down.f32p(i32 -1, float %x,
                                                           i32 30, i32 31)
      %f = extractvalue {float, i1} %r, 0
      %p = extractvalue {float, i1} %r, 1
      %i = fptoui float %f to i32
      %q = zext i1 %p to i32
      %s = shl i32 %q, 8
      %v = or i32 %s, %i)",
      32);
  for (uint32_t lane = 0; lane < 32; ++lane)
    EXPECT_EQ(told[lane], lane < 2 ? 256 + lane + 30 : lane);
}

TEST(Warp, PartsOfAWarpShuffleByThemselves) {
  // Only the odd lanes take part, each with its neighbour of the odd ones.
  std::vector<uint32_t> given = eachGives(
      "declare i32 @llvm.nvvm.shfl.sync.bfly.i32(i32, i32, i32, i32)", R"(
      %odd = and i32 %t, 1
      %isOdd = icmp eq i32 %odd, 1
      br i1 %isOdd, label %shuffle, label %join
    shuffle:
      %w = call i32 @llvm.nvvm.shfl.sync.bfly.i32(i32 u0xAAAAAAAA, i32 %t,
                                                  i32 2, i32 31)
      br label %join
    join:
      %v = phi i32 [ 77, %0 ], [ %w, %shuffle ])",
      32);
  for (uint32_t lane = 0; lane < 32; ++lane)
    EXPECT_EQ(given[lane], lane % 2 ? lane ^ 2 : 77);
}

TEST(Warp, LanesThatAreMissingAreReported) {
  std::string declaration =
      "declare i32 @llvm.nvvm.shfl.sync.bfly.i32(i32, i32, i32, i32)";
  eachGives(declaration, R"(
      %low = icmp ult i32 %t, 16
      br i1 %low, label %shuffle, label %join
    shuffle:
      %w = call i32 @llvm.nvvm.shfl.sync.bfly.i32(i32 -1, i32 %t, i32 1, i32 31)
      br label %join
    join:
      %v = phi i32 [ 77, %0 ], [ %w, %shuffle ])",
            32,
            "kernel `k` block (0, 0, 0): divergent barrier: thread (0, 0, 0) "
            "waits in `llvm.nvvm.shfl.sync.bfly.i32`, but thread (16, 0, 0) "
            "has ended");
  eachGives(declaration,
            "%v = call i32 @llvm.nvvm.shfl.sync.bfly.i32(i32 1, i32 %t, i32 1, "
            "i32 31)",
            2,
            "kernel `k` block (0, 0, 0): thread (1, 0, 0) calls "
            "`llvm.nvvm.shfl.sync.bfly.i32` with the mask 0x00000001, in which "
            "its own lane 1 is missing");
}

TEST(Warp, LanesMustMeetInTheSameCall) {
  auto meets = [](const std::string &one, const std::string &other) {
    std::string call = " call i32 @llvm.nvvm.shfl.sync.";
    Emulated emulated(R"(
      declare i32 @llvm.nvvm.shfl.sync.bfly.i32(i32, i32, i32, i32)
      declare i32 @llvm.nvvm.shfl.sync.idx.i32(i32, i32, i32, i32)
      define ptx_kernel void @k() {
        %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
        %low = icmp ult i32 %t, 16
        br i1 %low, label %lower, label %upper
      lower:
        %v =)" + call +
                      one + ", i32 %t, i32 1, i32 31)\nret void\nupper:\n%w =" +
                      call + other + ", i32 %t, i32 1, i32 31)\nret void\n}");
    return Call("k").block(32).run(emulated);
  };
  std::string begin = "kernel `k` block (0, 0, 0): divergent barrier: thread "
                      "(0, 0, 0) waits in `llvm.nvvm.shfl.sync.bfly.i32`, but "
                      "thread (16, 0, 0) waits in `llvm.nvvm.shfl.sync.";
  // Two places are one call if lanes and operation agree.
  EXPECT_EQ(meets("bfly.i32(i32 -1", "bfly.i32(i32 -1"), "");
  EXPECT_EQ(meets("bfly.i32(i32 -1", "idx.i32(i32 -1"), begin + "idx.i32`");
  EXPECT_EQ(meets("bfly.i32(i32 65535", "idx.i32(i32 -65536"), "");
  EXPECT_EQ(meets("bfly.i32(i32 131071", "bfly.i32(i32 -32768"),
            begin + "bfly.i32`");
}

TEST(Warp, ValueOfALaneThatTakesNoPartIsPoison) {
  std::vector<uint32_t> given = eachGives(
      "declare i32 @llvm.nvvm.shfl.sync.idx.i32(i32, i32, i32, i32)",
      "%v = call i32 @llvm.nvvm.shfl.sync.idx.i32(i32 -1, i32 %t, i32 20, i32 "
      "31)",
      16);
  EXPECT_EQ(given[3], ~0u);
}

std::vector<uint32_t> voted(const std::string &name, const std::string &type,
                            const std::string &condition) {
  return eachGives(
      "declare " + type + " @llvm.nvvm.vote." + name + ".sync(i32, i1)",
      "%c = icmp " + condition + "\n%r = call " + type + " @llvm.nvvm.vote." +
          name + ".sync(i32 -1, i1 %c)\n" +
          (type == "i1" ? "%v = zext i1 %r to i32" : "%v = add i32 %r, 0"),
      64);
}

TEST(Warp, Votes) {
  using Both = std::pair<uint32_t, uint32_t>;
  auto ends = [](const std::vector<uint32_t> &of) {
    return Both(of.front(), of.back());
  };
  EXPECT_EQ(ends(voted("all", "i1", "ult i32 %t, 32")), Both(1, 0));
  EXPECT_EQ(ends(voted("all", "i1", "ult i32 %t, 31")), Both(0, 0));
  EXPECT_EQ(ends(voted("any", "i1", "eq i32 %t, 5")), Both(1, 0));
  EXPECT_EQ(ends(voted("uni", "i1", "ult i32 %t, 32")), Both(1, 1));
  EXPECT_EQ(ends(voted("uni", "i1", "eq i32 %t, 5")), Both(0, 1));
  EXPECT_EQ(ends(voted("ballot", "i32", "ult i32 %t, 40")),
            Both(~0u, 0x000000ffu));
}

TEST(Warp, Reductions) {
  auto reduced = [](const std::string &name) {
    return eachGives(
               "declare i32 @llvm.nvvm.redux.sync." + name + "(i32, i32)",
               "%x = sub i32 %t, 10\n%v = call i32 @llvm.nvvm.redux.sync." +
                   name + "(i32 %x, i32 -1)",
               32)
        .front();
  };
  // The values are -10 to 21.
  EXPECT_EQ(reduced("add"), 176u);
  EXPECT_EQ(reduced("min"), static_cast<uint32_t>(-10));
  EXPECT_EQ(reduced("max"), 21u);
  EXPECT_EQ(reduced("umin"), 0u);
  EXPECT_EQ(reduced("umax"), ~0u);
  EXPECT_EQ(reduced("and"), 0u);
  EXPECT_EQ(reduced("or"), ~0u);
  uint32_t differing = 0;
  for (int value = -10; value < 22; ++value)
    differing ^= static_cast<uint32_t>(value);
  EXPECT_EQ(reduced("xor"), differing);
}

} // namespace
