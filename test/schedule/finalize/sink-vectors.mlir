// RUN: tdsl-nest %S/../Inputs/matmul.mlir --schedule 'let (o, lane) = c.split(j, 4, tail: guard); c.vectorize(lane)' --run M=2,N=9,K=3 \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace

// Lanes around a reduction go to its leaves.

// CHECK: for i in 0..M  // c
// CHECK-NEXT:   for o in 0..N floordiv 4  // c, main part
// CHECK-NEXT:     vector lane in 0..4  // c
// CHECK-NEXT:       c[i, lane + 4*o] = identity
// CHECK-NEXT:     for k in 0..K  // c, reduction
// CHECK-NEXT:       vector lane in 0..4  // c
// CHECK-NEXT:         c[i, lane + 4*o, k] <- ...
// CHECK-NEXT:   for o in N floordiv 4..(N + 3) floordiv 4  // c, tail
// CHECK-NEXT:     for lane in 0..N mod 4  // c
// CHECK-NEXT:       c[i, lane + 4*o] = identity
// CHECK-NEXT:       for k in 0..K  // c, reduction
// CHECK-NEXT:         c[i, lane + 4*o, k] <- ...
// CHECK-NEXT: as the graph says
