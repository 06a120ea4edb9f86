// RUN: tdsl-opt %s -split-input-file -graph-merge | FileCheck %s

// Equal stages become one, whatever their indices are called, and equal values
// in a body too.

// CHECK-LABEL: @same
// CHECK: graph.stage "a"
// CHECK-NOT: graph.stage "b"
// CHECK: graph.stage "y"
// CHECK: %[[V:.*]] = graph.read %a
// CHECK-NEXT: arith.addf %[[V]], %[[V]]
graph.func @same(%x: !graph.tensor<f32, ["0..M", "0..N"]> {graph.name = "x"})
    -> (!graph.tensor<f32, ["0..M"]> {graph.name = "y"})
    attributes {sizes = ["M", "N"], facts = ["M", "N"], consts = []} {
  %a = graph.stage "a" ["i" in "0..M"] : f32 {
  ^bb0(%i: index):
    %zero = arith.constant 0 : index
    %n = graph.size "N"
    %r = graph.reduce max ("j") from (%zero) to (%n) : f32 {
    ^bb0(%j: index):
      %v = graph.read %x[%i, %j] : !graph.tensor<f32, ["0..M", "0..N"]>
      graph.yield %v : f32
    }
    graph.yield %r : f32
  }
  %b = graph.stage "b" ["p" in "0..M"] : f32 {
  ^bb0(%p: index):
    %zero = arith.constant 0 : index
    %n = graph.size "N"
    %r = graph.reduce max ("q") from (%zero) to (%n) : f32 {
    ^bb0(%q: index):
      %v = graph.read %x[%p, %q] : !graph.tensor<f32, ["0..M", "0..N"]>
      graph.yield %v : f32
    }
    graph.yield %r : f32
  }
  %y = graph.stage "y" ["i" as "i.1" in "0..M"] : f32 {
  ^bb0(%i: index):
    %v = graph.read %a[%i] : !graph.tensor<f32, ["0..M"]>
    %w = graph.read %b[%i] : !graph.tensor<f32, ["0..M"]>
    %s = arith.addf %v, %w : f32
    graph.yield %s : f32
  }
  graph.return %y : !graph.tensor<f32, ["0..M"]>
}

// -----

// Another operation, another operand, a pinned stage, a result: each stays.

// CHECK-LABEL: @different_is_kept
// CHECK: graph.stage "a"
// CHECK: graph.stage "op"
// CHECK: graph.stage "operand"
// CHECK: graph.stage "pin"
// CHECK: graph.stage "y"
graph.func @different_is_kept(%x: !graph.tensor<f32> {graph.name = "x"},
                              %z: !graph.tensor<f32> {graph.name = "z"})
    -> (!graph.tensor<f32> {graph.name = "y"})
    attributes {sizes = [], facts = [], consts = []} {
  %a = graph.stage "a" [] : f32 {
    %v = graph.read %x[] : !graph.tensor<f32>
    %w = arith.addf %v, %v : f32
    graph.yield %w : f32
  }
  %op = graph.stage "op" [] : f32 {
    %v = graph.read %x[] : !graph.tensor<f32>
    %w = arith.mulf %v, %v : f32
    graph.yield %w : f32
  }
  %operand = graph.stage "operand" [] : f32 {
    %v = graph.read %z[] : !graph.tensor<f32>
    %w = arith.addf %v, %v : f32
    graph.yield %w : f32
  }
  %pin = graph.stage "pin" [] {pinned} : f32 {
    %v = graph.read %x[] : !graph.tensor<f32>
    %w = arith.addf %v, %v : f32
    graph.yield %w : f32
  }
  %y = graph.stage "y" [] : f32 {
    %v = graph.read %x[] : !graph.tensor<f32>
    %w = arith.addf %v, %v : f32
    graph.yield %w : f32
  }
  graph.return %y : !graph.tensor<f32>
}
