// RUN: tdsl-nest %S/../Inputs/softmax.mlir --schedule 'total.compute_at(y, i)' \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace

// On the stack where the size is a small number; until the last reader.

// CHECK: heap peak [0..M]
// CHECK-NEXT:   for i in 0..M  // peak
// CHECK-NEXT:     peak[i] = identity
// CHECK-NEXT:     for j in 0..N  // peak, reduction
// CHECK-NEXT:       peak[i, j] <- ...
// CHECK-NEXT:   heap e [0..M] [0..N]
// CHECK-NEXT:     for i in 0..M  // e
// CHECK-NEXT:       for j in 0..N  // e
// CHECK-NEXT:         e[i, j] = ...
// CHECK-NEXT:     for i in 0..M  // y
// CHECK-NEXT:       stack total [i..i + 1]
// CHECK-NEXT:         if N > 0
// CHECK-NEXT:           total[i] = identity
// CHECK-NEXT:           for j in 0..N  // total, reduction
// CHECK-NEXT:             total[i, j] <- ...
// CHECK-NEXT:         for j in 0..N  // y
// CHECK-NEXT:           y[i, j] = ...
