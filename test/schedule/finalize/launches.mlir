// RUN: tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (by, i) = c.split(i, 12); let (bx, j) = c.split(j, 16); let (ty, i) = c.split(i, 4); c.reorder(by, bx, ty, j, i); c.unroll(i); c.bind(by: block.y, bx: block.x, ty: thread.y, j: thread.x)' --run M=13,N=17,K=2 \
// RUN:   | FileCheck %s --check-prefix=CHECK --implicit-check-not=barrier --implicit-check-not='main part' --implicit-check-not=tail
// RUN: tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (b, i) = c.split(i, 8); let (slice, k) = c.split(k, 16); c.reorder(b, i, j, slice, k); c.bind(b: block.x, i: thread.x); a.cache_read(c, slice); a_cached.bind(i: thread.x, k: thread.y)' --run M=9,N=2,K=17 \
// RUN:   | FileCheck %s --check-prefix=ROUNDS --implicit-check-not=barrier
// RUN: tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (by, b, ty, tx) = out.tile(y, x, 8, 32); out.bind(by: block.y, b: block.x, ty: thread.y, tx: thread.x); bx.compute_at(out, tx); bx.store_in(shared)' --run H=9,W=35 \
// RUN:   | FileCheck %s --check-prefix=SHARED
// RUN: tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (by, b, ty, tx) = out.tile(y, x, 8, 32); out.bind(by: block.y, b: block.x, ty: thread.y, tx: thread.x); bx.compute_at(out, tx)' --run H=9,W=35 \
// RUN:   | FileCheck %s --check-prefix=PRIVATE
// RUN: tdsl-nest %S/../Inputs/softmax.mlir --gpu --schedule 'y.bind(i: block.x); total.compute_at(y, i); let (round, j) = total.split(j, 32); total.bind(j: thread.x); let (round, j) = y.split(j, 64); y.bind(j: thread.x)' \
// RUN:   | FileCheck %s --check-prefix=SUM --implicit-check-not=barrier
// RUN: tdsl-nest %S/../Inputs/matmul.mlir --gpu --run M=2,N=3,K=4 \
// RUN:   | FileCheck %s --check-prefix=EMPTY
// RUN: not tdsl-nest %S/../Inputs/softmax.mlir --gpu --schedule 'y.bind(i: block.x); total.compute_at(y, i); e.compute_at(y, i)' \
// RUN:   | FileCheck %s --check-prefix=NUMBERS
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (by, bx, i, j) = c.tile(i, j, 64, 64); let (ty, tx, i, j) = c.tile(i, j, 4, 4); let (slice, k) = c.split(k, 128); c.reorder(by, bx, ty, tx, slice, k, i, j); c.bind(by: block.y, bx: block.x, ty: thread.y, tx: thread.x); a.cache_read(c, slice); b.cache_read(c, slice)' \
// RUN:   | FileCheck %s --check-prefix=BYTES
// RUN: tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (by, bx, i, j) = c.tile(i, j, 64, 64); let (ty, tx, i, j) = c.tile(i, j, 4, 4); let (slice, k) = c.split(k, 96); c.reorder(by, bx, ty, tx, slice, k, i, j); c.bind(by: block.y, bx: block.x, ty: thread.y, tx: thread.x); a.cache_read(c, slice); b.cache_read(c, slice)' \
// RUN:   | FileCheck %s --check-prefix=FITS
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (by, bx, ty, tx) = c.tile(i, j, 33, 32); c.bind(by: block.y, bx: block.x, ty: thread.y, tx: thread.x)' \
// RUN:   | FileCheck %s --check-prefix=THREADS
// RUN: tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (by, bx, ty, tx) = c.tile(i, j, 32, 32); c.bind(by: block.y, bx: block.x, ty: thread.y, tx: thread.x)' \
// RUN:   | FileCheck %s --check-prefix=MOST
// RUN: not tdsl-nest %S/../Inputs/running.mlir --gpu --schedule 'let (b, i) = y.split(i, 64); y.bind(b: block.x, i: thread.x); t.compute_at(y, k); t.store_in(shared)' \
// RUN:   | FileCheck %s --check-prefix=REACHED
// RUN: tdsl-nest %S/../Inputs/running.mlir --gpu --schedule 'let (b, i) = y.split(i, 64); y.bind(b: block.x, i: thread.x); t.compute_at(y, k)' --run N=70 \
// RUN:   | FileCheck %s --check-prefix=ALONE --implicit-check-not=barrier

// Bound loops are not cut in pieces: what is left over is a guard.

// CHECK: launch (min((N + 15) floordiv 16, 65535)) x (min((M + 11) floordiv 12, 65535)) blocks of 16 x 3 threads  // c
// CHECK: block.y by in {{.*}}// c
// CHECK: block.x bx in {{.*}}// c
// CHECK: thread.y ty in {{.*}}// c
// CHECK: thread.x j in {{.*}}// c
// CHECK: unrolled i in {{.*}}// c
// CHECK: if M - 12*by - i - 4*ty - 1 >= 0 && N - 16*bx - j - 1 >= 0{{.*}}: c[{{.*}}] = identity
// CHECK: for k in {{.*}}// c, reduction
// CHECK: if M - 12*by - i - 4*ty - 1 >= 0 && N - 16*bx - j - 1 >= 0{{.*}}: c[{{.*}}] <- ...
// CHECK: as the graph says

