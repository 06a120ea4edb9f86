//===- CheckTest.cpp - What is reported of accesses -----------------------===//

#include "Matmul.h"

#include <cmath>

using namespace tdsl::cuda;
using namespace tdsl::cuda::test;

namespace {

/// A kernel of a 1-D block with `%t` and `%b`, one shared array and one
/// argument, and `body`. Lines are counted from its first.
std::string kernelOf(const std::string &body) {
  return R"(
    @tile = internal addrspace(3) global [64 x i32] undef, align 16
    define ptx_kernel void @k(ptr addrspace(1) %a, ptr addrspace(1) %b) {
      %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
      %block = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
      %mine = getelementptr i32, ptr addrspace(3) @tile, i32 %t
      %t1 = add i32 %t, 1
      %next = getelementptr i32, ptr addrspace(3) @tile, i32 %t1
      %out = getelementptr i32, ptr addrspace(1) %a, i32 %t
      %first = icmp eq i32 %t, 0
  )" + body +
         R"(
      ret void
    })";
}

/// What a checked run of such a kernel reports: blocks of `threads`, with 64
/// elements behind each argument.
std::string check(const std::string &body, uint32_t threads,
                  uint32_t blocks = 1) {
  Emulated emulated(kernelOf(body));
  std::vector<uint32_t> a(64), b(64);
  return Call("k").grid(blocks).block(threads).array(a).array(b).run(emulated,
                                                                     Checked);
}

const char *Prefix = "kernel `k` block (0, 0, 0): ";

TEST(Check, WriteAfterWriteIsARace) {
  EXPECT_EQ(check("store i32 %t, ptr addrspace(3) @tile, align 4", 2),
            Prefix + std::string("race on element 0 of shared array `tile`: "
                                 "thread (0, 0, 0) writes, thread (1, 0, 0) "
                                 "writes, with no barrier between"));
  EXPECT_EQ(check("store i32 %t, ptr addrspace(3) @tile, align 4", 1), "");
  // Also where both write the same.
  EXPECT_NE(check("store i32 7, ptr addrspace(1) %a, align 4", 2), "");
}

TEST(Check, ReadAndWriteAreARaceInBothOrders) {
  std::string write = "store i32 %t, ptr addrspace(3) %mine, align 4\n";
  std::string read = "%v = load i32, ptr addrspace(3) @tile, align 4\n";
  std::string barrier = "call void @llvm.nvvm.barrier0()\n";
  EXPECT_EQ(check(write + read, 3),
            Prefix + std::string("race on element 0 of shared array `tile`: "
                                 "thread (0, 0, 0) writes, thread (1, 0, 0) "
                                 "reads, with no barrier between"));
  EXPECT_EQ(check(write + barrier + read, 3), "");
  // Thread 0 writes what the others read.
  std::string again = "store i32 %v, ptr addrspace(3) %mine, align 4\n";
  EXPECT_NE(check(write + barrier + read + again, 3), "");
  std::string between = write + barrier + read + barrier + again;
  EXPECT_EQ(check(between, 3), "");
}

TEST(Check, ReadersBeforeAWriterAreRemembered) {
  // All read element 0; then only the last thread writes it. Whichever two
  // readers are remembered, one of them is another thread.
  std::string body = R"(
      %v = load i32, ptr addrspace(1) %a, align 4
      %last = icmp eq i32 %t, 5
      br i1 %last, label %write, label %done
    write:
      store i32 %t, ptr addrspace(1) %a, align 4
      br label %done
    done:
  )";
  EXPECT_EQ(check(body, 6),
            Prefix + std::string("race on element 0 of argument 0: thread (0, "
                                 "0, 0) reads, thread (5, 0, 0) writes, with "
                                 "no barrier between"));
  EXPECT_EQ(check(body, 5), "");
}

TEST(Check, ReaderThatWritesRacesWithTheOthers) {
  // All read element 0 and meet in a shuffle, which orders no memory; then the
  // thread that read first writes.
  std::string text = kernelOf(R"(
      %v = load i32, ptr addrspace(1) %a, align 4
      %w = call i32 @llvm.nvvm.shfl.sync.bfly.i32(i32 -1, i32 %v, i32 0, i32 31)
      br i1 %first, label %write, label %done
    write:
      store i32 %w, ptr addrspace(1) %a, align 4
      br label %done
    done:
  )");
  Emulated emulated(
      text + "declare i32 @llvm.nvvm.shfl.sync.bfly.i32(i32, i32, i32, i32)");
  std::vector<uint32_t> a(64), b(64);
  EXPECT_EQ(Call("k").block(1).array(a).array(b).run(emulated, Checked), "");
  EXPECT_EQ(Call("k").block(32).array(a).array(b).run(emulated, Checked),
            Prefix + std::string("race on element 0 of argument 0: thread (1, "
                                 "0, 0) reads, thread (0, 0, 0) writes, with "
                                 "no barrier between"));
}

