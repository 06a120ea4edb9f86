// Arrays of the module with the alignment of the widest access; those of a
// kernel that has too many lie in memory that the launch asks for.
//
// REQUIRES: tdsl-opt
// RUN: tdsl-opt --cuda-emit=form=lowered %s -o /dev/null | FileCheck %s
// RUN: tdsl-opt --cuda-emit=form=ptx %s -o /dev/null | FileCheck --check-prefix=PTX %s

// CHECK: ; small: shared 194, dynamic 0
// CHECK: ; large: shared 49156, dynamic 49156
// CHECK-DAG: @small_shared0 = internal addrspace(3) global [33 x i8] undef, align 16
// CHECK-DAG: @small_shared1 = internal addrspace(3) global [9 x i64] undef, align 16
// CHECK-DAG: @small_shared2 = internal addrspace(3) global [33 x i16] undef, align 16
// CHECK-DAG: @tdsl_shared = external addrspace(3) global [0 x i8], align 128

// CHECK-LABEL: define void @small(
// PTX: .extern .shared .align 128 .b8 tdsl_shared[];
// PTX: .entry small(
// PTX-DAG: .shared .align 16 .b8 small_shared0[33];
// PTX-DAG: .shared .align 16 .b8 small_shared1[72];
tir.kernel @small threads [32, 1, 1] buffers [0] uses [2] sizes [] {
^bb0(%y: !tir.buffer<bf16, 1, argument>):
  %c9 = arith.constant 9 : index
  %c33 = arith.constant 33 : index
  %true = arith.constant true
  %one = arith.constant 1.0 : bf16
  %t = tir.thread_id x
  tir.allocate "flags"[%c33] {
  ^bb1(%flags: !tir.buffer<i1, 1, shared>):
    tir.allocate "indices"[%c9] {
    ^bb2(%indices: !tir.buffer<index, 1, shared>):
      tir.allocate "values"[%c33] {
      ^bb3(%values: !tir.buffer<bf16, 1, shared>):
        // CHECK: store i8 1, ptr addrspace(3)
        tir.store %true, %flags[%t] : i1, !tir.buffer<i1, 1, shared>, index
        // CHECK: store i64 %{{.*}}, ptr addrspace(3)
        tir.store %t, %indices[%t] : index, !tir.buffer<index, 1, shared>, index
        // CHECK: store i16 16256, ptr addrspace(3)
        tir.store %one, %values[%t] : bf16, !tir.buffer<bf16, 1, shared>, index
        tir.barrier
        %f = tir.load %flags[%t] : !tir.buffer<i1, 1, shared>, index -> i1
        %i = tir.load %indices[%t] : !tir.buffer<index, 1, shared>, index -> index
        %v = tir.load %values[%t] : !tir.buffer<bf16, 1, shared>, index -> bf16
        tir.store %v, %y[%i] if %f : i1 : bf16, !tir.buffer<bf16, 1, argument>, index
      }
    }
  }
}

// CHECK-LABEL: define void @large(
// PTX: .entry large(
tir.kernel @large threads [32, 1, 1] buffers [0] uses [2] sizes [] {
^bb0(%y: !tir.buffer<f32, 1, argument>):
  %c1 = arith.constant 1 : index
  %c12288 = arith.constant 12288 : index
  %one = arith.constant 1.0 : f32
  %t = tir.thread_id x
  tir.allocate "a"[%c12288] {
  ^bb1(%a: !tir.buffer<f32, 1, shared>):
    tir.allocate "b"[%c1] {
    ^bb2(%b: !tir.buffer<f32, 1, shared>):
      // CHECK: getelementptr inbounds float, ptr addrspace(3) @tdsl_shared, i64
      tir.store %one, %a[%t] : f32, !tir.buffer<f32, 1, shared>, index
      // CHECK: getelementptr inbounds float, ptr addrspace(3) getelementptr (i8, ptr addrspace(3) @tdsl_shared, i32 49152), i64
      tir.store %one, %b[%t] : f32, !tir.buffer<f32, 1, shared>, index
    }
  }
}
