// Arithmetic on integers of every width and on indices.
// REQUIRES: spirv-val
// RUN: tdsl-opt --vulkan-emit=folder=%t %s | FileCheck %s
// RUN: %spirv-val %t/arithmetic.spv
// RUN: %spirv-val %t/division.spv
// RUN: %spirv-val %t/widths.spv
// RUN: %spirv-val %t/orders.spv

// CHECK: spirv.func @arithmetic
// CHECK: spirv.IAdd %[[X:.*]], %[[Y:.*]] : i32
// CHECK: spirv.ISub
// CHECK: spirv.IMul
// CHECK: spirv.BitwiseAnd
// CHECK: spirv.BitwiseOr
// CHECK: spirv.BitwiseXor
// CHECK: spirv.ShiftLeftLogical
// CHECK: spirv.ShiftRightArithmetic
// CHECK: spirv.ShiftRightLogical
// CHECK: spirv.SGreaterThan
// CHECK-NEXT: spirv.Select
// CHECK: spirv.UGreaterThan
// CHECK-NEXT: spirv.Select
// CHECK: spirv.SLessThan
// CHECK-NEXT: spirv.Select
// CHECK: spirv.ULessThan
// CHECK-NEXT: spirv.Select
// CHECK: spirv.SLessThan %[[V:.*]], %{{.*}} : i32
// CHECK: spirv.ISub %{{.*}}, %[[V]] : i32
// CHECK: spirv.Select
tir.kernel @arithmetic threads [1, 1, 1] buffers [0] uses [3] sizes [] {
^bb0(%b: !tir.buffer<i32, 1, argument>):
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %x = tir.load %b[%c0] : !tir.buffer<i32, 1, argument>, index -> i32
  %y = tir.load %b[%c1] : !tir.buffer<i32, 1, argument>, index -> i32
  %0 = arith.addi %x, %y : i32
  %1 = arith.subi %0, %y : i32
  %2 = arith.muli %1, %y : i32
  %3 = arith.andi %2, %y : i32
  %4 = arith.ori %3, %y : i32
  %5 = arith.xori %4, %y : i32
  %6 = arith.shli %5, %y : i32
  %7 = arith.shrsi %6, %y : i32
  %8 = arith.shrui %7, %y : i32
  %9 = arith.maxsi %8, %y : i32
  %10 = arith.maxui %9, %x : i32
  %11 = arith.minsi %10, %y : i32
  %12 = arith.minui %11, %x : i32
  %13 = math.absi %12 : i32
  tir.store %13, %b[%c0] : i32, !tir.buffer<i32, 1, argument>, index
}

// OpSRem is undefined for negative numbers: a remainder is what is left.
// CHECK: spirv.func @division
// CHECK-NOT: spirv.SRem
// CHECK-NOT: spirv.SMod
// CHECK: spirv.SDiv
// CHECK: spirv.UDiv
// CHECK: %[[Q:.*]] = spirv.SDiv
// CHECK-NEXT: %[[P:.*]] = spirv.IMul %[[Q]]
// CHECK-NEXT: spirv.ISub %{{.*}}, %[[P]]
// CHECK: spirv.UMod
// CHECK: spirv.SDiv
// CHECK: spirv.LogicalAnd
// CHECK: spirv.ISub
// CHECK: spirv.SDiv
// CHECK: spirv.LogicalNot
// CHECK: spirv.IAdd
// CHECK: spirv.UDiv
// CHECK: spirv.IAdd
tir.kernel @division threads [1, 1, 1] buffers [0] uses [3] sizes [0] {
^bb0(%b: !tir.buffer<i64, 1, argument>, %n: index):
  %c0 = arith.constant 0 : index
  %t = tir.thread_id x
  %0 = arith.divsi %t, %n : index
  %1 = arith.divui %0, %n : index
  %2 = arith.remsi %1, %n : index
  %3 = arith.remui %2, %n : index
  %4 = arith.floordivsi %3, %n : index
  %5 = arith.ceildivsi %4, %n : index
  %6 = arith.ceildivui %5, %n : index
  %7 = arith.index_cast %6 : index to i64
  tir.store %7, %b[%c0] : i64, !tir.buffer<i64, 1, argument>, index
}