TEST(Check, AtomicAccessesRaceWithOthersOnly) {
  std::string add = "%o = atomicrmw add ptr addrspace(1) %a, i32 1 monotonic\n";
  EXPECT_EQ(check(add, 64, 4), "");
  EXPECT_EQ(check(add + "%v = load i32, ptr addrspace(1) %a, align 4", 2),
            Prefix + std::string("race on element 0 of argument 0: thread (0, "
                                 "0, 0) reads, thread (1, 0, 0) updates "
                                 "atomically, with no barrier between"));
  std::string swap = "%o = cmpxchg ptr addrspace(1) %a, i32 0, i32 1 monotonic "
                     "monotonic\n";
  EXPECT_EQ(check(swap, 8), "");
  EXPECT_NE(check(swap + "store i32 0, ptr addrspace(1) %a, align 4", 2), "");
}

TEST(Check, BlocksAreNotOrderedByBarriers) {
  std::string body = R"(
      call void @llvm.nvvm.barrier0()
      store i32 %t, ptr addrspace(1) %out, align 4
      call void @llvm.nvvm.barrier0()
  )";
  EXPECT_EQ(check(body, 4, 1), "");
  EXPECT_EQ(check(body, 4, 3),
            "kernel `k` block (1, 0, 0): race on element 0 of argument 0: "
            "thread (0, 0, 0) writes, thread (0, 0, 0) writes; the first is of "
            "block (0, 0, 0), and nothing orders blocks");
  // Reads of all blocks are fine, shared memory is another for each.
  EXPECT_EQ(check("store i32 %t, ptr addrspace(3) %mine, align 4\n"
                  "%v = load i32, ptr addrspace(1) %a, align 4\n",
                  4, 3),
            "");
}

TEST(Check, ReadOfABlockBeforeIsRememberedThroughBarriers) {
  // Every block reads element 0 by all threads, over several barriers; only
  // block 2 writes it.
  std::string body = R"(
      %v = load i32, ptr addrspace(1) %a, align 4
      call void @llvm.nvvm.barrier0()
      %w = load i32, ptr addrspace(1) %a, align 4
      call void @llvm.nvvm.barrier0()
      %z = or i32 %t, %block
      %writes = icmp eq i32 %z, 2
      br i1 %writes, label %write, label %done
    write:
      store i32 %t, ptr addrspace(1) %a, align 4
      br label %done
    done:
  )";
  EXPECT_EQ(check(body, 1, 2), "");
  EXPECT_EQ(check(body, 1, 3),
            "kernel `k` block (2, 0, 0): race on element 0 of argument 0: "
            "thread (0, 0, 0) reads, thread (0, 0, 0) writes; the first is of "
            "block (1, 0, 0), and nothing orders blocks");
}

TEST(Check, OverlapOfDifferentWidthsIsSeen) {
  std::string body = R"(
      br i1 %first, label %wide, label %narrow
    wide:
      store <2 x i32> zeroinitializer, ptr addrspace(1) %a, align 8
      br label %done
    narrow:
      %q = getelementptr i8, ptr addrspace(1) %a, i32 7
      store i8 1, ptr addrspace(1) %q, align 1
      br label %done
    done:
  )";
  EXPECT_EQ(check(body, 2),
            Prefix + std::string("race on byte 7 of argument 0: thread (0, 0, "
                                 "0) writes, thread (1, 0, 0) writes, with no "
                                 "barrier between"));
  std::string apart = body;
  replace(apart, "i32 7", "i32 8");
  EXPECT_EQ(check(apart, 2), "");
}

TEST(Check, NeighboursAreNoRace) {
  EXPECT_EQ(check(R"(
      %q = getelementptr i8, ptr addrspace(1) %a, i32 %t
      store i8 1, ptr addrspace(1) %q, align 1)",
                  64),
            "");
}

