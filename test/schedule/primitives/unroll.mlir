// RUN: tdsl-nest %S/../Inputs/matmul.mlir --schedule 'c.unroll(i, 2)' --run M=5,N=2,K=3 \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace

// Copies need a constant extent, too.

// CHECK: for i in 0..M floordiv 2  // c, main part
// CHECK-NEXT:   unrolled i_copies in 0..2  // c
// CHECK-NEXT:     for j in 0..N  // c
// CHECK-NEXT:       c[2*i + i_copies, j] = identity
// CHECK-NEXT:       for k in 0..K  // c, reduction
// CHECK-NEXT:         c[2*i + i_copies, j, k] <- ...
// CHECK-NEXT: for i in M floordiv 2..(M + 1) floordiv 2  // c, tail
// CHECK-NEXT:   for i_copies in 0..M mod 2  // c
// CHECK-NEXT:     for j in 0..N  // c
// CHECK-NEXT:       c[2*i + i_copies, j] = identity
// CHECK-NEXT:       for k in 0..K  // c, reduction
// CHECK-NEXT:         c[2*i + i_copies, j, k] <- ...
// CHECK-NEXT: as the graph says
