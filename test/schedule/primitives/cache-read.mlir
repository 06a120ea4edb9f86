// RUN: tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (by, bx, i, j) = c.tile(i, j, 8, 8); let (slice, k) = c.split(k, 4); c.reorder(by, bx, i, j, slice, k); c.bind(by: block.y, bx: block.x, i: thread.y, j: thread.x); let rows = a.cache_read(c, slice); rows.bind(i: thread.y, k: thread.x)' --run M=9,N=10,K=7 \
// RUN:   | FileCheck %s --check-prefix=CHECK --implicit-check-not=barrier
// RUN: tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (by, bx, i, j) = c.tile(i, j, 8, 8); let (slice, k) = c.split(k, 4); c.reorder(by, bx, i, j, slice, k); c.bind(by: block.y, bx: block.x, i: thread.y, j: thread.x); a.cache_read(c, slice, space: stack)' --run M=9,N=10,K=7 \
// RUN:   | FileCheck %s --check-prefix=STACK --implicit-check-not=barrier
// RUN: tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (b, x) = out.split(x, 32); out.bind(y: block.y, b: block.x, x: thread.x); bx.cache_read(out, b); bx_cached.bind(x: thread.x)' --run H=3,W=35 \
// RUN:   | FileCheck %s --check-prefix=STAGE --implicit-check-not=barrier
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'a.cache_read(c, k); a.cache_read(c, k)' \
// RUN:   | FileCheck %s --check-prefix=READS
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'c.cache_read(c, k)' \
// RUN:   | FileCheck %s --check-prefix=SELF
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'bx.compute_at(out, x); bx.cache_read(out, y)' \
// RUN:   | FileCheck %s --check-prefix=OUTSIDE
// RUN: not tdsl-nest %S/../Inputs/gather.mlir --gpu --schedule 'x.cache_read(y, i)' \
// RUN:   | FileCheck %s --check-prefix=DATA
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let c = a.cache_read(c, k)' \
// RUN:   | FileCheck %s --check-prefix=TAKEN
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let b = a.cache_read(c, k)' \
// RUN:   | FileCheck %s --check-prefix=ARGUMENT
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --schedule 'a.cache_read(c, k)' \
// RUN:   | FileCheck %s --check-prefix=CPU
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'a.cache_read(c, z)' \
// RUN:   | FileCheck %s --check-prefix=LOOP
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (x, y) = a.cache_read(c, k)' \
// RUN:   | FileCheck %s --check-prefix=RESULTS

// The copy is a stage like any other.

// CHECK: launch (min((N + 7) floordiv 8, 65535)) x (min((M + 7) floordiv 8, 65535)) blocks of 8 x 8 threads  // c
// CHECK: block.y by in {{.*}}// c
// CHECK: block.x bx in {{.*}}// c
// CHECK: thread.y i in {{.*}}// c
// CHECK: thread.x j in {{.*}}// c
// CHECK: c[{{.*}}] = identity
// CHECK: for slice in {{.*}}// c, reduction
// CHECK: shared rows [8*by..{{.*}} [4*slice..{{.*}}
// CHECK: thread.y i' in {{.*}}// rows
// CHECK: thread.x k in {{.*}}// rows
// CHECK: rows[{{.*}}] = ...
// CHECK: barrier
// CHECK: for k in {{.*}}// c, reduction
// CHECK: c[{{.*}}] <- ...
// CHECK: barrier
// CHECK: as the graph says

// Each thread may have a copy of what it reads.

// STACK: launch (min((N + 7) floordiv 8, 65535)) x (min((M + 7) floordiv 8, 65535)) blocks of 8 x 8 threads  // c
// STACK: block.y by in {{.*}}// c
// STACK: block.x bx in {{.*}}// c
// STACK: thread.y i in {{.*}}// c
// STACK: thread.x j in {{.*}}// c
// STACK: c[{{.*}}] = identity
// STACK: for slice in {{.*}}// c, reduction
// STACK: stack a_cached [8*by + i..{{.*}} [4*slice..{{.*}}
// STACK: for i' in {{.*}}// a_cached
// STACK: for k in {{.*}}// a_cached
// STACK: a_cached[{{.*}}] = ...
// STACK: for k in {{.*}}// c, reduction
// STACK: c[{{.*}}] <- ...
// STACK: as the graph says

// Stages can be copied, too.

// STAGE: heap bx [-1..H + 1] [0..W]
// STAGE: launch (1) blocks of 1 threads  // bx
// STAGE: if min(H, W) > 0
// STAGE: for y in {{.*}}// bx
// STAGE: for x in {{.*}}// bx
// STAGE: bx[{{.*}}] = ...
// STAGE: launch (min((W + 31) floordiv 32, 65535)) x (min(H, 65535)) blocks of 32 threads  // out
// STAGE: block.y y in {{.*}}// out
// STAGE: block.x b in {{.*}}// out
// STAGE: shared bx_cached [y - 1..{{.*}} [32*b..{{.*}}
// STAGE: for d0 in {{.*}}// bx_cached
// STAGE: thread.x x in {{.*}}// bx_cached
// STAGE: bx_cached[{{.*}}] = ...
// STAGE: barrier
// STAGE: thread.x x in {{.*}}// out
// STAGE: out[{{.*}}] = ...
// STAGE: barrier
// STAGE: as the graph says

// Who reads it through the copy reads it no more.

// READS: E0422: `c` does not read `a`, so nothing of it is needed there

// SELF: E0422: `c` does not read `c`, so nothing of it is needed there

// It is copied where it is.

// OUTSIDE: E0419: `bx` cannot be computed in `x` of `out`: `bx_cached` reads it outside of that loop

// Where a read depends on data, all of it would be copied.

// DATA: E0425: `x` cannot be kept in `shared`: where it is read depends on data, so all of it would have to be copied
// DATA: note: `y` reads `x` at {{.*}}gather.mlir:15:10

// Names of tensors are taken once, those of arguments too.

// TAKEN: E0406: `matmul` already has a loop `c`
// TAKEN: help: call the copy something else: `let t = a.cache_read(...)`

// ARGUMENT: E0406: `matmul` already has a loop `b`
// ARGUMENT: help: call the copy something else: `let t = a.cache_read(...)`

// A CPU has its caches.

// CPU: E0423: `cache_read` is for GPUs, not for `cpu`
// CPU: help: write it in a `schedule ... on gpu`

// LOOP: E0405: `c` has no loop `z`

// RESULTS: E0403: `cache_read` makes 1 loops, but 2 names are bound
