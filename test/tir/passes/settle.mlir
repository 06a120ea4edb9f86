// RUN: tdsl-opt %s --tir-settle | FileCheck %s

// CHECK-LABEL: tir.func @f
tir.func @f ["x", "y"] ["N"] 0 {
^bb0(%fx: !tir.buffer<f32, 1, argument>, %fy: !tir.buffer<f32, 1, argument>, %n: index):
  %x = tir.view %fx[%n] : <f32, 1, argument> to <f32, 1, argument>
  %y = tir.view %fy[%n] : <f32, 1, argument> to <f32, 1, argument>
  %c0 = arith.constant 0 : index
  %a = tir.load %x[%c0] : <f32, 1, argument>, index -> f32
  // CHECK: %[[OLD:.*]] = tir.load
  // CHECK: %[[OLD2:.*]] = tir.load
  // CHECK: %[[NEW:.*]] = arith.maximumf %[[OLD2]], %[[OLD]]
  // CHECK: tir.store %[[NEW]]
  tir.accumulate max %a, %y[%c0] : f32, <f32, 1, argument>, index
}
