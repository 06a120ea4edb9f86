// RUN: tdsl-opt %s --tir-expand-math --split-input-file | FileCheck %s

// CHECK-LABEL: tir.func @vector
// CHECK-NOT: math.exp
// CHECK: math.fma {{.*}} : vector<8xf32>
// CHECK: arith.bitcast {{.*}} : vector<8xi32> to vector<8xf32>
// CHECK-NOT: math.exp
// CHECK: tir.store
tir.func @vector ["x"] ["N"] 0 {
^bb0(%fx: !tir.buffer<f32, 1, argument>, %n: index):
  %x = tir.view %fx[%n] : <f32, 1, argument> to <f32, 1, argument>
  %c0 = arith.constant 0 : index
  %v = tir.load %x[%c0] : <f32, 1, argument>, index -> vector<8xf32>
  %e = math.exp %v : vector<8xf32>
  tir.store %e, %x[%c0] : vector<8xf32>, <f32, 1, argument>, index
}

// -----

// Narrow types are computed in f32 and rounded once.
// CHECK-LABEL: tir.func @narrow
// CHECK: arith.extf {{.*}} : f16 to f32
// CHECK: math.fma {{.*}} : f32
// CHECK: arith.truncf {{.*}} : f32 to f16
// CHECK-NOT: math.tanh
tir.func @narrow ["x"] ["N"] 0 {
^bb0(%fx: !tir.buffer<f16, 1, argument>, %n: index):
  %x = tir.view %fx[%n] : <f16, 1, argument> to <f16, 1, argument>
  %c0 = arith.constant 0 : index
  %v = tir.load %x[%c0] : <f16, 1, argument>, index -> f16
  %e = math.tanh %v : f16
  tir.store %e, %x[%c0] : f16, <f16, 1, argument>, index
}

// -----

// Large angles are rare: they are reduced in a branch.
// CHECK-LABEL: tir.func @angle
// CHECK-NOT: math.sin
// CHECK: %[[ANY:.*]] = vector.reduction <or>
// CHECK: scf.if %[[ANY]]
// CHECK: vector<4xi64>
tir.func @angle ["x"] ["N"] 0 {
^bb0(%fx: !tir.buffer<f32, 1, argument>, %n: index):
  %x = tir.view %fx[%n] : <f32, 1, argument> to <f32, 1, argument>
  %c0 = arith.constant 0 : index
  %v = tir.load %x[%c0] : <f32, 1, argument>, index -> vector<4xf32>
  %e = math.sin %v : vector<4xf32>
  tir.store %e, %x[%c0] : vector<4xf32>, <f32, 1, argument>, index
}

// -----

// CHECK-LABEL: tir.func @wide_is_kept
// CHECK: math.exp {{.*}} : f64
tir.func @wide_is_kept ["x"] ["N"] 0 {
^bb0(%fx: !tir.buffer<f64, 1, argument>, %n: index):
  %x = tir.view %fx[%n] : <f64, 1, argument> to <f64, 1, argument>
  %c0 = arith.constant 0 : index
  %v = tir.load %x[%c0] : <f64, 1, argument>, index -> f64
  %e = math.exp %v : f64
  tir.store %e, %x[%c0] : f64, <f64, 1, argument>, index
}

// -----

// CHECK-LABEL: tir.func @rare_function_is_kept
// CHECK: math.atan {{.*}} : f32
tir.func @rare_function_is_kept ["x"] ["N"] 0 {
^bb0(%fx: !tir.buffer<f32, 1, argument>, %n: index):
  %x = tir.view %fx[%n] : <f32, 1, argument> to <f32, 1, argument>
  %c0 = arith.constant 0 : index
  %v = tir.load %x[%c0] : <f32, 1, argument>, index -> f32
  %e = math.atan %v : f32
  tir.store %e, %x[%c0] : f32, <f32, 1, argument>, index
}
