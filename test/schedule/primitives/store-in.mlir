// RUN: tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (by, b, ty, tx) = out.tile(y, x, 8, 32); out.bind(by: block.y, b: block.x, ty: thread.y, tx: thread.x); bx.compute_at(out, tx); bx.store_in(shared); bx.bind(y: thread.y, x: thread.x)' --run H=9,W=35 \
// RUN:   | FileCheck %s --check-prefix=CHECK --strict-whitespace
// RUN: tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (by, b, ty, tx) = out.tile(y, x, 8, 32); out.bind(by: block.y, b: block.x, ty: thread.y, tx: thread.x); bx.compute_at(out, tx); bx.store_in(stack)' --run H=9,W=35 \
// RUN:   | FileCheck %s --check-prefix=STACK --strict-whitespace
// RUN: tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'bx.compute_at(out, y); bx.store_in(stack); let (by, b, ty, tx) = out.tile(y, x, 8, 32); out.bind(by: block.y, b: block.x, ty: thread.y, tx: thread.x); ' \
// RUN:   | FileCheck %s --check-prefix=LATER --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'bx.store_in(shared)' \
// RUN:   | FileCheck %s --check-prefix=ROOT --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'out.store_in(shared)' \
// RUN:   | FileCheck %s --check-prefix=RESULT --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'bx.inline(); bx.store_in(shared)' \
// RUN:   | FileCheck %s --check-prefix=INLINE --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (by, b, ty, tx) = out.tile(y, x, 8, 32); out.bind(by: block.y, b: block.x, ty: thread.y, tx: thread.x); bx.compute_at(out, b); bx.store_in(stack)' \
// RUN:   | FileCheck %s --check-prefix=BLOCK --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'let (by, b, ty, tx) = out.tile(y, x, 8, 32); out.bind(by: block.y, b: block.x, ty: thread.y, tx: thread.x); bx.compute_at(out, tx); bx.store_in(shared); bx.bind(x: thread.x); bx.store_in(stack)' \
// RUN:   | FileCheck %s --check-prefix=BOUND --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --schedule 'bx.compute_at(out, y); bx.store_in(shared)' \
// RUN:   | FileCheck %s --check-prefix=CPU --strict-whitespace
// RUN: not tdsl-nest %S/../Inputs/blur.mlir --gpu --schedule 'bx.compute_at(out, y); bx.store_in(heap)' \
// RUN:   | FileCheck %s --check-prefix=SPACE --strict-whitespace

// Kept for the block: what all of its threads read, by whom it is bound to.

// CHECK: launch (min((W + 31) floordiv 32, 65535)) x (min((H + 7) floordiv 8, 65535)) blocks of 32 x 8 threads  // out
// CHECK-NEXT:   block.y by in 0..(H + 7) floordiv 8  // out
// CHECK-NEXT:     block.x b in 0..(W + 31) floordiv 32  // out
// CHECK-NEXT:       thread.y ty in 0..8  // out
// CHECK-NEXT:         thread.x tx in 0..32  // out
// CHECK-NEXT:           shared bx [8*by - 1..min(H, 8*by + 8) + 1, 10 kept] [32*b..min(W, 32*b + 32), 32 kept]
// CHECK-NEXT:             thread.y y in 8*by - 1..min(H, 8*by + 8) + 1  // bx
// CHECK-NEXT:               thread.x x in 32*b..min(W, 32*b + 32)  // bx
// CHECK-NEXT:                 bx[y, x] = ...
// CHECK-NEXT:             barrier
// CHECK-NEXT:             if H - 8*by - ty - 1 >= 0 && W - 32*b - tx - 1 >= 0: out[8*by + ty, 32*b + tx] = ...
// CHECK-NEXT:       barrier
// CHECK-NEXT: as the graph says

// Kept for a thread: what that one reads.

// STACK: launch (min((W + 31) floordiv 32, 65535)) x (min((H + 7) floordiv 8, 65535)) blocks of 32 x 8 threads  // out
// STACK-NEXT:   block.y by in 0..(H + 7) floordiv 8  // out
// STACK-NEXT:     block.x b in 0..(W + 31) floordiv 32  // out
// STACK-NEXT:       thread.y ty in 0..8  // out
// STACK-NEXT:         thread.x tx in 0..32  // out
// STACK-NEXT:           stack bx [8*by + ty - 1..min(H, 8*by + ty + 1) + 1, 3 kept] [32*b + tx..min(W, 32*b + tx + 1), 1 kept]
// STACK-NEXT:             for y in 8*by + ty - 1..min(H, 8*by + ty + 1) + 1  // bx
// STACK-NEXT:               for x in 32*b + tx..min(W, 32*b + tx + 1)  // bx
// STACK-NEXT:                 bx[y, x] = ...
// STACK-NEXT:             if H - 8*by - ty - 1 >= 0 && W - 32*b - tx - 1 >= 0: out[8*by + ty, 32*b + tx] = ...
// STACK-NEXT: as the graph says

// Loops may be bound behind it.

// LATER:         stack bx [8*by + ty - 1..min(H, 8*by + ty + 1) + 1, 3 kept] [32*b..min(W, 32*b + 32), 32 kept]

// At the root it lies in the memory of the device.

// ROOT: E0425: `bx` cannot be kept in `shared`: it is computed at the root, whole
// ROOT-NEXT: help: `bx.compute_at(...)` computes what one block or thread needs

// RESULT: E0425: `out` cannot be kept in `shared`: it is computed at the root, whole
// RESULT-NEXT: help: `out.compute_at(...)` computes what one block or thread needs

// INLINE: E0407: `bx` is inlined, so it has no loops

// Where no thread's loop is around it, the block keeps it.

// BLOCK: E0425: `bx` cannot be kept in `stack`: no loop around it is bound to threads, so it is the block's
// BLOCK-NEXT: help: compute it inside of such a loop, or `store_in(shared)`

// What its own threads make, the block keeps.

// BOUND: E0424: `x` cannot be bound to `thread.x`: `bx` is computed by each thread for itself
// BOUND: help: `bx.store_in(shared)` before this lets the threads of a block share it

// A CPU chooses by itself.

// CPU: E0423: `store_in` is for GPUs, not for `cpu`
// CPU-NEXT: help: write it in a `schedule ... on gpu`

// SPACE: E0402: `store_in` takes (space: Word = shared | stack); `space` is one of shared, stack
