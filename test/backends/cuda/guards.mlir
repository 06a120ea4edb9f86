// A guard is a branch: no second address, no memory of zeros.
//
// REQUIRES: tdsl-opt
// RUN: tdsl-opt --cuda-emit=form=llvm %s -o /dev/null | FileCheck %s

// CHECK-NOT: tdsl.zeros
// CHECK-LABEL: define void @k(
tir.kernel @k threads [64, 1, 1] buffers [0, 1] uses [1, 2] sizes [0] {
^bb0(%x: !tir.buffer<f32, 1, argument>, %y: !tir.buffer<f32, 1, argument>,
     %n: index):
  %t = tir.thread_id x
  // CHECK: %[[IN:.*]] = icmp {{.*}}i64 %{{.*}}, %2
  %in = arith.cmpi slt, %t, %n : index
  // CHECK: br i1 %[[IN]], label %[[THEN:.*]], label
  // CHECK: [[THEN]]:
  // CHECK: load float
  %v = tir.load %x[%t] if %in : i1 : !tir.buffer<f32, 1, argument>, index -> f32
  %w = arith.mulf %v, %v : f32
  // CHECK: store float
  tir.store %w, %y[%t] if %in : i1 : f32, !tir.buffer<f32, 1, argument>, index
}
