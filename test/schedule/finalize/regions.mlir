// RUN: tdsl-nest %S/../Inputs/softmax.mlir --schedule 'total.compute_at(y, i); e.compute_at(y, i); peak.compute_at(y, i)' \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace

// Producers of producers: each is computed on what the next one reads.

// CHECK: for i in 0..M  // y
// CHECK-NEXT:   stack peak [i..i + 1]
// CHECK-NEXT:     if N > 0
// CHECK-NEXT:       peak[i] = identity
// CHECK-NEXT:       for j in 0..N  // peak, reduction
// CHECK-NEXT:         peak[i, j] <- ...
// CHECK-NEXT:     heap e [i..i + 1] [0..N]
// CHECK-NEXT:       for j in 0..N  // e
// CHECK-NEXT:         e[i, j] = ...
// CHECK-NEXT:       stack total [i..i + 1]
// CHECK-NEXT:         if N > 0
// CHECK-NEXT:           total[i] = identity
// CHECK-NEXT:           for j in 0..N  // total, reduction
// CHECK-NEXT:             total[i, j] <- ...
// CHECK-NEXT:         for j in 0..N  // y
// CHECK-NEXT:           y[i, j] = ...
