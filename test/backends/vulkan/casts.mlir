// From one type to another.
// REQUIRES: spirv-val
// RUN: tdsl-opt --vulkan-emit=folder=%t %s | FileCheck %s
// RUN: %spirv-val %t/integers.spv
// RUN: %spirv-val %t/indices.spv
// RUN: %spirv-val %t/floats.spv
// RUN: %spirv-val %t/truths.spv
// RUN: tdsl-opt --vulkan-emit="folder=%t.few lacks=i8,i16,f16" %s \
// RUN:   -o /dev/null
// RUN: %spirv-val %t.few/integers.spv
// RUN: %spirv-val %t.few/floats.spv

// CHECK: spirv.func @integers
// CHECK: spirv.SConvert %{{.*}} : i8 to i32
// CHECK: spirv.UConvert %{{.*}} : i8 to i32
// CHECK: spirv.UConvert %{{.*}} : i32 to i16
// CHECK: spirv.SConvert %{{.*}} : i16 to i64
// CHECK: spirv.UConvert %{{.*}} : i64 to i8
tir.kernel @integers threads [1, 1, 1] buffers [0, 1, 2] uses [3, 3, 3] sizes [] {
^bb0(%a: !tir.buffer<i8, 1, argument>, %b: !tir.buffer<i16, 1, argument>,
     %c: !tir.buffer<i64, 1, argument>):
  %c0 = arith.constant 0 : index
  %x = tir.load %a[%c0] : !tir.buffer<i8, 1, argument>, index -> i8
  %0 = arith.extsi %x : i8 to i32
  %1 = arith.extui %x : i8 to i32
  %2 = arith.addi %0, %1 : i32
  %3 = arith.trunci %2 : i32 to i16
  tir.store %3, %b[%c0] : i16, !tir.buffer<i16, 1, argument>, index
  %4 = arith.extsi %3 : i16 to i64
  tir.store %4, %c[%c0] : i64, !tir.buffer<i64, 1, argument>, index
  %5 = arith.trunci %4 : i64 to i8
  tir.store %5, %a[%c0] : i8, !tir.buffer<i8, 1, argument>, index
}

// What is beyond 32 bits becomes the nearest index, not one inside of a buffer.
// CHECK: spirv.func @indices
// CHECK: %[[MOST:.*]] = spirv.Constant 2147483647 : i64
// CHECK: spirv.SLessThan %{{.*}}, %[[MOST]] : i64
// CHECK: spirv.Select
// CHECK: %[[LEAST:.*]] = spirv.Constant -2147483648 : i64
// CHECK: spirv.SLessThan %{{.*}}, %[[LEAST]] : i64
// CHECK: spirv.Select
// CHECK: spirv.SConvert %{{.*}} : i64 to i32
// CHECK: %[[MOST32:.*]] = spirv.Constant 2147483647 : i32
// CHECK: spirv.ULessThan %{{.*}}, %[[MOST32]] : i32
// CHECK: spirv.SConvert %{{.*}} : i32 to i64
tir.kernel @indices threads [1, 1, 1] buffers [0, 1] uses [3, 1] sizes [] {
^bb0(%c: !tir.buffer<i64, 1, argument>, %d: !tir.buffer<i32, 1, argument>):
  %c0 = arith.constant 0 : index
  %x = tir.load %c[%c0] : !tir.buffer<i64, 1, argument>, index -> i64
  %i = arith.index_cast %x : i64 to index
  %y = tir.load %d[%i] : !tir.buffer<i32, 1, argument>, index -> i32
  %j = arith.index_castui %y : i32 to index
  %k = arith.addi %i, %j : index
  %z = arith.index_cast %k : index to i64
  tir.store %z, %c[%c0] : i64, !tir.buffer<i64, 1, argument>, index
}

// CHECK: spirv.module {{.*}} [Shader, Float64, StorageBuffer16BitAccess], []
// CHECK: spirv.func @floats
// CHECK: spirv.FConvert %{{.*}} : f16 to f32
// CHECK: spirv.FConvert %{{.*}} : f32 to f64
// CHECK: spirv.FConvert %{{.*}} : f64 to f32
// CHECK: spirv.FConvert %{{.*}} : f32 to f16
// CHECK: spirv.ConvertFToS %{{.*}} : f32 to i32
// CHECK: spirv.ConvertFToU %{{.*}} : f32 to i32
// CHECK: spirv.ConvertSToF %{{.*}} : i32 to f32
// CHECK: spirv.ConvertUToF %{{.*}} : i32 to f32
// CHECK: spirv.Bitcast %{{.*}} : f32 to i32
tir.kernel @floats threads [1, 1, 1] buffers [0, 1] uses [3, 2] sizes [] {
^bb0(%a: !tir.buffer<f16, 1, argument>, %b: !tir.buffer<i32, 1, argument>):
  %c0 = arith.constant 0 : index
  %x = tir.load %a[%c0] : !tir.buffer<f16, 1, argument>, index -> f16
  %0 = arith.extf %x : f16 to f32
  %1 = arith.extf %0 : f32 to f64
  %2 = arith.truncf %1 : f64 to f32
  %3 = arith.truncf %2 : f32 to f16
  tir.store %3, %a[%c0] : f16, !tir.buffer<f16, 1, argument>, index
  %4 = arith.fptosi %2 : f32 to i32
  %5 = arith.fptoui %2 : f32 to i32
  %6 = arith.sitofp %4 : i32 to f32
  %7 = arith.uitofp %5 : i32 to f32
  %8 = arith.addf %6, %7 : f32
  %9 = arith.bitcast %8 : f32 to i32
  tir.store %9, %b[%c0] : i32, !tir.buffer<i32, 1, argument>, index
}

// CHECK: spirv.func @truths
// CHECK: %[[T:.*]] = spirv.INotEqual
// CHECK: %[[ONE:.*]] = spirv.Constant 1 : i32
// CHECK: spirv.Select %[[T]], %[[ONE]], %{{.*}} : i1, i32
// CHECK: %[[ALL:.*]] = spirv.Constant -1 : i32
// CHECK: spirv.Select %[[T]], %[[ALL]], %{{.*}} : i1, i32
// CHECK: spirv.Select %[[T]]
// CHECK: spirv.ConvertUToF
// CHECK: %[[BIT:.*]] = spirv.BitwiseAnd
// CHECK: spirv.INotEqual %[[BIT]]
tir.kernel @truths threads [1, 1, 1] buffers [0, 1] uses [3, 2] sizes [] {
^bb0(%a: !tir.buffer<i1, 1, argument>, %b: !tir.buffer<f32, 1, argument>):
  %c0 = arith.constant 0 : index
  %x = tir.load %a[%c0] : !tir.buffer<i1, 1, argument>, index -> i1
  %0 = arith.extui %x : i1 to i32
  %1 = arith.extsi %x : i1 to i32
  %2 = arith.uitofp %x : i1 to f32
  tir.store %2, %b[%c0] : f32, !tir.buffer<f32, 1, argument>, index
  %3 = arith.addi %0, %1 : i32
  %4 = arith.trunci %3 : i32 to i1
  tir.store %4, %a[%c0] : i1, !tir.buffer<i1, 1, argument>, index
}
