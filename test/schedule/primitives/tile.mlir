// RUN: tdsl-nest %S/../Inputs/blur.mlir --schedule 'let (by, bx, ty, tx) = out.tile(y, x, 8, 32)' --skeleton \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace

// The outer parts go around the inner ones.

// CHECK: for y  // bx
// CHECK-NEXT:   for x  // bx
// CHECK-NEXT:     bx[y, x] = ...
// CHECK-NEXT: for by  // out
// CHECK-NEXT:   for bx  // out
// CHECK-NEXT:     for ty  // out
// CHECK-NEXT:       for tx  // out
// CHECK-NEXT:         out[y.1, x.1] = ...
