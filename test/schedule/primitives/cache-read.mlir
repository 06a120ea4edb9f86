// RUN: tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (by, bx, i, j) = c.tile(i, j, 8, 8); let (slice, k) = c.split(k, 4); c.reorder(by, bx, i, j, slice, k); c.bind(by: block.y, bx: block.x, i: thread.y, j: thread.x); let rows = a.cache_read(c, slice); rows.bind(i: thread.y, k: thread.x)' --run M=9,N=10,K=7 \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace
// RUN: tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (by, bx, i, j) = c.tile(i, j, 8, 8); let (slice, k) = c.split(k, 4); c.reorder(by, bx, i, j, slice, k); c.bind(by: block.y, bx: block.x, i: thread.y, j: thread.x); a.cache_read(c, slice, space: stack)' --run M=9,N=10,K=7 \
// RUN:   | FileCheck %s --check-prefix=STACK --strict-whitespace
// RUN: tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (b, x) = out.split(x, 32); out.bind(y: block.y, b: block.x, x: thread.x); bx.cache_read(out, b); bx_cached.bind(x: thread.x)' --run H=3,W=35 \
// RUN:   | FileCheck %s --check-prefix=STAGE --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'a.cache_read(c, k); a.cache_read(c, k)' \
// RUN:   | FileCheck %s --check-prefix=READS --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'c.cache_read(c, k)' \
// RUN:   | FileCheck %s --check-prefix=SELF --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'bx.compute_at(out, x); bx.cache_read(out, y)' \
// RUN:   | FileCheck %s --check-prefix=OUTSIDE --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/gather.mlir --gpu --schedule 'x.cache_read(y, i)' \
// RUN:   | FileCheck %s --check-prefix=DATA --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let c = a.cache_read(c, k)' \
// RUN:   | FileCheck %s --check-prefix=TAKEN --strict-whitespace
// RUN: tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let b = a.cache_read(c, k)' \
// RUN:   | FileCheck %s --check-prefix=ARGUMENT --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --schedule 'a.cache_read(c, k)' \
// RUN:   | FileCheck %s --check-prefix=CPU --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'a.cache_read(c, z)' \
// RUN:   | FileCheck %s --check-prefix=LOOP --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (x, y) = a.cache_read(c, k)' \
// RUN:   | FileCheck %s --check-prefix=RESULTS --strict-whitespace

// The copy is a stage like any other.

// CHECK: launch (min((N + 7) floordiv 8, 65535)) x (min((M + 7) floordiv 8, 65535)) blocks of 8 x 8 threads  // c
// CHECK-NEXT:   block.y by in 0..(M + 7) floordiv 8  // c
// CHECK-NEXT:     block.x bx in 0..(N + 7) floordiv 8  // c
// CHECK-NEXT:       thread.y i in 0..8  // c
// CHECK-NEXT:         thread.x j in 0..8  // c
// CHECK-NEXT:           if M - 8*by - i - 1 >= 0 && N - 8*bx - j - 1 >= 0: c[8*by + i, 8*bx + j] = identity
// CHECK-NEXT:           for slice in 0..(K + 3) floordiv 4  // c, reduction
// CHECK-NEXT:             shared rows [8*by..min(M, 8*by + 8), 8 kept] [4*slice..4*slice + min(K - 4*slice, 4), 4 kept]
// CHECK-NEXT:               thread.y i' in 8*by..min(M, 8*by + 8)  // rows
// CHECK-NEXT:                 thread.x k in 4*slice..4*slice + min(K - 4*slice, 4)  // rows
// CHECK-NEXT:                   rows[i', k] = ...
// CHECK-NEXT:               barrier
// CHECK-NEXT:               for k in 0..min(K - 4*slice, 4)  // c, reduction
// CHECK-NEXT:                 if M - 8*by - i - 1 >= 0 && N - 8*bx - j - 1 >= 0: c[8*by + i, 8*bx + j, k + 4*slice] <- ...
// CHECK-NEXT:             barrier
// CHECK-NEXT: as the graph says

// Each thread may have a copy of what it reads.

