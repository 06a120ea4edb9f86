// Division and roots are rounded correctly, subnormal numbers are kept, and
// nothing is fused that the program does not fuse.
//
// REQUIRES: tdsl-opt
// RUN: tdsl-opt --cuda-emit=form=ptx %s -o /dev/null | FileCheck %s --implicit-check-not=.ftz --implicit-check-not=.approx --implicit-check-not=call

// CHECK: .entry k(
tir.kernel @k threads [64, 1, 1] buffers [0, 1] uses [1, 2] sizes [] {
^bb0(%x: !tir.buffer<f32, 1, argument>, %y: !tir.buffer<f32, 1, argument>):
  %t = tir.thread_id x
  %v = tir.load %x[%t] : !tir.buffer<f32, 1, argument>, index -> f32
  // CHECK: sqrt.rn.f32
  %root = math.sqrt %v : f32
  // CHECK: div.rn.f32
  %q = arith.divf %v, %root : f32
  // CHECK: mul.rn.f32
  %p = arith.mulf %q, %q : f32
  // CHECK: add.rn.f32
  %s = arith.addf %p, %v : f32
  // CHECK: fma.rn.f32
  %f = math.fma %s, %s, %v : f32
  // CHECK: max.NaN.f32
  %m = arith.maximumf %f, %v : f32
  tir.store %m, %y[%t] : f32, !tir.buffer<f32, 1, argument>, index
}
