// Arithmetic on where a thread is cannot overflow; on what was read from data it
// can, until a check has seen it.
//
// REQUIRES: tdsl-opt
// RUN: tdsl-opt --cuda-emit=form=lowered %s -o /dev/null | FileCheck %s

// CHECK-LABEL: define void @k(
tir.kernel @k threads [64, 1, 1] buffers [0, 1] uses [1, 2] sizes [0] {
^bb0(%x: !tir.buffer<i64, 1, argument>, %y: !tir.buffer<i64, 1, argument>,
     %n: index):
  %c0 = arith.constant 0 : index
  %c64 = arith.constant 64 : index
  %b = tir.block_id x
  %t = tir.thread_id x
  // CHECK: mul nsw i64 %{{.*}}, 64
  %first = arith.muli %b, %c64 : index
  // CHECK: add nsw i64
  %i = arith.addi %first, %t : index
  tir.for serial "k" %c0 to %n {
  ^bb1(%k: index):
    // CHECK: mul nsw i64
    %row = arith.muli %i, %n : index
    // CHECK: add nsw i64
    %at = arith.addi %row, %k : index
    %v = tir.load %x[%at] : !tir.buffer<i64, 1, argument>, index -> i64
    %d = arith.index_cast %v : i64 to index
    // CHECK: = mul i64
    %e = arith.muli %d, %n : index
    // CHECK: = add i64
    %f = arith.addi %e, %t : index
    // Of integers of the program nothing is known.
    // CHECK: = add i64
    %w = arith.addi %v, %v : i64
    tir.store %w, %y[%f] : i64, !tir.buffer<i64, 1, argument>, index
    tir.yield
  }
}
