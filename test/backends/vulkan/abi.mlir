// What a kernel takes: buffers by number, sizes as push constants or behind
// the buffers, the block's extents, the builtins in the interface.
// REQUIRES: spirv-val
// RUN: tdsl-opt --vulkan-emit=folder=%t %s | FileCheck %s
// RUN: %spirv-val %t/scale.spv
// RUN: %spirv-val %t/sizes.spv
// RUN: %spirv-val %t/through_memory.spv
// RUN: tdsl-opt --vulkan-emit=folder=%t.2 %s
// RUN: cmp %t/scale.spv %t.2/scale.spv

// CHECK: spirv.module Logical GLSL450 requires #spirv.vce<v1.3, [Shader], []>
// CHECK-SAME: tdsl.shared_bytes = 256
// CHECK: @buffer.0 bind(0, 0) : {{.*}}<f32, stride=4> [0, NonWritable])>, StorageBuffer>
// CHECK: @buffer.1 bind(0, 1) : {{.*}}<f32, stride=4> [0])>, StorageBuffer>
// CHECK: @size.list : !spirv.ptr<!spirv.struct<(i32 [0], i32 [4])>, PushConstant>
// CHECK: @[[SHARED:shared.*]] : !spirv.ptr<!spirv.array<64 x f32>, Workgroup>
// CHECK: spirv.func @scale
// CHECK: spirv.ControlBarrier <Workgroup>, <Workgroup>, <AcquireRelease|UniformMemory|WorkgroupMemory>
// CHECK: spirv.FMul {{.*}} {no_contraction}
// CHECK: spirv.EntryPoint "GLCompute" @scale, @in.WorkgroupId, @in.LocalInvocationId
// CHECK: spirv.ExecutionMode @scale "LocalSize", 64, 2, 1
tir.kernel @scale threads [64, 2, 1] buffers [0, 1] uses [1, 2] sizes [0, 3] {
^bb0(%x: !tir.buffer<f32, 1, argument>, %y: !tir.buffer<f32, 1, argument>, %n: index, %m: index):
  %c64 = arith.constant 64 : index
  %two = arith.constant 2.0 : f32
  %b = tir.block_id z
  %t = tir.thread_id y
  %base = arith.muli %b, %c64 : index
  %i = arith.addi %base, %t : index
  %inside = arith.cmpi slt, %i, %m : index
  tir.allocate "tile"[%c64] {
  ^bb0(%tile: !tir.buffer<f32, 1, shared>):
    scf.if %inside {
      %v = tir.load %x[%i] : !tir.buffer<f32, 1, argument>, index -> f32
      tir.store %v, %tile[%t] : f32, !tir.buffer<f32, 1, shared>, index
    }
    tir.barrier
    scf.if %inside {
      %v = tir.load %tile[%t] : !tir.buffer<f32, 1, shared>, index -> f32
      %w = arith.mulf %v, %two : f32
      tir.store %w, %y[%i] : f32, !tir.buffer<f32, 1, argument>, index
    }
  }
}

// 33 sizes are more than TDSL_PUSHED_SIZES.
// CHECK: spirv.module
// CHECK-NOT: PushConstant
// CHECK: @size.list bind(0, 1) : {{.*}}<i32, stride=4> [0, NonWritable])>, StorageBuffer>
// CHECK: %[[LAST:.*]] = spirv.Constant 32 : i32
// CHECK: %[[ZERO:.*]] = spirv.Constant 0 : i32
// CHECK: spirv.AccessChain %size.list_addr[%[[ZERO]], %[[LAST]]]
tir.kernel @sizes threads [1, 1, 1] buffers [0] uses [2]
    sizes [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
           19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32] {
^bb0(%y: !tir.buffer<i64, 1, argument>, %s0: index, %s1: index, %s2: index,
     %s3: index, %s4: index, %s5: index, %s6: index, %s7: index, %s8: index,
     %s9: index, %s10: index, %s11: index, %s12: index, %s13: index,
     %s14: index, %s15: index, %s16: index, %s17: index, %s18: index,
     %s19: index, %s20: index, %s21: index, %s22: index, %s23: index,
     %s24: index, %s25: index, %s26: index, %s27: index, %s28: index,
     %s29: index, %s30: index, %s31: index, %s32: index):
  %zero = arith.constant 0 : index
  %v = arith.index_cast %s32 : index to i64
  tir.store %v, %y[%zero] : i64, !tir.buffer<i64, 1, argument>, index
}

// What is written and read on both sides of a barrier is not cached.
// CHECK: @buffer.0 bind(0, 0) : {{.*}}<i32, stride=4> [0, Coherent])>, StorageBuffer>
tir.kernel @through_memory threads [8, 1, 1] buffers [4] uses [3] sizes [] {
^bb0(%y: !tir.buffer<i32, 1, argument>):
  %c7 = arith.constant 7 : index
  %t = tir.thread_id x
  %v = arith.index_cast %t : index to i32
  tir.store %v, %y[%t] : i32, !tir.buffer<i32, 1, argument>, index
  tir.barrier
  %r = arith.subi %c7, %t : index
  %w = tir.load %y[%r] : !tir.buffer<i32, 1, argument>, index -> i32
  tir.barrier
  tir.store %w, %y[%t] : i32, !tir.buffer<i32, 1, argument>, index
}
