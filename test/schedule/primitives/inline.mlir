// RUN: tdsl-nest %S/../Inputs/blur.mlir --schedule 'bx.inline()' --run H=3,W=4 \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/softmax.mlir --schedule 'total.inline()' --skeleton \
// RUN:   | FileCheck %s --check-prefix=REDUCTION --strict-whitespace

// Nothing of an inlined stage is left; a reduction is not inlined.

// CHECK: for y in 0..min(H, 1)  // out, border
// CHECK-NEXT:   for x in 0..W  // out
// CHECK-NEXT:     out[y, x] = ...
// CHECK-NEXT: for y in 1..H - 1  // out, main part
// CHECK-NEXT:   for x in 0..min(W, 1)  // out, border
// CHECK-NEXT:     out[y, x] = ...
// CHECK-NEXT:   for x in 1..W - 1  // out, main part
// CHECK-NEXT:     out[y, x] = ...
// CHECK-NEXT:   for x in max(W - 1, 1)..W  // out, border
// CHECK-NEXT:     out[y, x] = ...
// CHECK-NEXT: for y in max(H - 1, 1)..H  // out, border
// CHECK-NEXT:   for x in 0..W  // out
// CHECK-NEXT:     out[y, x] = ...
// CHECK-NEXT: as the graph says

// REDUCTION: E0421: `total` cannot be inlined: it is a reduction, which every reader would run again
// REDUCTION-NEXT: help: `total.compute_at(...)` computes it where it is read
