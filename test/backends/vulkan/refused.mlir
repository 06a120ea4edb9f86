// What a device lacks, what it has too little of, and what has no exact code.
// RUN: not tdsl-opt --split-input-file \
// RUN:   --vulkan-emit="lacks=f16,f64,i8,i16,i64,store8,store16 shared=100" \
// RUN:   %s 2>&1 | FileCheck %s
// RUN: tdsl-opt --split-input-file --vulkan-emit %s 2>&1 \
// RUN:   | FileCheck %s --check-prefix=ALL

// CHECK: error: E0731: `double` needs arithmetic on f64, which the device does not have
// ALL: spirv.func @double
tir.kernel @double threads [1, 1, 1] buffers [0] uses [3] sizes [] {
^bb0(%b: !tir.buffer<f64, 1, argument>):
  %c0 = arith.constant 0 : index
  %x = tir.load %b[%c0] : !tir.buffer<f64, 1, argument>, index -> f64
  tir.store %x, %b[%c0] : f64, !tir.buffer<f64, 1, argument>, index
}

// -----

// CHECK: error: E0731: `long` needs arithmetic on 64-bit integers
// ALL: spirv.func @long
tir.kernel @long threads [1, 1, 1] buffers [0] uses [3] sizes [] {
^bb0(%b: !tir.buffer<i32, 1, argument>):
  %c0 = arith.constant 0 : index
  %x = tir.load %b[%c0] : !tir.buffer<i32, 1, argument>, index -> i32
  %0 = arith.extsi %x : i32 to i64
  %1 = arith.trunci %0 : i64 to i32
  tir.store %1, %b[%c0] : i32, !tir.buffer<i32, 1, argument>, index
}

// -----

// CHECK: error: E0731: `flags` needs buffers of 8-bit elements
// ALL: spirv.func @flags
tir.kernel @flags threads [1, 1, 1] buffers [0] uses [2] sizes [] {
^bb0(%b: !tir.buffer<i1, 1, argument>):
  %c0 = arith.constant 0 : index
  %x = arith.constant true
  tir.store %x, %b[%c0] : i1, !tir.buffer<i1, 1, argument>, index
}

// -----

// CHECK: error: E0731: `brains` needs buffers of 16-bit elements
// ALL: spirv.func @brains
tir.kernel @brains threads [1, 1, 1] buffers [0] uses [2] sizes [] {
^bb0(%b: !tir.buffer<bf16, 1, argument>):
  %c0 = arith.constant 0 : index
  %x = arith.constant 1.0 : bf16
  tir.store %x, %b[%c0] : bf16, !tir.buffer<bf16, 1, argument>, index
}

// -----

// CHECK: error: E0731: `bytes` needs arithmetic on 8-bit integers
// ALL: spirv.func @bytes
tir.kernel @bytes threads [1, 1, 1] buffers [0] uses [2] sizes [0] {
^bb0(%b: !tir.buffer<i32, 1, argument>, %n: index):
  %c0 = arith.constant 0 : index
  %x = arith.index_cast %n : index to i8
  %0 = arith.addi %x, %x : i8
  %1 = arith.extsi %0 : i8 to i32
  tir.store %1, %b[%c0] : i32, !tir.buffer<i32, 1, argument>, index
}

// -----

// CHECK: error: E0731: `shared_halves` needs arithmetic on f16
// ALL: spirv.func @shared_halves
tir.kernel @shared_halves threads [1, 1, 1] buffers [0] uses [2] sizes [] {
^bb0(%b: !tir.buffer<i32, 1, argument>):
  %c4 = arith.constant 4 : index
  tir.allocate "h"[%c4] {
  ^bb0(%h: !tir.buffer<f16, 1, shared>):
  }
}

// -----

// CHECK: error: E0732: a block of `tile` needs 128 bytes of shared memory, but the device has 100
// ALL: spirv.func @tile
tir.kernel @tile threads [1, 1, 1] buffers [] uses [] sizes [] {
^bb0:
  %c32 = arith.constant 32 : index
  tir.allocate "t"[%c32] {
  ^bb0(%t: !tir.buffer<f32, 1, shared>):
  }
}
