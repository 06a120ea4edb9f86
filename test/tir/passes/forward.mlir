// RUN: tdsl-opt %s --tir-forward | FileCheck %s

// CHECK-LABEL: tir.func @f
tir.func @f ["x", "y"] ["N"] 0 {
^bb0(%fx: !tir.buffer<f32, 1, argument>, %fy: !tir.buffer<f32, 1, argument>, %n: index):
  %x = tir.view %fx[%n] : <f32, 1, argument> to <f32, 1, argument>
  %y = tir.view %fy[%n] : <f32, 1, argument> to <f32, 1, argument>
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  // The first store is overwritten before anything reads it; the load is the
  // stored value.
  // CHECK-DAG: %[[ONE:.*]] = arith.constant 1.0
  // CHECK-NOT: tir.load
  // CHECK: tir.store %[[ONE]]
  // CHECK: tir.store %[[ONE]]
  tir.store %zero, %x[%c0] : f32, <f32, 1, argument>, index
  tir.store %one, %x[%c0] : f32, <f32, 1, argument>, index
  %v = tir.load %x[%c0] : <f32, 1, argument>, index -> f32
  tir.store %v, %y[%c0] : f32, <f32, 1, argument>, index
  // A load that another store may have changed is kept.
  // CHECK: tir.load
  tir.store %zero, %x[%n] : f32, <f32, 1, argument>, index
  %w = tir.load %x[%c0] : <f32, 1, argument>, index -> f32
  tir.store %w, %y[%n] : f32, <f32, 1, argument>, index
}
