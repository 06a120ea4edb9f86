// Arithmetic on floats: nothing fuses, NaN and the sign of zero are kept.
// REQUIRES: spirv-val
// RUN: tdsl-opt --vulkan-emit=folder=%t %s | FileCheck %s
// RUN: %spirv-val %t/single.spv
// RUN: %spirv-val %t/double.spv
// RUN: %spirv-val %t/half.spv
// RUN: %spirv-val %t/brain.spv
// RUN: %spirv-val %t/orders.spv

// CHECK: spirv.func @single
// CHECK: spirv.FAdd {{.*}} {no_contraction} : f32
// CHECK: spirv.FSub {{.*}} {no_contraction} : f32
// CHECK: spirv.FMul {{.*}} {no_contraction} : f32
// CHECK: spirv.FDiv {{.*}} {no_contraction} : f32
// CHECK: spirv.FNegate
// CHECK: spirv.GL.FAbs
// CHECK: spirv.GL.Ceil
// CHECK: spirv.GL.Floor
// CHECK: spirv.GL.RoundEven
// CHECK: spirv.GL.Sqrt
// CHECK: spirv.GL.Fma
// CHECK: %[[ROOT:.*]] = spirv.GL.Sqrt
// CHECK: spirv.FDiv %{{.*}}, %[[ROOT]] {no_contraction}
// trunc
// CHECK: %[[DOWN:.*]] = spirv.GL.Floor
// CHECK: spirv.FNegate
// CHECK: spirv.GL.Floor
// CHECK: %[[UP:.*]] = spirv.FNegate
// CHECK: %[[BELOW:.*]] = spirv.FOrdLessThan
// CHECK: %[[X:.*]] = spirv.Select %[[BELOW]], %[[UP]], %[[DOWN]]
// max
// CHECK: %[[XB:.*]] = spirv.Bitcast %[[X]] : f32 to i32
// CHECK: %[[YB:.*]] = spirv.Bitcast %[[Y:.*]] : f32 to i32
// CHECK: %[[AND:.*]] = spirv.BitwiseAnd %[[XB]], %[[YB]]
// CHECK: %[[BOTH:.*]] = spirv.Bitcast %[[AND]] : i32 to f32
// CHECK: %[[WINS:.*]] = spirv.FOrdGreaterThan %[[X]], %[[Y]]
// CHECK: %[[BEST:.*]] = spirv.Select %[[WINS]], %[[X]], %[[Y]]
// CHECK: %[[SAME:.*]] = spirv.FOrdEqual %[[X]], %[[Y]]
// CHECK: %[[NEXT:.*]] = spirv.Select %[[SAME]], %[[BOTH]], %[[BEST]]
// CHECK: %[[NAN:.*]] = spirv.FUnordNotEqual %[[X]], %[[X]]
// CHECK: %[[MAX:.*]] = spirv.Select %[[NAN]], %[[X]], %[[NEXT]]
// min
// CHECK: spirv.BitwiseOr
// CHECK: spirv.FOrdLessThan
// max(x, 0)
// CHECK: %[[LOW:.*]] = spirv.FOrdLessThanEqual
// CHECK-NEXT: spirv.Select %[[LOW]]
// CHECK-NEXT: spirv.Constant 0
// CHECK-NEXT: spirv.AccessChain
tir.kernel @single threads [1, 1, 1] buffers [0] uses [3] sizes [] {
^bb0(%b: !tir.buffer<f32, 1, argument>):
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f32
  %x = tir.load %b[%c0] : !tir.buffer<f32, 1, argument>, index -> f32
  %y = tir.load %b[%c1] : !tir.buffer<f32, 1, argument>, index -> f32
  %0 = arith.addf %x, %y : f32
  %1 = arith.subf %0, %y : f32
  %2 = arith.mulf %1, %y : f32
  %3 = arith.divf %2, %y : f32
  %4 = arith.negf %3 : f32
  %5 = math.absf %4 : f32
  %6 = math.ceil %5 : f32
  %7 = math.floor %6 : f32
  %8 = math.roundeven %7 : f32
  %9 = math.sqrt %8 : f32
  %10 = math.fma %9, %x, %y : f32
  %11 = math.rsqrt %10 : f32
  %12 = math.trunc %11 : f32
  %13 = arith.maximumf %12, %y : f32
  %14 = arith.minimumf %13, %y : f32
  %15 = arith.maximumf %14, %zero : f32
  tir.store %15, %b[%c0] : f32, !tir.buffer<f32, 1, argument>, index
}

// The bits of an f64 are two words: 64-bit integers are not needed for them.
// CHECK: spirv.module {{.*}} [Shader, Float64], []
// CHECK: spirv.func @double
// CHECK: spirv.Constant -0.000000e+00 : f64
// CHECK: spirv.FAdd {{.*}} {no_contraction} : f64
// CHECK: spirv.Bitcast %{{.*}} : f64 to vector<2xi32>
// CHECK: spirv.GL.Sqrt %{{.*}} : f64
// CHECK: spirv.GL.Fma %{{.*}} : f64
tir.kernel @double threads [1, 1, 1] buffers [0] uses [3] sizes [] {
^bb0(%b: !tir.buffer<f64, 1, argument>):
  %c0 = arith.constant 0 : index
  %minus = arith.constant -0.0 : f64
  %x = tir.load %b[%c0] : !tir.buffer<f64, 1, argument>, index -> f64
  %0 = arith.addf %x, %minus : f64
  %1 = arith.maximumf %0, %minus : f64
  %2 = math.sqrt %1 : f64
  %3 = math.fma %2, %x, %1 : f64
  %4 = math.trunc %3 : f64
  tir.store %4, %b[%c0] : f64, !tir.buffer<f64, 1, argument>, index
}

