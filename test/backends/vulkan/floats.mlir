// What devices do with floats: where they can be asked to keep NaN and to round
// to nearest, they are; where their fma rounds twice, it is computed in f64.
// REQUIRES: spirv-val
// RUN: tdsl-opt --vulkan-emit="folder=%t strict" %s \
// RUN:   | FileCheck %s --check-prefix=STRICT
// RUN: %spirv-val %t/single.spv
// RUN: %spirv-val %t/narrow.spv
// RUN: %spirv-val %t/double.spv
// RUN: tdsl-opt --vulkan-emit="folder=%t.fma lacks=fma" %s | FileCheck %s
// RUN: %spirv-val %t.fma/single.spv
// RUN: %spirv-val %t.fma/double.spv
// RUN: not tdsl-opt --vulkan-emit="lacks=fma,f64" %s 2>&1 \
// RUN:   | FileCheck %s --check-prefix=LACKS

// STRICT: [Shader, SignedZeroInfNanPreserve, RoundingModeRTE], [SPV_KHR_float_controls]
// STRICT: spirv.GL.Fma
// STRICT: spirv.ExecutionMode @single "SignedZeroInfNanPreserve", 32
// STRICT-NEXT: spirv.ExecutionMode @single "RoundingModeRTE", 32
// STRICT-NOT: spirv.ExecutionMode
// STRICT: spirv.module

// CHECK: spirv.module {{.*}} [Shader, Float64], []
// CHECK: spirv.func @single
// CHECK-NOT: spirv.GL.Fma
// CHECK: %[[P:.*]] = spirv.FMul %{{.*}}, %{{.*}} {no_contraction} : f64
// CHECK: %[[S:.*]] = spirv.FAdd %[[P]], %{{.*}} {no_contraction} : f64
// CHECK: spirv.Bitcast %[[S]] : f64 to vector<2xi32>
// CHECK: spirv.FConvert %{{.*}} : f64 to f32
// CHECK-NOT: spirv.ExecutionMode {{.*}} "RoundingModeRTE"

// LACKS: E0731: `single` needs arithmetic on f64
tir.kernel @single threads [1, 1, 1] buffers [0] uses [3] sizes [] {
^bb0(%b: !tir.buffer<f32, 1, argument>):
  %c0 = arith.constant 0 : index
  %x = tir.load %b[%c0] : !tir.buffer<f32, 1, argument>, index -> f32
  %0 = math.fma %x, %x, %x : f32
  tir.store %0, %b[%c0] : f32, !tir.buffer<f32, 1, argument>, index
}

// STRICT: [Shader, StorageBuffer16BitAccess, SignedZeroInfNanPreserve, RoundingModeRTE]
// STRICT: spirv.ExecutionMode @narrow "RoundingModeRTE", 32
// STRICT: spirv.ExecutionMode @narrow "RoundingModeRTE", 16
tir.kernel @narrow threads [1, 1, 1] buffers [0, 1] uses [1, 2] sizes [] {
^bb0(%b: !tir.buffer<f32, 1, argument>, %h: !tir.buffer<f16, 1, argument>):
  %c0 = arith.constant 0 : index
  %x = tir.load %b[%c0] : !tir.buffer<f32, 1, argument>, index -> f32
  %0 = arith.truncf %x : f32 to f16
  tir.store %0, %h[%c0] : f16, !tir.buffer<f16, 1, argument>, index
}

// STRICT: spirv.ExecutionMode @double "RoundingModeRTE", 64
// CHECK: spirv.func @double
// CHECK-NOT: spirv.GL.Fma
// CHECK: spirv.Constant 0x41A0000002000000 : f64
tir.kernel @double threads [1, 1, 1] buffers [0] uses [3] sizes [] {
^bb0(%b: !tir.buffer<f64, 1, argument>):
  %c0 = arith.constant 0 : index
  %x = tir.load %b[%c0] : !tir.buffer<f64, 1, argument>, index -> f64
  %0 = math.fma %x, %x, %x : f64
  tir.store %0, %b[%c0] : f64, !tir.buffer<f64, 1, argument>, index
}
