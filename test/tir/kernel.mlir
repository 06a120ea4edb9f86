// RUN: tdsl-opt %s | tdsl-opt | FileCheck %s

// CHECK-LABEL: tir.kernel @scale threads [64, 1, 1] buffers [0, 1] uses [1, 2] sizes [0]
tir.kernel @scale threads [64, 1, 1] buffers [0, 1] uses [1, 2] sizes [0] {
^bb0(%x: !tir.buffer<f32, 1, argument>, %y: !tir.buffer<f32, 1, argument>, %n: index):
  %c64 = arith.constant 64 : index
  %two = arith.constant 2.0 : f32
  // CHECK: tir.block_id x
  %b = tir.block_id x
  // CHECK: tir.thread_id x
  %t = tir.thread_id x
  %base = arith.muli %b, %c64 : index
  %i = arith.addi %base, %t : index
  %inside = arith.cmpi slt, %i, %n : index
  // CHECK: tir.allocate "tile"[%c64]
  tir.allocate "tile"[%c64] {
  ^bb0(%tile: !tir.buffer<f32, 1, shared>):
    scf.if %inside {
      %v = tir.load %x[%i] : !tir.buffer<f32, 1, argument>, index -> f32
      tir.store %v, %tile[%t] : f32, !tir.buffer<f32, 1, shared>, index
    }
    // CHECK: tir.barrier
    tir.barrier
    scf.if %inside {
      %v = tir.load %tile[%t] : !tir.buffer<f32, 1, shared>, index -> f32
      %w = arith.mulf %v, %two : f32
      tir.store %w, %y[%i] : f32, !tir.buffer<f32, 1, argument>, index
    }
  }
}
