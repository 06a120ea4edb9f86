// Elements of every type in every kind of memory, with and without a guard.
// REQUIRES: spirv-val
// RUN: tdsl-opt --vulkan-emit=folder=%t %s | FileCheck %s
// RUN: %spirv-val %t/moves.spv
// RUN: %spirv-val %t/guards.spv
// RUN: %spirv-val %t/inside.spv
// RUN: not tdsl-opt --vulkan-emit="folder=%t.few lacks=f16,i8,i16" \
// RUN:   --split-input-file %s 2>/dev/null | FileCheck %s --check-prefix=FEW
// RUN: %spirv-val %t.few/moves.spv
// RUN: %spirv-val %t.few/guards.spv

// To copy, no arithmetic is needed.
// CHECK: requires #spirv.vce<v1.3, [Shader, Float64, Int64, StorageBuffer8BitAccess, StorageBuffer16BitAccess], [SPV_KHR_8bit_storage]>
// CHECK: @buffer.0 bind(0, 0) : {{.*}}<i8, stride=1>
// CHECK: @buffer.1 bind(0, 1) : {{.*}}<i8, stride=1>
// CHECK: @buffer.2 bind(0, 2) : {{.*}}<i16, stride=2>
// CHECK: @buffer.3 bind(0, 3) : {{.*}}<f16, stride=2>
// CHECK: @buffer.4 bind(0, 4) : {{.*}}<i16, stride=2>
// CHECK: @buffer.5 bind(0, 5) : {{.*}}<i64, stride=8>
// CHECK: @buffer.6 bind(0, 6) : {{.*}}<f64, stride=8>
// CHECK: %[[BYTE:.*]] = spirv.Load "StorageBuffer" %{{.*}} : i8
// CHECK: %[[WORD:.*]] = spirv.UConvert %[[BYTE]] : i8 to i32
// CHECK: %[[TRUTH:.*]] = spirv.INotEqual %[[WORD]]
// CHECK: spirv.Select %[[TRUTH]], %{{.*}}, %{{.*}} : i1, i32
// CHECK: spirv.UConvert %{{.*}} : i32 to i8
// FEW: requires #spirv.vce<v1.3, [Shader, Float64, Int64, StorageBuffer8BitAccess, StorageBuffer16BitAccess]
tir.kernel @moves threads [32, 1, 1] buffers [0, 1, 2, 3, 4, 5, 6] uses [3, 3, 3, 3, 3, 3, 3] sizes [] {
^bb0(%a: !tir.buffer<i1, 1, argument>, %b: !tir.buffer<i8, 1, argument>,
     %c: !tir.buffer<i16, 1, argument>, %d: !tir.buffer<f16, 1, argument>,
     %e: !tir.buffer<bf16, 1, argument>, %f: !tir.buffer<i64, 1, argument>,
     %g: !tir.buffer<f64, 1, argument>):
  %t = tir.thread_id x
  %va = tir.load %a[%t] : !tir.buffer<i1, 1, argument>, index -> i1
  tir.store %va, %a[%t] : i1, !tir.buffer<i1, 1, argument>, index
  %vb = tir.load %b[%t] : !tir.buffer<i8, 1, argument>, index -> i8
  tir.store %vb, %b[%t] : i8, !tir.buffer<i8, 1, argument>, index
  %vc = tir.load %c[%t] : !tir.buffer<i16, 1, argument>, index -> i16
  tir.store %vc, %c[%t] : i16, !tir.buffer<i16, 1, argument>, index
  %vd = tir.load %d[%t] : !tir.buffer<f16, 1, argument>, index -> f16
  tir.store %vd, %d[%t] : f16, !tir.buffer<f16, 1, argument>, index
  %ve = tir.load %e[%t] : !tir.buffer<bf16, 1, argument>, index -> bf16
  tir.store %ve, %e[%t] : bf16, !tir.buffer<bf16, 1, argument>, index
  %vf = tir.load %f[%t] : !tir.buffer<i64, 1, argument>, index -> i64
  tir.store %vf, %f[%t] : i64, !tir.buffer<i64, 1, argument>, index
  %vg = tir.load %g[%t] : !tir.buffer<f64, 1, argument>, index -> f64
  tir.store %vg, %g[%t] : f64, !tir.buffer<f64, 1, argument>, index
}

// -----

