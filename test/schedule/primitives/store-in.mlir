// RUN: tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (by, b, ty, tx) = out.tile(y, x, 8, 32); out.bind(by: block.y, b: block.x, ty: thread.y, tx: thread.x); bx.compute_at(out, tx); bx.store_in(shared); bx.bind(y: thread.y, x: thread.x)' --run H=9,W=35 \
// RUN:   | FileCheck %s --check-prefix=CHECK --implicit-check-not=barrier
// RUN: tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (by, b, ty, tx) = out.tile(y, x, 8, 32); out.bind(by: block.y, b: block.x, ty: thread.y, tx: thread.x); bx.compute_at(out, tx); bx.store_in(stack)' --run H=9,W=35 \
// RUN:   | FileCheck %s --check-prefix=STACK --implicit-check-not=barrier
// RUN: tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'bx.compute_at(out, y); bx.store_in(stack); let (by, b, ty, tx) = out.tile(y, x, 8, 32); out.bind(by: block.y, b: block.x, ty: thread.y, tx: thread.x); ' \
// RUN:   | FileCheck %s --check-prefix=LATER --implicit-check-not=barrier
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'bx.store_in(shared)' \
// RUN:   | FileCheck %s --check-prefix=ROOT
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'out.store_in(shared)' \
// RUN:   | FileCheck %s --check-prefix=RESULT
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'bx.inline(); bx.store_in(shared)' \
// RUN:   | FileCheck %s --check-prefix=INLINE
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (by, b, ty, tx) = out.tile(y, x, 8, 32); out.bind(by: block.y, b: block.x, ty: thread.y, tx: thread.x); bx.compute_at(out, b); bx.store_in(stack)' \
// RUN:   | FileCheck %s --check-prefix=BLOCK
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (by, b, ty, tx) = out.tile(y, x, 8, 32); out.bind(by: block.y, b: block.x, ty: thread.y, tx: thread.x); bx.compute_at(out, tx); bx.store_in(shared); bx.bind(x: thread.x); bx.store_in(stack)' \
// RUN:   | FileCheck %s --check-prefix=BOUND
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --schedule 'bx.compute_at(out, y); bx.store_in(shared)' \
// RUN:   | FileCheck %s --check-prefix=CPU
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'bx.compute_at(out, y); bx.store_in(heap)' \
// RUN:   | FileCheck %s --check-prefix=SPACE

// Kept for the block: what all of its threads read, by whom it is bound to.

// CHECK: launch (min((W + 31) floordiv 32, 65535)) x (min((H + 7) floordiv 8, 65535)) blocks of 32 x 8 threads  // out
// CHECK: block.y by in {{.*}}// out
// CHECK: block.x b in {{.*}}// out
// CHECK: thread.y ty in {{.*}}// out
// CHECK: thread.x tx in {{.*}}// out
// CHECK: shared bx [8*by - 1..{{.*}} [32*b..{{.*}}
// CHECK: thread.y y in {{.*}}// bx
// CHECK: thread.x x in {{.*}}// bx
// CHECK: bx[{{.*}}] = ...
// CHECK: barrier
// CHECK: out[{{.*}}] = ...
// CHECK: barrier
// CHECK: as the graph says

// Kept for a thread: what that one reads.

// STACK: launch (min((W + 31) floordiv 32, 65535)) x (min((H + 7) floordiv 8, 65535)) blocks of 32 x 8 threads  // out
// STACK: block.y by in {{.*}}// out
// STACK: block.x b in {{.*}}// out
// STACK: thread.y ty in {{.*}}// out
// STACK: thread.x tx in {{.*}}// out
// STACK: stack bx [8*by + ty - 1..{{.*}} [32*b + tx..{{.*}}
// STACK: for y in {{.*}}// bx
// STACK: for x in {{.*}}// bx
// STACK: bx[{{.*}}] = ...
// STACK: out[{{.*}}] = ...
// STACK: as the graph says

// Loops may be bound behind it.

// LATER: stack bx [8*by + ty - 1..{{.*}} [32*b..{{.*}}

// At the root it lies in the memory of the device.

// ROOT: E0425: `bx` cannot be kept in `shared`: it is computed at the root, whole
// ROOT: help: `bx.compute_at(...)` computes what one block or thread needs

// RESULT: E0425: `out` cannot be kept in `shared`: it is computed at the root, whole
// RESULT: help: `out.compute_at(...)` computes what one block or thread needs

// INLINE: E0407: `bx` is inlined, so it has no loops

// Where no thread's loop is around it, the block keeps it.

// BLOCK: E0425: `bx` cannot be kept in `stack`: no loop around it is bound to threads, so it is the block's
// BLOCK: help: compute it inside of such a loop, or `store_in(shared)`

// What its own threads make, the block keeps.

// BOUND: E0424: `x` cannot be bound to `thread.x`: `bx` is computed by each thread for itself
// BOUND: help: `bx.store_in(shared)` before this lets the threads of a block share it

// A CPU chooses by itself.

// CPU: E0423: `store_in` is for GPUs, not for `cpu`
// CPU: help: write it in a `schedule ... on gpu`

// SPACE: E0402: `store_in` takes (space: Word = shared | stack); `space` is one of shared, stack
