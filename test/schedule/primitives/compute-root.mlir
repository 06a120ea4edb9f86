// RUN: tdsl-nest %S/../Inputs/softmax.mlir --schedule 'peak.compute_at(e, i); peak.compute_root()' --skeleton \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace

// Back from where it was read.

// CHECK: for i  // peak
// CHECK-NEXT:   peak[i] = identity
// CHECK-NEXT:   for j  // peak, reduction
// CHECK-NEXT:     peak[i, j] <- ...
// CHECK-NEXT: for i  // e
// CHECK-NEXT:   for j  // e
// CHECK-NEXT:     e[i, j] = ...
// CHECK-NEXT: for i  // total
// CHECK-NEXT:   total[i] = identity
// CHECK-NEXT:   for j  // total, reduction
// CHECK-NEXT:     total[i, j] <- ...
// CHECK-NEXT: for i  // y
// CHECK-NEXT:   for j  // y
// CHECK-NEXT:     y[i, j] = ...
