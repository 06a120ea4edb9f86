// RUN: tdsl-opt %s --tir-unroll --canonicalize | FileCheck %s

// Every step of an unrolled loop is written out, a serial one is kept.

// CHECK-LABEL: tir.func @f
tir.func @f ["x", "y"] ["N"] 0 {
^bb0(%fx: !tir.buffer<f32, 1, argument>, %fy: !tir.buffer<f32, 1, argument>, %n: index):
  %x = tir.view %fx[%n] : <f32, 1, argument> to <f32, 1, argument>
  %c0 = arith.constant 0 : index
  %c3 = arith.constant 3 : index
  %v = arith.constant 1.0 : f32
  // CHECK-NOT: tir.for unrolled
  // CHECK-COUNT-3: tir.store
  tir.for unrolled "i" %c0 to %c3 {
  ^bb0(%i: index):
    tir.store %v, %x[%i] : f32, <f32, 1, argument>, index
    tir.yield
  }
  // CHECK: tir.for serial "kept"
  // CHECK: tir.store
  // CHECK-NOT: tir.store
  tir.for serial "kept" %c0 to %c3 {
  ^bb0(%i: index):
    tir.store %v, %x[%i] : f32, <f32, 1, argument>, index
    tir.yield
  }
}