// A stage inside opens the axes that the one at the root leaves alone.

// ROUNDS: launch (min((M + 7) floordiv 8, 65535)) blocks of 8 x 16 threads  // c
// ROUNDS: block.x b in {{.*}}// c
// ROUNDS: thread.x i in {{.*}}// c
// ROUNDS: for j in {{.*}}// c
// ROUNDS: c[{{.*}}] = identity
// ROUNDS: for slice in {{.*}}// c, reduction
// ROUNDS: shared a_cached [8*b..{{.*}} [16*slice..{{.*}}
// ROUNDS: thread.x i' in {{.*}}// a_cached
// ROUNDS: thread.y k in {{.*}}// a_cached
// ROUNDS: a_cached[{{.*}}] = ...
// ROUNDS: barrier
// ROUNDS: for k in {{.*}}// c, reduction
// ROUNDS: c[{{.*}}] <- ...
// ROUNDS: barrier
// ROUNDS: as the graph says

// What a block keeps covers what all of its threads read, from whichever loop.

// SHARED: launch (min((W + 31) floordiv 32, 65535)) x (min((H + 7) floordiv 8, 65535)) blocks of 32 x 8 threads  // out
// SHARED: shared bx [8*by - 1..{{.*}} [32*b..{{.*}}
// SHARED: as the graph says

// What one thread keeps covers what that one reads.

// PRIVATE: launch (min((W + 31) floordiv 32, 65535)) x (min((H + 7) floordiv 8, 65535)) blocks of 32 x 8 threads  // out
// PRIVATE: stack bx [8*by + ty - 1..{{.*}} [32*b + tx..{{.*}}
// PRIVATE: as the graph says

// A block has as many threads as its own loops take; the sum of a stage inside
// makes do with them.

// SUM: heap peak [0..M]
// SUM: launch (1) blocks of 1 threads  // peak
// SUM: for i in {{.*}}// peak
// SUM: peak[{{.*}}] = identity
// SUM: for j in {{.*}}// peak, reduction
// SUM: peak[{{.*}}] <- ...
// SUM: heap e [0..M] [0..N]
// SUM: launch (1) blocks of 1 threads  // e
// SUM: for i in {{.*}}// e
// SUM: for j in {{.*}}// e
// SUM: e[{{.*}}] = ...
// SUM: launch (min(M, 65535)) blocks of 64 threads  // y
// SUM: block.x i in {{.*}}// y
// SUM: shared total [i..{{.*}}
// SUM: if N > 0
// SUM: total[{{.*}}] = identity
// SUM: for round in {{.*}}// total, reduction
// SUM: thread.x j in {{.*}}// total, reduction
// SUM: total[{{.*}}] <- ...
// SUM: barrier
// SUM: for round in {{.*}}// y
// SUM: thread.x j in {{.*}}// y
// SUM: y[{{.*}}] = ...
// SUM: barrier

// A stage without a bound loop is one thread's.

// EMPTY: launch (1) blocks of 1 threads  // c
// EMPTY: as the graph says

// E0426: what a launch keeps has constant extents.

// NUMBERS: E0426: `e` is kept inside of a launch, so its extents must be numbers, and they are `N`
// NUMBERS: help: compute less of it at a time: in a loop further in, or in one that `split` makes

// E0427: 64 x 128 and 128 x 64 floats are 64 KiB.

// BYTES: E0427: a block of `c` keeps 65536 bytes in shared memory, and `cuda` has 49152
// BYTES: help: smaller tiles, or fewer of them at once

// FITS: shared a_cached [64*by..{{.*}} [96*slice..{{.*}}
// FITS: shared b_cached [96*slice..{{.*}} [64*bx..{{.*}}

// E0428: 32 x 33 threads are 32 too many.

// THREADS: E0428: a block of `c` has 1056 threads, and `cuda` allows 1024
// THREADS: help: smaller factors leave more to the blocks

// MOST: launch (min((N + 31) floordiv 32, 65535)) x (min((M + 31) floordiv 32, 65535)) blocks of 32 x 32 threads  // c

// E0429: all threads come to a barrier, equally often.

// REACHED: E0429: `t` is made by all threads of a block, but `k` around it is not the same for all of them

// ALONE: launch (min((N + 63) floordiv 64, 65535)) blocks of 64 threads  // y
// ALONE: block.x b in {{.*}}// y
// ALONE: thread.x i in {{.*}}// y
// ALONE: y[{{.*}}] = identity
// ALONE: for k in {{.*}}// y, reduction
// ALONE: stack t [k..{{.*}}
// ALONE: for i' in {{.*}}// t
// ALONE: t[{{.*}}] = ...
// ALONE: y[{{.*}}] <- ...
// ALONE: as the graph says
