// RUN: tdsl-opt %s --tir-vectorize --canonicalize | FileCheck %s

// An address that moves by one is an adjacent access, one that stays a scalar
// load and a splat, any other a gather.

// CHECK-LABEL: tir.func @f
tir.func @f ["x", "y"] ["N"] 0 {
^bb0(%fx: !tir.buffer<f32, 1, argument>, %fy: !tir.buffer<f32, 1, argument>, %n: index):
  %x = tir.view %fx[%n] : <f32, 1, argument> to <f32, 1, argument>
  %y = tir.view %fy[%n] : <f32, 1, argument> to <f32, 1, argument>
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %c8 = arith.constant 8 : index
  // CHECK-NOT: tir.for
  // CHECK: tir.load {{.*}} index -> vector<8xf32>
  // CHECK: tir.load {{.*}} index -> f32
  // CHECK: tir.load {{.*}} vector<8xindex> -> vector<8xf32>
  // CHECK: vector.broadcast {{.*}} f32 to vector<8xf32>
  // CHECK: tir.store {{.*}} vector<8xf32>
  tir.for vector "i" %c0 to %c8 {
  ^bb0(%i: index):
    %twice = arith.muli %i, %c2 : index
    %a = tir.load %x[%i] : <f32, 1, argument>, index -> f32
    %b = tir.load %x[%c0] : <f32, 1, argument>, index -> f32
    %c = tir.load %x[%twice] : <f32, 1, argument>, index -> f32
    %ab = arith.addf %a, %b : f32
    %abc = arith.addf %ab, %c : f32
    tir.store %abc, %y[%i] : f32, <f32, 1, argument>, index
    tir.yield
  }
  // A reduction over the lanes is folded across them.
  // CHECK: tir.accumulate sum across
  tir.for vector "j" %c0 to %c8 {
  ^bb0(%j: index):
    %a = tir.load %x[%j] : <f32, 1, argument>, index -> f32
    tir.accumulate sum %a, %y[%c0] : f32, <f32, 1, argument>, index
    tir.yield
  }
}
