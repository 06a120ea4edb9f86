// RUN: tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (by, bx, ty, tx) = c.tile(i, j, 4, 8); c.bind(by: block.y, bx: block.x, ty: thread.y, tx: thread.x)' --run M=5,N=9,K=2 \
// RUN:   | FileCheck %s --check-prefix=CHECK --implicit-check-not=barrier
// RUN: tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (round, k) = c.split(k, 32); c.bind(i: block.y, j: block.x, k: thread.x)' --run M=2,N=3,K=40 \
// RUN:   | FileCheck %s --check-prefix=SUM --implicit-check-not=barrier
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'c.bind(i: thread.x)' \
// RUN:   | FileCheck %s --check-prefix=EXTENT
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (b, i) = c.split(i, 65); c.bind(i: thread.z)' \
// RUN:   | FileCheck %s --check-prefix=MOST
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'c.bind(i: block.x, j: block.x)' \
// RUN:   | FileCheck %s --check-prefix=AXIS
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'c.bind(k: block.x)' \
// RUN:   | FileCheck %s --check-prefix=REDUCTION
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'bx.compute_at(out, y); bx.bind(y: block.x)' \
// RUN:   | FileCheck %s --check-prefix=INSIDE
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'c.bind(j: block.x)' \
// RUN:   | FileCheck %s --check-prefix=ORDER
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'c.bind(i: block.x); c.reorder(j, i)' \
// RUN:   | FileCheck %s --check-prefix=REORDER
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (b, t) = out.split(x, 32); out.bind(t: thread.x); bx.compute_at(out, t); bx.bind(y: thread.y)' \
// RUN:   | FileCheck %s --check-prefix=PRIVATE
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (slice, k) = c.split(k, 32); c.reorder(i, slice, k, j); c.bind(k: thread.x)' \
// RUN:   | FileCheck %s --check-prefix=ELEMENT
// RUN: sed s/contract/strict/ %S/../Inputs/matmul.mlir | not tdsl-nest - --gpu --schedule 'let (slice, k) = c.split(k, 32); c.bind(k: thread.x)' \
// RUN:   | FileCheck %s --check-prefix=STRICT
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --schedule 'c.bind(i: block.x)' \
// RUN:   | FileCheck %s --check-prefix=CPU
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'c.parallel(i)' \
// RUN:   | FileCheck %s --check-prefix=PARALLEL
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'c.vectorize(j, 8)' \
// RUN:   | FileCheck %s --check-prefix=VECTORIZE
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'c.bind(i: block.x, i: block.y)' \
// RUN:   | FileCheck %s --check-prefix=TWICE
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'c.bind(i: block.x); c.bind(i: block.y)' \
// RUN:   | FileCheck %s --check-prefix=TAKEN
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'let (slice, k) = c.split(k, 4); c.unroll(k); c.bind(k: thread.x)' \
// RUN:   | FileCheck %s --check-prefix=UNROLLED
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'c.bind(i: block.x); c.split(i, 4)' \
// RUN:   | FileCheck %s --check-prefix=SPLIT
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'c.bind(z: block.x)' \
// RUN:   | FileCheck %s --check-prefix=LOOP
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'c.bind(i: block.w)' \
// RUN:   | FileCheck %s --check-prefix=LEVEL
// RUN: not tdsl-nest %S/../Inputs/matmul.mlir --gpu --schedule 'c.bind()' \
// RUN:   | FileCheck %s --check-prefix=NOTHING

// Loops become blocks and threads; what is left over is a guard.

// CHECK: launch (min((N + 7) floordiv 8, 65535)) x (min((M + 3) floordiv 4, 65535)) blocks of 8 x 4 threads  // c
// CHECK: block.y by in {{.*}}// c
// CHECK: block.x bx in {{.*}}// c
// CHECK: thread.y ty in {{.*}}// c
// CHECK: thread.x tx in {{.*}}// c
// CHECK: if M - 4*by - ty - 1 >= 0 && N - 8*bx - tx - 1 >= 0{{.*}}: c[{{.*}}] = identity
// CHECK: for k in {{.*}}// c, reduction
// CHECK: if M - 4*by - ty - 1 >= 0 && N - 8*bx - tx - 1 >= 0{{.*}}: c[{{.*}}] <- ...
// CHECK: as the graph says

