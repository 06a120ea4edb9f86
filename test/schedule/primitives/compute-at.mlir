// RUN: tdsl-nest %S/../Inputs/blur.mlir --schedule 'let (strip, row) = out.split(y, 16); bx.compute_at(out, strip); bx.vectorize(x, 8)' --run H=19,W=11 \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace

// Just as much of a stage as one iteration reads.

// CHECK: for strip in 0..(H + 15) floordiv 16  // out
// CHECK-NEXT:   heap bx [16*strip - 1..16*strip + min(H - 16*strip, 16) + 1, 18 kept] [0..W]
// CHECK-NEXT:     for y in 16*strip - 1..16*strip + min(H - 16*strip, 16) + 1  // bx
// CHECK-NEXT:       for x in 0..(min(W, 1) + 7) floordiv 8  // bx, tail
// CHECK-NEXT:         bx[y, 8*x] = ...
// CHECK-NEXT:       if W - 2 > 0
// CHECK-NEXT:         for x in 0..(W + 6) floordiv 8 - 1  // bx, main part
// CHECK-NEXT:           vector x_lanes in 0..8  // bx
// CHECK-NEXT:             bx[y, 8*x + x_lanes + 1] = ...
// CHECK-NEXT:         for x in (W + 6) floordiv 8 - 1..(W + 5) floordiv 8  // bx, tail
// CHECK-NEXT:           for x_lanes in 0..(W + 6) mod 8  // bx
// CHECK-NEXT:             bx[y, 8*x + x_lanes + 1] = ...
// CHECK-NEXT:       if W - max(W - 1, 1) > 0
// CHECK-NEXT:         bx[y, max(W - 1, 1)] = ...
// CHECK-NEXT:     for row in 0..min(H - 16*strip, 16)  // out
// CHECK-NEXT:       for x in 0..W  // out
// CHECK-NEXT:         out[row + 16*strip, x] = ...
// CHECK-NEXT: as the graph says
