// RUN: tdsl-nest %S/../schedule/Inputs/matmul.mlir --auto --skeleton \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace

// A register tile of 6 rows and 2 vectors; blocks for the caches.

// CHECK: schedule matmul on cpu {
// CHECK-NEXT:   let (block, i) = c.split(i, 126)
// CHECK-NEXT:   let (k_block, k) = c.split(k, 512)
// CHECK-NEXT:   let (panel, j) = c.split(j, 16)
// CHECK-NEXT:   let (tile, i) = c.split(i, 6)
// CHECK-NEXT:   c.reorder(block, k_block, panel, tile, k, i, j)
// CHECK-NEXT:   c.parallel(block)
// CHECK-NEXT:   c.unroll(i)
// CHECK-NEXT:   c.vectorize(j, 8)
// CHECK-NEXT:   c.unroll(j)
// CHECK-NEXT: }
// CHECK-NEXT: parallel block  // c
// CHECK-NEXT:   for panel  // c
// CHECK-NEXT:     for tile  // c
// CHECK-NEXT:       unrolled i  // c
// CHECK-NEXT:         unrolled j  // c
// CHECK-NEXT:           vector j_lanes  // c
// CHECK-NEXT:             c[i, j] = identity
// CHECK-NEXT:   for k_block  // c, reduction
// CHECK-NEXT:     for panel  // c
// CHECK-NEXT:       for tile  // c
// CHECK-NEXT:         for k  // c, reduction
// CHECK-NEXT:           unrolled i  // c
// CHECK-NEXT:             unrolled j  // c
// CHECK-NEXT:               vector j_lanes  // c
// CHECK-NEXT:                 c[i, j, k] <- ...
