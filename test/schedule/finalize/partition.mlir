// RUN: tdsl-nest %S/../Inputs/matmul.mlir --schedule 'let (block, i) = c.split(i, 12); let (tile, i) = c.split(i, 4); c.unroll(i)' --run M=19,N=2,K=3 \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace

// An index cut twice: only lanes and copies ask for a main part.

// CHECK: for block in 0..(M + 11) floordiv 12  // c
// CHECK-NEXT:   for tile in 0..min(M - 12*block, 12) floordiv 4  // c, main part
// CHECK-NEXT:     unrolled i in 0..4  // c
// CHECK-NEXT:       for j in 0..N  // c
// CHECK-NEXT:         c[12*block + i + 4*tile, j] = identity
// CHECK-NEXT:         for k in 0..K  // c, reduction
// CHECK-NEXT:           c[12*block + i + 4*tile, j, k] <- ...
// CHECK-NEXT:   for tile in min(M - 12*block, 12) floordiv 4..(min(M - 12*block, 12) + 3) floordiv 4  // c, tail
// CHECK-NEXT:     for i in 0..min(M - 12*block, 12) mod 4  // c
// CHECK-NEXT:       for j in 0..N  // c
// CHECK-NEXT:         c[12*block + i + 4*tile, j] = identity
// CHECK-NEXT:         for k in 0..K  // c, reduction
// CHECK-NEXT:           c[12*block + i + 4*tile, j, k] <- ...
// CHECK-NEXT: as the graph says
