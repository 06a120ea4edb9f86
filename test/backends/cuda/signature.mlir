// Pointers to global memory, then sizes. What is only read has no alias and may
// go through the read-only cache; what threads exchange at a barrier is not
// promised anything.
//
// REQUIRES: tdsl-opt
// RUN: tdsl-opt --cuda-emit=form=lowered %s -o /dev/null | FileCheck %s
// RUN: tdsl-opt --cuda-emit=form=ptx %s -o /dev/null | FileCheck --check-prefix=PTX %s

// CHECK: target triple = "nvptx64-nvidia-cuda"

// CHECK: define void @f_1(ptr addrspace(1) noalias noundef readonly align 16 %0, ptr addrspace(1) noalias noundef writeonly align 16 %1, ptr addrspace(1) noalias noundef align 16 %2, i64 %3) #[[ATTRIBUTES:[0-9]+]]
// PTX: .visible .entry f_1(
// PTX: .reqntid 64, 2, 1
// PTX: ld.global.nc.f32
tir.kernel @"f.1" threads [64, 2, 1] buffers [0, 1, 2] uses [1, 2, 3] sizes [0] {
^bb0(%x: !tir.buffer<f32, 1, argument>, %y: !tir.buffer<f32, 1, argument>,
     %z: !tir.buffer<f32, 1, argument>, %n: index):
  // CHECK: call range(i32 0, 64) i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  // CHECK: call range(i32 0, 2) i32 @llvm.nvvm.read.ptx.sreg.tid.y()
  // CHECK: call range(i32 0, 2147483647) i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
  // CHECK: call range(i32 0, 65535) i32 @llvm.nvvm.read.ptx.sreg.ctaid.y()
  %tx = tir.thread_id x
  %ty = tir.thread_id y
  %bx = tir.block_id x
  %by = tir.block_id y
  %a = arith.addi %tx, %ty : index
  %b = arith.addi %a, %bx : index
  %i = arith.addi %b, %by : index
  %v = tir.load %x[%i] : !tir.buffer<f32, 1, argument>, index -> f32
  %w = tir.load %z[%i] : !tir.buffer<f32, 1, argument>, index -> f32
  tir.store %v, %y[%i] : f32, !tir.buffer<f32, 1, argument>, index
  tir.store %v, %z[%i] : f32, !tir.buffer<f32, 1, argument>, index
}

// CHECK: define void @exchange(ptr addrspace(1) noalias noundef readonly align 16 %0, ptr addrspace(1) noundef align 16 %1)
// PTX: .visible .entry exchange(
tir.kernel @exchange threads [32, 1, 1] buffers [0, 1] uses [1, 3] sizes [] {
^bb0(%x: !tir.buffer<f32, 1, argument>, %y: !tir.buffer<f32, 1, argument>):
  // CHECK: call void @llvm.nvvm.barrier0()
  // PTX: bar.sync 0;
  tir.barrier
}

// The report is nobody's own.
// CHECK: define void @reports(ptr addrspace(1) noundef align 16 %0)
tir.kernel @reports threads [32, 1, 1] buffers [0] uses [3] sizes [] report {
^bb0(%r: !tir.buffer<i32, 1, argument>):
}

// CHECK: attributes #[[ATTRIBUTES]] = { nounwind "target-cpu"="sm_80" "target-features"="+ptx80" }
// CHECK: !nvvm.annotations = !{
// CHECK: !{ptr @f_1, !"kernel", i32 1}
// CHECK: !{ptr @f_1, !"reqntidx", i32 64}
// CHECK: !{ptr @f_1, !"reqntidy", i32 2}
// CHECK: !{ptr @exchange, !"kernel", i32 1}
// CHECK: !{ptr @reports, !"kernel", i32 1}