// CHECK: [Shader, Int8, Int16, Int64, StorageBuffer8BitAccess, StorageBuffer16BitAccess]
// CHECK: spirv.func @widths
// CHECK: spirv.Constant -3 : i8
// CHECK: spirv.Constant -3 : i16
// CHECK: spirv.Constant -3 : i64
// An index beyond 32 bits is the nearest one.
// CHECK: spirv.Constant 2147483647 : i32
// CHECK: spirv.Constant -2147483648 : i32
// CHECK: spirv.IMul %{{.*}}, %{{.*}} : i8
// CHECK: spirv.ShiftRightArithmetic %{{.*}}, %{{.*}} : i16, i16
// CHECK: spirv.SDiv %{{.*}}, %{{.*}} : i64
tir.kernel @widths threads [1, 1, 1] buffers [0, 1, 2, 3] uses [3, 3, 3, 3] sizes [] {
^bb0(%a: !tir.buffer<i8, 1, argument>, %b: !tir.buffer<i16, 1, argument>,
     %c: !tir.buffer<i64, 1, argument>, %d: !tir.buffer<i32, 1, argument>):
  %c0 = arith.constant 0 : index
  %m8 = arith.constant -3 : i8
  %m16 = arith.constant -3 : i16
  %m64 = arith.constant -3 : i64
  %far = arith.constant 5000000000 : index
  %low = arith.constant -9223372036854775808 : index
  %x8 = tir.load %a[%c0] : !tir.buffer<i8, 1, argument>, index -> i8
  %y8 = arith.muli %x8, %m8 : i8
  tir.store %y8, %a[%c0] : i8, !tir.buffer<i8, 1, argument>, index
  %x16 = tir.load %b[%c0] : !tir.buffer<i16, 1, argument>, index -> i16
  %y16 = arith.shrsi %m16, %x16 : i16
  tir.store %y16, %b[%c0] : i16, !tir.buffer<i16, 1, argument>, index
  %x64 = tir.load %c[%c0] : !tir.buffer<i64, 1, argument>, index -> i64
  %y64 = arith.divsi %x64, %m64 : i64
  tir.store %y64, %c[%c0] : i64, !tir.buffer<i64, 1, argument>, index
  %sum = arith.maxsi %far, %low : index
  %word = arith.index_cast %sum : index to i32
  tir.store %word, %d[%c0] : i32, !tir.buffer<i32, 1, argument>, index
}

// CHECK: spirv.func @orders
// CHECK: spirv.IEqual
// CHECK: spirv.INotEqual
// CHECK: spirv.SLessThan
// CHECK: spirv.SLessThanEqual
// CHECK: spirv.SGreaterThan
// CHECK: spirv.SGreaterThanEqual
// CHECK: spirv.ULessThan
// CHECK: spirv.ULessThanEqual
// CHECK: spirv.UGreaterThan
// CHECK: spirv.UGreaterThanEqual
// As bools.
// CHECK: spirv.LogicalEqual
// CHECK: spirv.LogicalNotEqual
// CHECK: spirv.LogicalNot
// CHECK: spirv.LogicalAnd
// CHECK: spirv.LogicalOr
tir.kernel @orders threads [1, 1, 1] buffers [0] uses [2] sizes [0, 1] {
^bb0(%b: !tir.buffer<i1, 1, argument>, %x: index, %y: index):
  %c0 = arith.constant 0 : index
  %0 = arith.cmpi eq, %x, %y : index
  %1 = arith.cmpi ne, %x, %y : index
  %2 = arith.cmpi slt, %x, %y : index
  %3 = arith.cmpi sle, %x, %y : index
  %4 = arith.cmpi sgt, %x, %y : index
  %5 = arith.cmpi sge, %x, %y : index
  %6 = arith.cmpi ult, %x, %y : index
  %7 = arith.cmpi ule, %x, %y : index
  %8 = arith.cmpi ugt, %x, %y : index
  %9 = arith.cmpi uge, %x, %y : index
  %10 = arith.cmpi eq, %0, %1 : i1
  %11 = arith.cmpi ne, %10, %2 : i1
  %12 = arith.cmpi ult, %11, %3 : i1
  %13 = arith.cmpi sge, %12, %4 : i1
  %14 = arith.andi %13, %5 : i1
  %15 = arith.ori %14, %6 : i1
  %16 = arith.xori %15, %7 : i1
  %17 = arith.select %8, %16, %9 : i1
  tir.store %17, %b[%c0] : i1, !tir.buffer<i1, 1, argument>, index
}
