// RUN: tdsl-nest %S/../Inputs/matmul.mlir --schedule 'c.reorder(k, j)' --skeleton \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace

// A reduction loop outside of others: the identity gets loops of its own.

// CHECK: for i  // c
// CHECK-NEXT:   for j  // c
// CHECK-NEXT:     c[i, j] = identity
// CHECK-NEXT:   for k  // c, reduction
// CHECK-NEXT:     for j  // c
// CHECK-NEXT:       c[i, j, k] <- ...
