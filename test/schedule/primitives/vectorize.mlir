// RUN: tdsl-nest %S/../Inputs/matmul.mlir --schedule 'c.vectorize(j, 8)' --run M=2,N=19,K=3 \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace
// RUN: tdsl-nest %S/../Inputs/matmul.mlir --schedule 'c.vectorize(k, 8)' --run M=2,N=3,K=19 \
// RUN:   | FileCheck %s --check-prefix=REDUCTION --strict-whitespace

// Lanes need a constant extent: the rest is a tail, one by one.

// CHECK: for i in 0..M  // c
// CHECK-NEXT:   for j in 0..N floordiv 8  // c, main part
// CHECK-NEXT:     vector j_lanes in 0..8  // c
// CHECK-NEXT:       c[i, 8*j + j_lanes] = identity
// CHECK-NEXT:     for k in 0..K  // c, reduction
// CHECK-NEXT:       vector j_lanes in 0..8  // c
// CHECK-NEXT:         c[i, 8*j + j_lanes, k] <- ...
// CHECK-NEXT:   for j in N floordiv 8..(N + 7) floordiv 8  // c, tail
// CHECK-NEXT:     for j_lanes in 0..N mod 8  // c
// CHECK-NEXT:       c[i, 8*j + j_lanes] = identity
// CHECK-NEXT:       for k in 0..K  // c, reduction
// CHECK-NEXT:         c[i, 8*j + j_lanes, k] <- ...
// CHECK-NEXT: as the graph says

// REDUCTION: for i in 0..M  // c
// REDUCTION-NEXT:   for j in 0..N  // c
// REDUCTION-NEXT:     c[i, j] = identity
// REDUCTION-NEXT:     for k in 0..K floordiv 8  // c, main part, reduction
// REDUCTION-NEXT:       vector k_lanes in 0..8  // c, reduction
// REDUCTION-NEXT:         c[i, j, 8*k + k_lanes] <- ...
// REDUCTION-NEXT:     for k in K floordiv 8..(K + 7) floordiv 8  // c, tail, reduction
// REDUCTION-NEXT:       for k_lanes in 0..K mod 8  // c, reduction
// REDUCTION-NEXT:         c[i, j, 8*k + k_lanes] <- ...
// REDUCTION-NEXT: as the graph says
