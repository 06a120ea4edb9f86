// What no device has.
// RUN: not tdsl-opt --split-input-file --vulkan-emit %s 2>&1 | FileCheck %s

// CHECK: error: E0732: a block of `crowd` needs 2048 threads, but the device has 1024
tir.kernel @crowd threads [1024, 2, 1] buffers [] uses [] sizes [] {
^bb0:
}

// -----

// CHECK: error: E0732: a block of `deep` needs 128 threads along z, but the device has 64
tir.kernel @deep threads [1, 1, 128] buffers [] uses [] sizes [] {
^bb0:
}

// -----

// CHECK: error: E0733: `tan` of f32 is not computed exactly enough on Vulkan
tir.kernel @tangent threads [1, 1, 1] buffers [0] uses [3] sizes [] {
^bb0(%b: !tir.buffer<f32, 1, argument>):
  %c0 = arith.constant 0 : index
  %x = tir.load %b[%c0] : !tir.buffer<f32, 1, argument>, index -> f32
  %0 = math.tan %x : f32
  tir.store %0, %b[%c0] : f32, !tir.buffer<f32, 1, argument>, index
}

// -----

// CHECK: error: E0733: `pow` of f64 is not computed exactly enough on Vulkan
tir.kernel @power threads [1, 1, 1] buffers [0] uses [3] sizes [] {
^bb0(%b: !tir.buffer<f64, 1, argument>):
  %c0 = arith.constant 0 : index
  %x = tir.load %b[%c0] : !tir.buffer<f64, 1, argument>, index -> f64
  %0 = math.powf %x, %x : f64
  tir.store %0, %b[%c0] : f64, !tir.buffer<f64, 1, argument>, index
}

// -----

// CHECK: error: E0701: code cannot be generated: `arith.remf` has no SPIR-V
tir.kernel @unknown threads [1, 1, 1] buffers [0] uses [3] sizes [] {
^bb0(%b: !tir.buffer<f32, 1, argument>):
  %c0 = arith.constant 0 : index
  %x = tir.load %b[%c0] : !tir.buffer<f32, 1, argument>, index -> f32
  %0 = arith.remf %x, %x : f32
  tir.store %0, %b[%c0] : f32, !tir.buffer<f32, 1, argument>, index
}
