// Loops that carry values, branches that yield them, one in the other.
// REQUIRES: spirv-val
// RUN: tdsl-opt --vulkan-emit=folder=%t %s | FileCheck %s
// RUN: %spirv-val %t/nested.spv
// RUN: %spirv-val %t/narrow_carry.spv

// CHECK: spirv.func @nested
// All variables come first.
// CHECK-NEXT: spirv.Variable
// CHECK: spirv.Store "Function" %[[I:.*]], %{{.*}} : i32
// CHECK: spirv.Store "Function" %[[SUM:.*]], %{{.*}} : f32
// CHECK: spirv.mlir.loop {
// CHECK: spirv.SLessThan
// CHECK: spirv.BranchConditional %{{.*}}, ^bb2, ^bb4
// CHECK: spirv.mlir.selection {
// CHECK: spirv.mlir.loop {
// CHECK: spirv.mlir.merge
// CHECK: spirv.Store "Function" %[[SUM]],
// CHECK: spirv.Load "Function" %[[I]] : i32
// CHECK-NEXT: spirv.Constant 1
// CHECK-NEXT: spirv.IAdd
// CHECK: spirv.Load "Function" %[[SUM]] : f32
tir.kernel @nested threads [32, 1, 1] buffers [0, 1] uses [1, 2] sizes [0] {
^bb0(%x: !tir.buffer<f32, 1, argument>, %y: !tir.buffer<f32, 1, argument>, %n: index):
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f32
  %t = tir.thread_id x
  %total, %count = tir.for serial "i" %c0 to %n carry(%zero, %c0 : f32, index) {
  ^bb0(%i: index, %sum: f32, %seen: index):
    %v = tir.load %x[%i] : !tir.buffer<f32, 1, argument>, index -> f32
    %positive = arith.cmpf ogt, %v, %zero : f32
    %next, %more = scf.if %positive -> (f32, index) {
      %inner = tir.for serial "k" %c0 to %t carry(%sum : f32) {
      ^bb0(%k: index, %s: f32):
        %u = arith.addf %s, %v : f32
        tir.yield %u : f32
      } -> f32
      %one = arith.addi %seen, %c1 : index
      scf.yield %inner, %one : f32, index
    } else {
      scf.yield %sum, %seen : f32, index
    }
    tir.yield %next, %more : f32, index
  } -> f32, index
  %even = arith.cmpi eq, %count, %c0 : index
  scf.if %even {
    tir.for serial "j" %c0 to %c1 {
    ^bb0(%j: index):
      tir.store %total, %y[%t] : f32, !tir.buffer<f32, 1, argument>, index
      tir.yield
    }
  } else {
    tir.store %zero, %y[%t] : f32, !tir.buffer<f32, 1, argument>, index
  }
}

// A carried bf16 is its bits; a carried bool is a bool.
// CHECK: spirv.func @narrow_carry
// CHECK-DAG: spirv.Variable : !spirv.ptr<i32, Function>
// CHECK-DAG: spirv.Variable : !spirv.ptr<i1, Function>
tir.kernel @narrow_carry threads [1, 1, 1] buffers [0, 1] uses [2, 2] sizes [0] {
^bb0(%y: !tir.buffer<bf16, 1, argument>, %z: !tir.buffer<i1, 1, argument>, %n: index):
  %c0 = arith.constant 0 : index
  %true = arith.constant true
  %one = arith.constant 1.5 : bf16
  %a, %b = tir.for serial "i" %c0 to %n carry(%one, %true : bf16, i1) {
  ^bb0(%i: index, %v: bf16, %w: i1):
    %v2 = arith.addf %v, %one : bf16
    %w2 = arith.xori %w, %true : i1
    tir.yield %v2, %w2 : bf16, i1
  } -> bf16, i1
  tir.store %a, %y[%c0] : bf16, !tir.buffer<bf16, 1, argument>, index
  tir.store %b, %z[%c0] : i1, !tir.buffer<i1, 1, argument>, index
}