// CHECK: spirv.module {{.*}} [Shader, Float16, StorageBuffer16BitAccess], []
// CHECK: spirv.func @half
// CHECK: spirv.FMul {{.*}} {no_contraction} : f16
// CHECK: spirv.FConvert %{{.*}} : f16 to f32
// CHECK: spirv.Bitcast %{{.*}} : f32 to i32
// CHECK: spirv.FConvert %{{.*}} : f32 to f16
// CHECK: spirv.GL.FAbs %{{.*}} : f16
tir.kernel @half threads [1, 1, 1] buffers [0] uses [3] sizes [] {
^bb0(%b: !tir.buffer<f16, 1, argument>):
  %c0 = arith.constant 0 : index
  %three = arith.constant 3.0 : f16
  %x = tir.load %b[%c0] : !tir.buffer<f16, 1, argument>, index -> f16
  %0 = arith.mulf %x, %three : f16
  %1 = arith.minimumf %0, %x : f16
  %2 = math.absf %1 : f16
  tir.store %2, %b[%c0] : f16, !tir.buffer<f16, 1, argument>, index
}

// CHECK: spirv.module {{.*}} [Shader, StorageBuffer16BitAccess], []
// CHECK: spirv.func @brain
// CHECK: spirv.Constant 16448 : i32
// CHECK: spirv.ShiftLeftLogical
// CHECK: spirv.Bitcast %{{.*}} : i32 to f32
// CHECK: spirv.FMul {{.*}} {no_contraction} : f32
// CHECK: spirv.Constant 32767 : i32
// CHECK: spirv.UGreaterThan
// CHECK: spirv.Constant 32704 : i32
tir.kernel @brain threads [1, 1, 1] buffers [0] uses [3] sizes [] {
^bb0(%b: !tir.buffer<bf16, 1, argument>):
  %c0 = arith.constant 0 : index
  %three = arith.constant 3.0 : bf16
  %x = tir.load %b[%c0] : !tir.buffer<bf16, 1, argument>, index -> bf16
  %0 = arith.mulf %x, %three : bf16
  %1 = arith.maximumf %0, %x : bf16
  %2 = math.absf %1 : bf16
  %3 = arith.negf %2 : bf16
  %less = arith.cmpf olt, %3, %x : bf16
  %4 = arith.select %less, %3, %x : bf16
  tir.store %4, %b[%c0] : bf16, !tir.buffer<bf16, 1, argument>, index
}

// CHECK: spirv.func @orders
// CHECK: spirv.FOrdEqual
// CHECK: spirv.FOrdGreaterThan
// CHECK: spirv.FOrdGreaterThanEqual
// CHECK: spirv.FOrdLessThan
// CHECK: spirv.FOrdLessThanEqual
// CHECK: spirv.FOrdNotEqual
// ord
// CHECK: spirv.FOrdEqual
// CHECK: spirv.FOrdEqual
// CHECK: spirv.LogicalAnd
// CHECK: spirv.FUnordEqual
// CHECK: spirv.FUnordGreaterThan
// CHECK: spirv.FUnordGreaterThanEqual
// CHECK: spirv.FUnordLessThan
// CHECK: spirv.FUnordLessThanEqual
// CHECK: spirv.FUnordNotEqual
// uno
// CHECK: spirv.FUnordNotEqual
// CHECK: spirv.FUnordNotEqual
// CHECK: spirv.LogicalOr
tir.kernel @orders threads [1, 1, 1] buffers [0, 1] uses [1, 2] sizes [] {
^bb0(%b: !tir.buffer<f32, 1, argument>, %out: !tir.buffer<i1, 1, argument>):
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %x = tir.load %b[%c0] : !tir.buffer<f32, 1, argument>, index -> f32
  %y = tir.load %b[%c1] : !tir.buffer<f32, 1, argument>, index -> f32
  %0 = arith.cmpf oeq, %x, %y : f32
  %1 = arith.cmpf ogt, %x, %y : f32
  %2 = arith.cmpf oge, %x, %y : f32
  %3 = arith.cmpf olt, %x, %y : f32
  %4 = arith.cmpf ole, %x, %y : f32
  %5 = arith.cmpf one, %x, %y : f32
  %6 = arith.cmpf ord, %x, %y : f32
  %7 = arith.cmpf ueq, %x, %y : f32
  %8 = arith.cmpf ugt, %x, %y : f32
  %9 = arith.cmpf uge, %x, %y : f32
  %10 = arith.cmpf ult, %x, %y : f32
  %11 = arith.cmpf ule, %x, %y : f32
  %12 = arith.cmpf une, %x, %y : f32
  %13 = arith.cmpf uno, %x, %y : f32
  tir.store %0, %out[%c0] : i1, !tir.buffer<i1, 1, argument>, index
  tir.store %13, %out[%c1] : i1, !tir.buffer<i1, 1, argument>, index
}
