// RUN: tdsl-nest %S/../Inputs/matmul.mlir --schedule 'c.parallel(i)' --skeleton \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --schedule 'c.parallel(k)' --skeleton \
// RUN:   | FileCheck %s --check-prefix=REDUCTION --strict-whitespace

// Threads share a loop; not one that adds to the same element.

// CHECK: parallel i  // c
// CHECK-NEXT:   for j  // c
// CHECK-NEXT:     c[i, j] = identity
// CHECK-NEXT:     for k  // c, reduction
// CHECK-NEXT:       c[i, j, k] <- ...

// REDUCTION: E0414: `k` is a reduction loop: its iterations write to one element
// REDUCTION-NEXT: note: `c` reads `a` at {{.*}}matmul.mlir:11:12
// REDUCTION-NEXT: note: `c` reads `b` at {{.*}}matmul.mlir:12:12
// REDUCTION-NEXT: note: the loops are
// REDUCTION-NEXT: for i  // c
// REDUCTION-NEXT:   for j  // c
// REDUCTION-NEXT:     c[i, j] = identity
// REDUCTION-NEXT:     for k  // c, reduction   <-- every iteration adds to the same element
// REDUCTION-NEXT:       c[i, j, k] <- ...
// REDUCTION: note: its loops that can be parallel are `i`, `j`
