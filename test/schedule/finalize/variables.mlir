// RUN: tdsl-nest %S/../Inputs/matmul.mlir --schedule 'let (o, i) = c.split(i, 6); let (p, i) = c.split(i, 2); c.reorder(p, o, i)' --run M=13,N=2,K=3 \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace

// Parts that are not counted from the outside in need a guard.

// CHECK: for p in 0..3  // c
// CHECK-NEXT:   for o in 0..(M + 5) floordiv 6  // c
// CHECK-NEXT:     for i in 0..2  // c
// CHECK-NEXT:       for j in 0..N  // c
// CHECK-NEXT:         if M - i - 6*o - 2*p - 1 >= 0: c[i + 6*o + 2*p, j] = identity
// CHECK-NEXT:         for k in 0..K  // c, reduction
// CHECK-NEXT:           if M - i - 6*o - 2*p - 1 >= 0: c[i + 6*o + 2*p, j, k] <- ...
// CHECK-NEXT: as the graph says
