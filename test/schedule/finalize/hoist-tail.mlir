// RUN: tdsl-nest %S/../Inputs/matmul.mlir --schedule 'let (tile, i) = c.split(i, 4); c.reorder(tile, j, k, i); c.unroll(i)' --run M=7,N=2,K=3 \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace

// Rows of a tail that are no copies go around the reduction.

// CHECK: for tile in 0..M floordiv 4  // c, main part
// CHECK-NEXT:   for j in 0..N  // c
// CHECK-NEXT:     unrolled i in 0..4  // c
// CHECK-NEXT:       c[i + 4*tile, j] = identity
// CHECK-NEXT:     for k in 0..K  // c, reduction
// CHECK-NEXT:       unrolled i in 0..4  // c
// CHECK-NEXT:         c[i + 4*tile, j, k] <- ...
// CHECK-NEXT: for tile in M floordiv 4..(M + 3) floordiv 4  // c, tail
// CHECK-NEXT:   for i in 0..M mod 4  // c
// CHECK-NEXT:     for j in 0..N  // c
// CHECK-NEXT:       c[i + 4*tile, j] = identity
// CHECK-NEXT:       for k in 0..K  // c, reduction
// CHECK-NEXT:         c[i + 4*tile, j, k] <- ...
// CHECK-NEXT: as the graph says