// STACK: launch (min((N + 7) floordiv 8, 65535)) x (min((M + 7) floordiv 8, 65535)) blocks of 8 x 8 threads  // c
// STACK-NEXT:   block.y by in 0..(M + 7) floordiv 8  // c
// STACK-NEXT:     block.x bx in 0..(N + 7) floordiv 8  // c
// STACK-NEXT:       thread.y i in 0..8  // c
// STACK-NEXT:         thread.x j in 0..8  // c
// STACK-NEXT:           if M - 8*by - i - 1 >= 0 && N - 8*bx - j - 1 >= 0: c[8*by + i, 8*bx + j] = identity
// STACK-NEXT:           for slice in 0..(K + 3) floordiv 4  // c, reduction
// STACK-NEXT:             stack a_cached [8*by + i..min(M, 8*by + i + 1), 1 kept] [4*slice..4*slice + min(K - 4*slice, 4), 4 kept]
// STACK-NEXT:               for i' in 8*by + i..min(M, 8*by + i + 1)  // a_cached
// STACK-NEXT:                 for k in 4*slice..4*slice + min(K - 4*slice, 4)  // a_cached
// STACK-NEXT:                   a_cached[i', k] = ...
// STACK-NEXT:               for k in 0..min(K - 4*slice, 4)  // c, reduction
// STACK-NEXT:                 if M - 8*by - i - 1 >= 0 && N - 8*bx - j - 1 >= 0: c[8*by + i, 8*bx + j, k + 4*slice] <- ...
// STACK-NEXT: as the graph says

// Stages can be copied, too.

// STAGE: heap bx [-1..H + 1] [0..W]
// STAGE-NEXT:   launch (1) blocks of 1 threads  // bx
// STAGE-NEXT:     if min(H, W) > 0
// STAGE-NEXT:       for y in -1..H + 1  // bx
// STAGE-NEXT:         for x in 0..W  // bx
// STAGE-NEXT:           bx[y, x] = ...
// STAGE-NEXT:   launch (min((W + 31) floordiv 32, 65535)) x (min(H, 65535)) blocks of 32 threads  // out
// STAGE-NEXT:     block.y y in 0..H  // out
// STAGE-NEXT:       block.x b in 0..(W + 31) floordiv 32  // out
// STAGE-NEXT:         shared bx_cached [y - 1..y + 2] [32*b..min(W, 32*b + 32), 32 kept]
// STAGE-NEXT:           for d0 in y - 1..y + 2  // bx_cached
// STAGE-NEXT:             thread.x x in 32*b..min(W, 32*b + 32)  // bx_cached
// STAGE-NEXT:               bx_cached[d0, x] = ...
// STAGE-NEXT:           barrier
// STAGE-NEXT:           thread.x x in 0..32  // out
// STAGE-NEXT:             if W - 32*b - x - 1 >= 0: out[y, 32*b + x] = ...
// STAGE-NEXT:         barrier
// STAGE-NEXT: as the graph says

// Who reads it through the copy reads it no more.

// READS: E0422: `c` does not read `a`, so nothing of it is needed there

// SELF: E0422: `c` does not read `c`, so nothing of it is needed there

// It is copied where it is.

// OUTSIDE: E0419: `bx` cannot be computed in `x` of `out`: `bx_cached` reads it outside of that loop
// OUTSIDE-NEXT: note: the loops are
// OUTSIDE-NEXT: for y  // out
// OUTSIDE-NEXT:   for x  // out   <-- `bx` is computed here
// OUTSIDE-NEXT:     for y'  // bx
// OUTSIDE-NEXT:       for x'  // bx
// OUTSIDE-NEXT:         bx[y', x'] = ...
// OUTSIDE-NEXT:     out[y, x] = ...

// Where a read depends on data, all of it would be copied.

// DATA: E0425: `x` cannot be kept in `shared`: where it is read depends on data, so all of it would have to be copied
// DATA-NEXT: note: `y` reads `x` at {{.*}}gather.mlir:15:10

// Names of tensors are taken once, those of arguments too.

// TAKEN: E0406: `matmul` already has a loop `c`
// TAKEN-NEXT: help: call the copy something else: `let t = a.cache_read(...)`


// A CPU has its caches.

// CPU: E0423: `cache_read` is for GPUs, not for `cpu`
// CPU-NEXT: help: write it in a `schedule ... on gpu`

// LOOP: E0405: `c` has no loop `z`

// RESULTS: E0403: `cache_read` makes 1 loops, but 2 names are bound
