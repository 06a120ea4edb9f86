// RUN: tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (by, bx, i, j) = c.tile(i, j, 64, 64); let (ty, tx, i, j) = c.tile(i, j, 4, 4); let (slice, k) = c.split(k, 16); c.reorder(by, bx, ty, tx, slice, k, i, j); c.bind(by: block.y, bx: block.x, ty: thread.y, tx: thread.x); let rows = a.cache_read(c, slice); rows.bind(i: thread.y, k: thread.x); let columns = b.cache_read(c, slice); columns.bind(k: thread.y, j: thread.x)' --run M=65,N=3,K=17 \
// RUN:   | FileCheck %s --check-prefix=CHECK --implicit-check-not=barrier
// RUN: tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (by, b, ty, tx) = out.tile(y, x, 8, 32); out.bind(by: block.y, b: block.x, ty: thread.y, tx: thread.x); bx.compute_at(out, b); bx.bind(y: thread.y, x: thread.x)' --run H=9,W=35 \
// RUN:   | FileCheck %s --check-prefix=BLUR --implicit-check-not=barrier
// RUN: tdsl-nest %S/../Inputs/softmax.mlir --gpu --schedule 'let (b, t) = y.split(i, 64); y.bind(b: block.x, t: thread.x); total.compute_at(y, b); total.bind(i: thread.x)' \
// RUN:   | FileCheck %s --check-prefix=OWN --implicit-check-not=barrier
// RUN: tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (by, b, ty, tx) = out.tile(y, x, 8, 32); out.bind(by: block.y, b: block.x, ty: thread.y, tx: thread.x); bx.compute_at(out, tx)' --run H=9,W=35 \
// RUN:   | FileCheck %s --check-prefix=PRIVATE --implicit-check-not=barrier
// RUN: tdsl-nest %S/../Inputs/softmax.mlir --gpu --schedule 'e.inline(); y.bind(i: block.x); total.compute_at(y, i); peak.compute_at(y, i)' \
// RUN:   | FileCheck %s --check-prefix=CHAIN --implicit-check-not=barrier
// RUN: tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (by, b, ty, tx) = out.tile(y, x, 8, 32); out.bind(by: block.y, b: block.x, ty: thread.y, tx: thread.x); bx.compute_at(out, ty); bx.store_in(shared); bx.bind(x: thread.x)' --run H=9,W=35 \
// RUN:   | FileCheck %s --check-prefix=ONCE --implicit-check-not=barrier

// Two in a loop over slices: between the copies and their readers, and at its
// end, because the next copies meet those readers.

// CHECK: launch (min((N + 63) floordiv 64, 65535)) x (min((M + 63) floordiv 64, 65535)) blocks of 16 x 16 threads  // c
// CHECK: block.y by in {{.*}}// c
// CHECK: block.x bx in {{.*}}// c
// CHECK: thread.y ty in {{.*}}// c
// CHECK: thread.x tx in {{.*}}// c
// CHECK: for i in {{.*}}// c
// CHECK: for j in {{.*}}// c
// CHECK: c[{{.*}}] = identity
// CHECK: for slice in {{.*}}// c, reduction
// CHECK: shared rows [64*by..{{.*}} [16*slice..{{.*}}
// CHECK: thread.y i in {{.*}}// rows
// CHECK: thread.x k in {{.*}}// rows
// CHECK: rows[{{.*}}] = ...
// CHECK: shared columns [16*slice..{{.*}} [64*bx..{{.*}}
// CHECK: thread.y k in {{.*}}// columns
// CHECK: thread.x j in {{.*}}// columns
// CHECK: columns[{{.*}}] = ...
// CHECK: barrier
// CHECK: for k in {{.*}}// c, reduction
// CHECK: for i in {{.*}}// c
// CHECK: for j in {{.*}}// c
// CHECK: c[{{.*}}] <- ...
// CHECK: barrier
// CHECK: as the graph says

// One between the passes; one behind, where a block may take another tile.

// BLUR: launch (min((W + 31) floordiv 32, 65535)) x (min((H + 7) floordiv 8, 65535)) blocks of 32 x 8 threads  // out
// BLUR: block.y by in {{.*}}// out
// BLUR: block.x b in {{.*}}// out
// BLUR: shared bx [8*by - 1..{{.*}} [32*b..{{.*}}
// BLUR: thread.y y in {{.*}}// bx
// BLUR: thread.x x in {{.*}}// bx
// BLUR: bx[{{.*}}] = ...
// BLUR: barrier
// BLUR: thread.y ty in {{.*}}// out
// BLUR: thread.x tx in {{.*}}// out
// BLUR: out[{{.*}}] = ...
// BLUR: barrier
// BLUR: as the graph says

// What a stage does to its own values needs none: an element is always the same
// thread's.

// OWN: shared total [64*b..{{.*}}
// OWN: thread.x i in {{.*}}// total
// OWN: total[{{.*}}] = identity
// OWN: for j in {{.*}}// total, reduction
// OWN: total[{{.*}}] <- ...
// OWN: barrier
// OWN: y[{{.*}}] = ...
// OWN: barrier

// What each thread keeps for itself waits for nobody.

// PRIVATE: launch (min((W + 31) floordiv 32, 65535)) x (min((H + 7) floordiv 8, 65535)) blocks of 32 x 8 threads  // out
// PRIVATE: block.y by in {{.*}}// out
// PRIVATE: block.x b in {{.*}}// out
// PRIVATE: thread.y ty in {{.*}}// out
// PRIVATE: thread.x tx in {{.*}}// out
// PRIVATE: stack bx [8*by + ty - 1..{{.*}} [32*b + tx..{{.*}}
// PRIVATE: for y in {{.*}}// bx
// PRIVATE: for x in {{.*}}// bx
// PRIVATE: bx[{{.*}}] = ...
// PRIVATE: out[{{.*}}] = ...
// PRIVATE: as the graph says

// Each waits for the one before; the last reader is met where the loop begins
// again.

// CHAIN: launch (min(M, 65535)) blocks of 1 threads  // y
// CHAIN: block.x i in {{.*}}// y
// CHAIN: shared peak [i..{{.*}}
// CHAIN: if N > 0
// CHAIN: peak[{{.*}}] = identity
// CHAIN: for j in {{.*}}// peak, reduction
// CHAIN: peak[{{.*}}] <- ...
// CHAIN: shared total [i..{{.*}}
// CHAIN: barrier
// CHAIN: if N > 0
// CHAIN: total[{{.*}}] = identity
// CHAIN: for j in {{.*}}// total, reduction
// CHAIN: total[{{.*}}] <- ...
// CHAIN: barrier
// CHAIN: for j in {{.*}}// y
// CHAIN: y[{{.*}}] = ...
// CHAIN: barrier

// A loop that a thread takes once does not meet itself.

// ONCE: launch (min((W + 31) floordiv 32, 65535)) x (min((H + 7) floordiv 8, 65535)) blocks of 32 x 8 threads  // out
// ONCE: block.y by in {{.*}}// out
// ONCE: block.x b in {{.*}}// out
// ONCE: thread.y ty in {{.*}}// out
// ONCE: shared bx [8*by - 1..{{.*}} [32*b..{{.*}}
// ONCE: for y in {{.*}}// bx
// ONCE: thread.x x in {{.*}}// bx
// ONCE: bx[{{.*}}] = ...
// ONCE: barrier
// ONCE: thread.x tx in {{.*}}// out
// ONCE: out[{{.*}}] = ...
// ONCE: barrier
// ONCE: as the graph says