TEST(Check, WarpBarrierOrdersItsWarpOnly) {
  std::string body = R"(
      store i32 %t, ptr addrspace(3) %mine, align 4
      call void @llvm.nvvm.bar.warp.sync(i32 -1)
      %other = xor i32 %t, DISTANCE
      %p = getelementptr i32, ptr addrspace(3) @tile, i32 %other
      %v = load i32, ptr addrspace(3) %p, align 4
  )";
  std::string near = body, far = body;
  replace(near, "DISTANCE", "1");
  replace(far, "DISTANCE", "32");
  EXPECT_EQ(check(near, 64), "");
  EXPECT_NE(check(far, 64), "");
  replace(near, "call void @llvm.nvvm.bar.warp.sync(i32 -1)", "");
  EXPECT_NE(check(near, 64), "");
}

TEST(Check, ReadersAfterAWarpBarrierAreRemembered) {
  // Two readers are remembered, and those before the barrier of the warp must
  // make room for thread 5, with which thread 6 races.
  std::string text = kernelOf(R"(
      %v = load i32, ptr addrspace(1) %a, align 4
      call void @llvm.nvvm.bar.warp.sync(i32 -1)
      %is5 = icmp eq i32 %t, READER
      br i1 %is5, label %read, label %meet
    read:
      %w = load i32, ptr addrspace(1) %a, align 4
      br label %meet
    meet:
      %x = call i32 @llvm.nvvm.shfl.sync.bfly.i32(i32 -1, i32 %v, i32 0, i32 31)
      %is6 = icmp eq i32 %t, 6
      br i1 %is6, label %write, label %done
    write:
      store i32 %x, ptr addrspace(1) %a, align 4
      br label %done
    done:
  )");
  text += "declare i32 @llvm.nvvm.shfl.sync.bfly.i32(i32, i32, i32, i32)";
  for (const char *reader : {"5", "6"}) {
    std::string with = text;
    replace(with, "READER", reader);
    Emulated emulated(with);
    std::vector<uint32_t> a(64), b(64);
    std::string report =
        Call("k").block(32).array(a).array(b).run(emulated, Checked);
    EXPECT_EQ(report.empty(), reader == std::string("6")) << report;
  }
}

TEST(Check, OutOfBounds) {
  EXPECT_EQ(check("store i32 1, ptr addrspace(3) %next, align 4", 63), "");
  EXPECT_EQ(check("store i32 1, ptr addrspace(3) %next, align 4", 64),
            Prefix + std::string("out of bounds: thread (63, 0, 0) writes "
                                 "element 64 of shared array `tile`, which has "
                                 "64 elements of 4 bytes"));
  EXPECT_EQ(check("%v = load i32, ptr addrspace(1) %out, align 4", 65),
            Prefix + std::string("out of bounds: thread (64, 0, 0) reads "
                                 "element 64 of argument 0, which has 64 "
                                 "elements of 4 bytes"));
  EXPECT_EQ(check("%p = getelementptr i32, ptr addrspace(1) %b, i32 -1\n"
                  "%v = load i32, ptr addrspace(1) %p, align 4",
                  1),
            Prefix + std::string("out of bounds: thread (0, 0, 0) reads "
                                 "element -1 of argument 1, which has 64 "
                                 "elements of 4 bytes"));
  // A pointer to the second array that was computed from the first one.
  EXPECT_NE(check("%d = ptrtoint ptr addrspace(1) %b to i64\n"
                  "%c = ptrtoint ptr addrspace(1) %a to i64\n"
                  "%e = sub i64 %d, %c\n"
                  "%p = getelementptr i8, ptr addrspace(1) %a, i64 %e\n"
                  "%v = load i32, ptr addrspace(1) %p, align 4",
                  1),
            "");
}

TEST(Check, AddressesOfUnknownOriginAreLookedUp) {
  std::string body = R"(
      %even = and i32 %t, 1
      %which = icmp eq i32 %even, 0
      %p = select i1 %which, ptr addrspace(1) %a, ptr addrspace(1) %b
      %q = getelementptr i32, ptr addrspace(1) %p, i32 INDEX
      store i32 1, ptr addrspace(1) %q, align 4
  )";
  std::string inside = body, outside = body;
  replace(inside, "INDEX", "%t");
  replace(outside, "INDEX", "100000000");
  EXPECT_EQ(check(inside, 8), "");
  std::string report = check(outside, 1);
  EXPECT_NE(report.find("memory that belongs to no argument"),
            std::string::npos)
      << report;
}

