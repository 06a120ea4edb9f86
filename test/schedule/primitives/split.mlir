// RUN: tdsl-nest %S/../Inputs/blur.mlir --schedule 'let (strip, row) = out.split(y, 16)' --skeleton \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --schedule 'c.split(i, 4, tail: exact)' \
// RUN:   | FileCheck %s --check-prefix=EXACT --strict-whitespace

// What is left over of a split is an iteration that ends early.

// CHECK: for y  // bx
// CHECK-NEXT:   for x  // bx
// CHECK-NEXT:     bx[y, x] = ...
// CHECK-NEXT: for strip  // out
// CHECK-NEXT:   for row  // out
// CHECK-NEXT:     for x  // out
// CHECK-NEXT:       out[y.1, x] = ...

// EXACT: E0410: `i` is not proven to split into whole blocks of 4
// EXACT-NEXT: help: promise it with `where`, or leave `tail` out: what is left over becomes a part of its own
