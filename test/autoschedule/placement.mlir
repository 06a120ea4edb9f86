// RUN: tdsl-nest %S/../schedule/Inputs/softmax.mlir --auto --skeleton \
// RUN:   | FileCheck %s --check-prefix=SOFTMAX --strict-whitespace
// RUN: tdsl-nest %S/../schedule/Inputs/blur.mlir --auto --skeleton \
// RUN:   | FileCheck %s --check-prefix=BLUR --strict-whitespace
// RUN: tdsl-nest %S/../schedule/Inputs/blur.mlir --schedule 'bx.compute_root()' --auto --skeleton \
// RUN:   | FileCheck %s --check-prefix=USER --strict-whitespace

// Rows of a softmax at once; a cheap stencil is computed again; what the user
// says stays.

// SOFTMAX: schedule softmax on cpu {
// SOFTMAX-NEXT:   y.parallel(i)
// SOFTMAX-NEXT:   y.vectorize(j, 16)
// SOFTMAX-NEXT:   total.compute_at(y, i)
// SOFTMAX-NEXT:   total.vectorize(j, 32)
// SOFTMAX-NEXT:   e.compute_at(y, i)
// SOFTMAX-NEXT:   e.vectorize(j, 16)
// SOFTMAX-NEXT:   peak.compute_at(y, i)
// SOFTMAX-NEXT:   peak.vectorize(j, 32)
// SOFTMAX-NEXT: }
// SOFTMAX-NEXT: parallel i  // y
// SOFTMAX-NEXT:   for i'  // peak
// SOFTMAX-NEXT:     peak[i'] = identity
// SOFTMAX-NEXT:     for j  // peak, reduction
// SOFTMAX-NEXT:       vector j_lanes  // peak, reduction
// SOFTMAX-NEXT:         peak[i', j] <- ...
// SOFTMAX-NEXT:   for i'  // e
// SOFTMAX-NEXT:     for j  // e
// SOFTMAX-NEXT:       vector j_lanes  // e
// SOFTMAX-NEXT:         e[i', j.1] = ...
// SOFTMAX-NEXT:   for i'  // total
// SOFTMAX-NEXT:     total[i'] = identity
// SOFTMAX-NEXT:     for j  // total, reduction
// SOFTMAX-NEXT:       vector j_lanes  // total, reduction
// SOFTMAX-NEXT:         total[i', j.2] <- ...
// SOFTMAX-NEXT:   for j  // y
// SOFTMAX-NEXT:     vector j_lanes  // y
// SOFTMAX-NEXT:       y[i, j.3] = ...

// BLUR: schedule blur on cpu {
// BLUR-NEXT:   bx.inline()
// BLUR-NEXT:   out.parallel(y)
// BLUR-NEXT:   out.vectorize(x, 16)
// BLUR-NEXT: }
// BLUR-NEXT: parallel y  // out
// BLUR-NEXT:   for x  // out
// BLUR-NEXT:     vector x_lanes  // out
// BLUR-NEXT:       out[y, x.1] = ...

// USER: schedule blur on cpu {
// USER-NEXT:   bx.compute_root()
// USER-NEXT:   out.parallel(y)
// USER-NEXT:   out.vectorize(x, 16)
// USER-NEXT:   bx.parallel(y)
// USER-NEXT:   bx.vectorize(x, 16)
// USER-NEXT: }
// USER-NEXT: parallel y  // bx
// USER-NEXT:   for x  // bx
// USER-NEXT:     vector x_lanes  // bx
// USER-NEXT:       bx[y, x] = ...
// USER-NEXT: parallel y  // out
// USER-NEXT:   for x  // out
// USER-NEXT:     vector x_lanes  // out
// USER-NEXT:       out[y, x.1] = ...
