// There is no library of functions on a GPU.
//
// REQUIRES: tdsl-opt
// RUN: not tdsl-opt --cuda-emit %s 2>&1 | FileCheck %s

// CHECK: error: code cannot be generated: a kernel for CUDA cannot compute `tan` of f32
tir.kernel @k threads [64, 1, 1] buffers [0] uses [3] sizes [] {
^bb0(%x: !tir.buffer<f32, 1, argument>):
  %t = tir.thread_id x
  %v = tir.load %x[%t] : !tir.buffer<f32, 1, argument>, index -> f32
  %w = math.tan %v : f32
  tir.store %w, %x[%t] : f32, !tir.buffer<f32, 1, argument>, index
}
