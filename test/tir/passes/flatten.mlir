// RUN: tdsl-opt %s --tir-flatten | FileCheck %s

// CHECK-LABEL: tir.func @f
tir.func @f ["x"] ["M", "N"] 0 {
^bb0(%fx: !tir.buffer<f32, 1, argument>, %m: index, %n: index):
  // CHECK: ^bb0(%[[X:.*]]: !tir.buffer<f32, 1, argument>, %[[M:.*]]: index, %[[N:.*]]: index)
  // CHECK-NOT: tir.view
  %x = tir.view %fx[%m, %n] : <f32, 1, argument> to <f32, 2, argument>
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  // CHECK: %[[ROW:.*]] = arith.muli %[[N]], %{{.*}}
  // CHECK: %[[AT:.*]] = arith.addi %[[ROW]]
  // CHECK: tir.load %[[X]][%[[AT]]]
  %v = tir.load %x[%c2, %c1] : <f32, 2, argument>, index, index -> f32
  // CHECK: tir.store {{.*}} <f32, 1, argument>, index
  tir.store %v, %x[%c1, %c2] : f32, <f32, 2, argument>, index, index
}
