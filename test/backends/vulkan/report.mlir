// Checks and counted leaves write the report, which is the last buffer.
// REQUIRES: spirv-val
// RUN: tdsl-opt --vulkan-emit=folder=%t %s | FileCheck %s
// RUN: %spirv-val %t/checked.spv

// CHECK: spirv.func @checked
// CHECK: spirv.mlir.selection {
// CHECK: %[[SITE:.*]] = spirv.Constant 4 : i32
// CHECK: %[[OLD:.*]] = spirv.AtomicCompareExchange <Device> <None> <None> %{{.*}}, %[[SITE]], %[[FREE:.*]] :
// CHECK: spirv.IEqual %[[OLD]]
// CHECK: spirv.mlir.selection {
// CHECK: spirv.Constant 2 : i32
// CHECK: spirv.Store "StorageBuffer" %{{.*}}, %[[INDEX:.*]] : i32
// CHECK: %[[SIGN:.*]] = spirv.Constant 31 : i32
// CHECK: %[[HIGH:.*]] = spirv.ShiftRightArithmetic %[[INDEX]], %[[SIGN]]
// CHECK: spirv.Constant 3 : i32
// CHECK: spirv.Store "StorageBuffer" %{{.*}}, %[[HIGH]] : i32
// CHECK: spirv.Constant 4 : i32
// CHECK: spirv.Store "StorageBuffer" %{{.*}}, %[[EXTENT:.*]] : i32
// CHECK: spirv.Constant 5 : i32
// CHECK: spirv.Constant 10 : i32
// CHECK: spirv.AtomicOr <Device> <None>
tir.kernel @checked threads [4, 1, 1] buffers [0, 1] uses [1, 3] sizes [0] report {
^bb0(%x: !tir.buffer<i32, 1, argument>, %report: !tir.buffer<i32, 1, argument>, %n: index):
  %t = tir.thread_id x
  %failed = arith.cmpi sge, %t, %n : index
  tir.check %failed, %t of %n at #tir.site<"s", "x", "f.tdsl", 1, 2, 0, 0> {number = 3} : i1, index, index
  tir.leaf 2
}