// A guard is a branch; where it is false the value is zero.
// CHECK: spirv.module {{.*}} [Shader, Float16, Int8, StorageBuffer8BitAccess, StorageBuffer16BitAccess]
// CHECK: spirv.func @guards
// CHECK: %[[GUARD:.*]] = spirv.SLessThan
// CHECK: %[[ZERO:.*]] = spirv.Constant 0.000000e+00 : f16
// CHECK: spirv.Store "Function" %[[KEPT:.*]], %[[ZERO]] : f16
// CHECK: spirv.mlir.selection {
// CHECK-NEXT: spirv.BranchConditional %[[GUARD]], ^bb1, ^bb2
// CHECK: %[[READ:.*]] = spirv.Load "StorageBuffer" {{.*}} : f16
// CHECK-NEXT: spirv.Store "Function" %[[KEPT]], %[[READ]]
// CHECK: spirv.mlir.merge
// CHECK: spirv.Load "Function" %[[KEPT]] : f16
// CHECK: spirv.BranchConditional %[[GUARD]], ^bb1, ^bb2
// CHECK-NEXT: ^bb1
// CHECK-NOT: ^bb2
// CHECK: spirv.Store "StorageBuffer" {{.*}} : f16
// Without arithmetic the value goes through a variable that is wide.
// FEW: spirv.module {{.*}} [Shader, StorageBuffer8BitAccess, StorageBuffer16BitAccess]
// FEW: spirv.func @guards
// FEW: %[[HALF:.*]] = spirv.Load "StorageBuffer" {{.*}} : f16
// FEW-NEXT: %[[WIDE:.*]] = spirv.FConvert %[[HALF]] : f16 to f32
// FEW-NEXT: spirv.Store "Function" %{{.*}}, %[[WIDE]] : f32
// FEW: spirv.FConvert %{{.*}} : f32 to f16
tir.kernel @guards threads [32, 1, 1] buffers [0, 1, 2, 3] uses [3, 3, 3, 3] sizes [0] {
^bb0(%d: !tir.buffer<f16, 1, argument>, %e: !tir.buffer<bf16, 1, argument>,
     %a: !tir.buffer<i1, 1, argument>, %b: !tir.buffer<i8, 1, argument>, %n: index):
  %t = tir.thread_id x
  %inside = arith.cmpi slt, %t, %n : index
  %vd = tir.load %d[%t] if %inside : i1 : !tir.buffer<f16, 1, argument>, index -> f16
  tir.store %vd, %d[%t] if %inside : i1 : f16, !tir.buffer<f16, 1, argument>, index
  %ve = tir.load %e[%t] if %inside : i1 : !tir.buffer<bf16, 1, argument>, index -> bf16
  tir.store %ve, %e[%t] : bf16, !tir.buffer<bf16, 1, argument>, index
  %va = tir.load %a[%t] if %inside : i1 : !tir.buffer<i1, 1, argument>, index -> i1
  tir.store %va, %a[%t] if %inside : i1 : i1, !tir.buffer<i1, 1, argument>, index
  %vb = tir.load %b[%t] if %inside : i1 : !tir.buffer<i8, 1, argument>, index -> i8
  tir.store %vb, %b[%t] : i8, !tir.buffer<i8, 1, argument>, index
}

// -----

// Memory of a block and of a thread; the bytes of a block are counted.
// CHECK: spirv.module {{.*}} [Shader, Int8, Int16]
// CHECK-SAME: tdsl.shared_bytes = 144
// CHECK: @shared.0 : !spirv.ptr<!spirv.array<5 x i16>, Workgroup>
// CHECK: @shared.16 : !spirv.ptr<!spirv.array<32 x f32>, Workgroup>
// CHECK: spirv.Variable : !spirv.ptr<!spirv.array<4 x i8>, Function>
tir.kernel @inside threads [4, 1, 1] buffers [0] uses [2] sizes [] {
^bb0(%y: !tir.buffer<i32, 1, argument>):
  %c4 = arith.constant 4 : index
  %c5 = arith.constant 5 : index
  %c8 = arith.constant 8 : index
  %one = arith.constant 1.0 : f32
  %true = arith.constant true
  %brain = arith.constant 3.0 : bf16
  %t = tir.thread_id x
  tir.allocate "a"[%c5] {
  ^bb0(%a: !tir.buffer<bf16, 1, shared>):
    tir.allocate "b"[%c4, %c8] {
    ^bb0(%b: !tir.buffer<f32, 1, shared>):
      tir.allocate "c"[%c4] {
      ^bb0(%c: !tir.buffer<i1, 1, stack>):
        tir.store %brain, %a[%t] : bf16, !tir.buffer<bf16, 1, shared>, index
        tir.store %one, %b[%t] : f32, !tir.buffer<f32, 1, shared>, index
        tir.store %true, %c[%t] : i1, !tir.buffer<i1, 1, stack>, index
        tir.barrier
        %va = tir.load %a[%t] : !tir.buffer<bf16, 1, shared>, index -> bf16
        %vb = tir.load %b[%t] : !tir.buffer<f32, 1, shared>, index -> f32
        %vc = tir.load %c[%t] : !tir.buffer<i1, 1, stack>, index -> i1
        %wide = arith.extf %va : bf16 to f32
        %sum = arith.addf %wide, %vb : f32
        %bits = arith.bitcast %sum : f32 to i32
        %truth = arith.extui %vc : i1 to i32
        %both = arith.addi %bits, %truth : i32
        tir.store %both, %y[%t] : i32, !tir.buffer<i32, 1, argument>, index
      }
    }
  }
}
