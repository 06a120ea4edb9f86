// RUN: tdsl-opt %s --tir-promote | FileCheck %s

// An accumulation whose address stays is carried in a value.

// CHECK-LABEL: tir.func @f
tir.func @f ["x", "y"] ["N"] 0 {
^bb0(%fx: !tir.buffer<f32, 1, argument>, %fy: !tir.buffer<f32, 1, argument>, %n: index):
  %x = tir.view %fx[%n] : <f32, 1, argument> to <f32, 1, argument>
  %y = tir.view %fy[%n] : <f32, 1, argument> to <f32, 1, argument>
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0.0 : f32
  tir.store %zero, %y[%c0] : f32, <f32, 1, argument>, index
  // CHECK: %[[BEFORE:.*]] = tir.load
  // CHECK: %[[SUM:.*]] = tir.for serial "k" {{.*}} carry(%[[BEFORE]] : f32)
  // CHECK-NOT: tir.accumulate
  // CHECK: math.fma
  // CHECK: tir.store %[[SUM]]
  tir.for serial "k" %c0 to %n {
  ^bb0(%k: index):
    %a = tir.load %x[%k] : <f32, 1, argument>, index -> f32
    %p = arith.mulf %a, %a : f32
    tir.accumulate sum contract %p, %y[%c0] : f32, <f32, 1, argument>, index
    tir.yield
  }
  // One whose address moves is kept.
  // CHECK: tir.for serial "moves"
  // CHECK: tir.accumulate
  tir.for serial "moves" %c0 to %n {
  ^bb0(%k: index):
    %a = tir.load %x[%k] : <f32, 1, argument>, index -> f32
    tir.accumulate sum %a, %y[%k] : f32, <f32, 1, argument>, index
    tir.yield
  }
}

// Where the loop may never run, nothing says that there is an element at all.
// CHECK-LABEL: tir.func @perhaps_empty
tir.func @perhaps_empty ["y"] ["N"] 0 {
^bb0(%fy: !tir.buffer<f32, 1, argument>, %n: index):
  %y = tir.view %fy[%n] : <f32, 1, argument> to <f32, 1, argument>
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %one = arith.constant 1.0 : f32
  // CHECK-NOT: tir.load
  // CHECK: %[[RUNS:.*]] = arith.cmpi slt, %[[LOWER:.*]], %[[UPPER:.*]] : index
  // CHECK-NEXT: scf.if %[[RUNS]] {
  // CHECK-NEXT:   %[[BEFORE:.*]] = tir.load
  // CHECK-NEXT:   %[[SUM:.*]] = tir.for serial "sum" %[[LOWER]] to %[[UPPER]] carry(%[[BEFORE]] : f32)
  // CHECK:        tir.store %[[SUM]]
  // CHECK-NEXT: }
  tir.for serial "sum" %c0 to %n {
  ^bb0(%k: index):
    tir.accumulate sum %one, %y[%c0] : f32, <f32, 1, argument>, index
    tir.yield
  }
  // What is only stored stays as it is: it may never have been set.
  // CHECK-NEXT: tir.for serial "store" %{{.*}} to %{{[^ ]*}} {
  // CHECK: tir.store
  // CHECK: }
  tir.for serial "store" %c0 to %n {
  ^bb0(%k: index):
    tir.store %one, %y[%c0] : f32, <f32, 1, argument>, index
    tir.yield
  }
  // One that runs four times is carried as it is.
  // CHECK-NEXT: %[[FOUR:.*]] = tir.load
  // CHECK-NEXT: tir.for serial "four" {{.*}} carry(%[[FOUR]] : f32)
  tir.for serial "four" %c0 to %c4 {
  ^bb0(%k: index):
    tir.accumulate sum %one, %y[%c0] : f32, <f32, 1, argument>, index
    tir.yield
  }
}
