// The first thread that changes word 0 of the report writes the others.
//
// REQUIRES: tdsl-opt
// RUN: tdsl-opt --cuda-emit=form=lowered %s -o /dev/null | FileCheck %s
// RUN: tdsl-opt --cuda-emit=form=ptx %s -o /dev/null | FileCheck --check-prefix=PTX %s

// CHECK-LABEL: define void @k(
tir.kernel @k threads [64, 1, 1] buffers [0] uses [3] sizes [0] report {
^bb0(%r: !tir.buffer<i32, 1, argument>, %n: index):
  %t = tir.thread_id x
  %out = arith.cmpi sge, %t, %n : index
  // CHECK: %[[OLD:.*]] = cmpxchg ptr addrspace(1) %0, i32 0, i32 8 monotonic monotonic
  // CHECK: %[[FIRST:.*]] = extractvalue { i32, i1 } %[[OLD]], 1
  // CHECK: br i1 %[[FIRST]]
  // CHECK: getelementptr i32, ptr addrspace(1) %0, i32 2
  // CHECK: getelementptr i32, ptr addrspace(1) %0, i32 3
  // CHECK: getelementptr i32, ptr addrspace(1) %0, i32 4
  // CHECK: getelementptr i32, ptr addrspace(1) %0, i32 5
  // PTX: atom.global.cas.b32
  tir.check %out, %t of %n at #tir.site<"y", "x", "a.tdsl", 1, 2, 0, 0>
      {number = 7 : i64} : i1, index, index
  // CHECK: %[[WORD:.*]] = getelementptr i32, ptr addrspace(1) %0, i32 11
  // CHECK: atomicrmw or ptr addrspace(1) %[[WORD]], i32 1 monotonic
  // PTX: {{atom|red}}.global.or.b32
  tir.leaf 3
}