TEST(Check, WhatAThreadHasForItselfIsNotChecked) {
  Emulated emulated(R"(
    define ptx_kernel void @k(ptr %a, i32 %n) {
      %own = alloca [4 x i32], align 4
      %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
      %mine = icmp ult i32 %t, %n
      %p = select i1 %mine, ptr %own, ptr %a
      store i32 %t, ptr %p, align 4
      %v = load i32, ptr %p, align 4
      store i32 %v, ptr %own, align 4
      ret void
    })");
  std::vector<uint32_t> a(1);
  EXPECT_EQ(Call("k").block(8).array(a).number(8).run(emulated, Checked), "");
  EXPECT_EQ(Call("k").block(8).array(a).number(7).run(emulated, Checked), "");
  EXPECT_NE(Call("k").block(8).array(a).number(6).run(emulated, Checked), "");
}

TEST(Check, WithoutExtentsOnlyRacesAreSeen) {
  Emulated emulated(kernelOf("%v = load i32, ptr addrspace(1) %out, align 4\n"
                             "store i32 1, ptr addrspace(1) %b, align 4\n"));
  std::vector<uint32_t> a(64), b(64);
  uint64_t pointers[] = {reinterpret_cast<uint64_t>(a.data()),
                         reinterpret_cast<uint64_t>(b.data())};
  const void *arguments[] = {&pointers[0], &pointers[1]};
  Launch launch;
  launch.kernel = "k";
  launch.arguments = arguments;
  std::string report;
  EXPECT_TRUE(emulated.emulator->launch(launch, Checked, report)) << report;
  launch.block = {2, 1, 1};
  llvm::StringRef names[] = {"input", "result"};
  launch.names = names;
  EXPECT_FALSE(emulated.emulator->launch(launch, Checked, report));
  EXPECT_NE(report.find("race on element 0 of `result`"), std::string::npos);
}

TEST(Check, MisalignedAddress) {
  std::string body = R"(
      %p = getelementptr i8, ptr addrspace(1) %a, i32 OFFSET
      %v = load <4 x i32>, ptr addrspace(1) %p, align 4
      store <2 x i32> zeroinitializer, ptr addrspace(1) %b, align 8
  )";
  std::string odd = body;
  replace(odd, "OFFSET", "2");
  EXPECT_EQ(check(odd, 1),
            Prefix + std::string("thread (0, 0, 0) reads element 0 of argument "
                                 "0: its address must be divisible by 4"));
  replace(body, "OFFSET", "4");
  EXPECT_EQ(check(body, 1), "");
}

TEST(Check, UnwrittenSharedMemory) {
  std::string report = check(R"(
      store i32 %t, ptr addrspace(3) %mine, align 4
      call void @llvm.nvvm.barrier0()
      %v = load i32, ptr addrspace(3) %next, align 4)",
                             8);
  EXPECT_EQ(report,
            Prefix + std::string("thread (7, 0, 0) reads element 8 of shared "
                                 "array `tile`, which no thread of the block "
                                 "has written"));
}

TEST(Check, PlacesAreNamedWhereTheyAreKnown) {
  std::string text = kernelOf("");
  replace(text, "(ptr addrspace(1) %a, ptr addrspace(1) %b) {",
          "(ptr addrspace(1) %a, ptr addrspace(1) %b) !dbg !2 {");
  replace(text, "ret void", R"(
      store i32 %t, ptr addrspace(3) %mine, align 4, !dbg !3
      %v = load i32, ptr addrspace(3) @tile, align 4, !dbg !4
      ret void)");
  Emulated emulated(text + R"(
    !llvm.dbg.cu = !{!0}
    !llvm.module.flags = !{!5}
    !0 = distinct !DICompileUnit(language: DW_LANG_C, file: !1,
                                 emissionKind: LineTablesOnly)
    !1 = !DIFile(filename: "sum.tdsl", directory: "")
    !2 = distinct !DISubprogram(name: "k", file: !1, line: 1, unit: !0,
                                spFlags: DISPFlagDefinition)
    !3 = !DILocation(line: 12, column: 3, scope: !2)
    !4 = !DILocation(line: 13, column: 9, scope: !2)
    !5 = !{i32 2, !"Debug Info Version", i32 3}
  )");
  std::vector<uint32_t> a(64), b(64);
  EXPECT_EQ(Call("k").block(2).array(a).array(b).run(emulated, Checked),
            Prefix + std::string("race on element 0 of shared array `tile`: "
                                 "thread (0, 0, 0) writes at sum.tdsl:12, "
                                 "thread (1, 0, 0) reads at sum.tdsl:13, with "
                                 "no barrier between"));
}

} // namespace