// A reduction that threads share: one element, a block each.

// SUM: launch (min(N, 65535)) x (min(M, 65535)) blocks of 32 threads  // c
// SUM: block.y i in {{.*}}// c
// SUM: block.x j in {{.*}}// c
// SUM: c[{{.*}}] = identity
// SUM: for round in {{.*}}// c, reduction
// SUM: thread.x k in {{.*}}// c, reduction
// SUM: c[{{.*}}] <- ...
// SUM: as the graph says

// Threads are a constant number.

// EXTENT: E0424: `i` cannot be bound to `thread.x`: it has no constant extent, and a block has a constant number of threads
// EXTENT: help: `c.split(i, 128)` makes blocks of 128

// MOST: E0424: `i` cannot be bound to `thread.z`: it has 65 iterations, and a block has at most 64 threads along that axis
// MOST: help: `c.split(i, 64)` makes blocks of 64

// L6: a level is given once.

// AXIS: E0424: `j` cannot be bound to `block.x`: `i` is bound to it already

// L7: blocks are outermost, at the root, and wait for nobody.

// REDUCTION: E0424: `k` cannot be bound to `block.x`: it is a reduction loop, and blocks do not wait for each other

// INSIDE: E0424: `y` cannot be bound to `block.x`: `bx` is computed inside of `out`, by one of its blocks

// ORDER: E0424: `j` cannot be bound to `block.x`: `i` is around it
// ORDER: help: `c.reorder(j, i)` puts it outside

// Later directives keep it.

// REORDER: E0424: `i` cannot be bound to `block.x`: `j` is around it
// REORDER: help: `c.reorder(i, j)` puts it outside

// What one thread keeps, that thread computes.

// PRIVATE: E0424: `y` cannot be bound to `thread.y`: `bx` is computed by each thread for itself
// PRIVATE: help: `bx.store_in(shared)` before this lets the threads of a block share it

// L8: threads sum up one element, in no order.

// ELEMENT: E0424: `k` cannot be bound to `thread.x`: `j` is inside of the reduction, so there is more than one element to sum up

// STRICT: E0413: `c` is summed in order (@strict), so its reduction loops keep their order
// STRICT: note: rounding depends on the order of a sum
// STRICT: help: without @strict the order is free

// Each kind of target has its own directives.

// CPU: E0423: `bind` is for GPUs, not for `cpu`
// CPU: help: write it in a `schedule ... on gpu`

// PARALLEL: E0423: `parallel` is for CPUs, not for `cuda`
// PARALLEL: help: `bind` gives loops to the blocks and threads of a GPU

// VECTORIZE: E0423: `vectorize` is for CPUs, not for `cuda`
// VECTORIZE: help: the lanes of a GPU are its threads: `bind` the loop to `thread.x`

// A loop is named once and is one thing.

// TWICE: E0411: `i` is named twice

// TAKEN: E0416: `i` is bound to block.x already

// UNROLLED: E0416: `k` is unrolled already

// SPLIT: E0416: `i` is bound to block.x already

// Names that are none.

// LOOP: E0405: `c` has no loop `z`
// LOOP: note: its loops, outermost first, are `i`, `j`, `k`

// LEVEL: E0402: `bind` takes (loops...: Binding = block.x | block.y | block.z | thread.x | thread.y | thread.z); a level is one of block.x, block.y, block.z, thread.x, thread.y, thread.z

// NOTHING: E0402: `bind` takes (loops...: Binding = block.x | block.y | block.z | thread.x | thread.y | thread.z); `loops` is missing
