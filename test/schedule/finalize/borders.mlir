// RUN: tdsl-nest %S/../Inputs/blur.mlir --run H=5,W=7 \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace

// Where the body clamps is cut off, at both ends of both indices.

// CHECK: heap bx [-1..H + 1] [0..W]
// CHECK-NEXT:   if min(H, W) > 0
// CHECK-NEXT:     for x in 0..W  // bx
// CHECK-NEXT:       bx[-1, x] = ...
// CHECK-NEXT:     for y in 0..H  // bx, main part
// CHECK-NEXT:       bx[y, 0] = ...
// CHECK-NEXT:       for x in 1..W - 1  // bx, main part
// CHECK-NEXT:         bx[y, x] = ...
// CHECK-NEXT:       for x in max(W - 1, 1)..W  // bx, border
// CHECK-NEXT:         bx[y, x] = ...
// CHECK-NEXT:     for x in 0..W  // bx
// CHECK-NEXT:       bx[H, x] = ...
// CHECK-NEXT:   for y in 0..H  // out
// CHECK-NEXT:     for x in 0..W  // out
// CHECK-NEXT:       out[y, x] = ...
// CHECK-NEXT: as the graph says
