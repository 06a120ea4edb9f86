// RUN: tdsl-opt %s -split-input-file -graph-simplify | FileCheck %s

// CHECK-LABEL: @folds
// CHECK: ^bb0(%[[I:.*]]: index):
// CHECK-NEXT: %[[V:.*]] = graph.read %x[%[[I]]]
// CHECK-NEXT: graph.yield %[[V]]
graph.func @folds(%x: !graph.tensor<f32, ["0..N"]> {graph.name = "x"})
    -> (!graph.tensor<f32, ["0..N"]> {graph.name = "y"})
    attributes {sizes = ["N"], facts = ["N"], consts = []} {
  %y = graph.stage "y" ["i" in "0..N"] : f32 {
  ^bb0(%i: index):
    %one = arith.constant 1 : index
    %up = arith.addi %i, %one : index
    %same = arith.subi %up, %one : index
    %v = graph.read %x[%same] : !graph.tensor<f32, ["0..N"]>
    %unit = arith.constant 1.0 : f32
    %w = arith.mulf %v, %unit : f32
    graph.yield %w : f32
  }
  graph.return %y : !graph.tensor<f32, ["0..N"]>
}

// -----

// Division by zero is zero and rounds down; an entry of a table is known.

// CHECK-LABEL: @constants
// CHECK: %[[C:.*]] = arith.constant 9 : i32
// CHECK-NEXT: graph.yield %[[C]]
graph.func @constants() -> (!graph.tensor<si32> {graph.name = "y"})
    attributes {sizes = [], facts = [], consts = []} {
  %y = graph.stage "y" [] : si32 {
    %seven = arith.constant -7 : index
    %two = arith.constant 2 : index
    %zero = arith.constant 0 : index
    %q = graph.floordiv %seven, %two
    %r = graph.mod %seven, %two
    %z = graph.floordiv %seven, %zero
    %four = arith.constant 4 : index
    %a = arith.addi %q, %four : index
    %b = arith.addi %a, %r : index
    %at = arith.addi %b, %z : index
    %v = graph.table dense<[7, 9, 5]> : vector<3xi32> [%at]
    graph.yield %v : i32
  }
  graph.return %y : !graph.tensor<si32>
}

// -----

// -0 + 0 is 0, so the sum says more than its operand.

// CHECK-LABEL: @adding_zero_is_kept
// CHECK: arith.addf
graph.func @adding_zero_is_kept(%x: !graph.tensor<f32> {graph.name = "x"})
    -> (!graph.tensor<f32> {graph.name = "y"})
    attributes {sizes = [], facts = [], consts = []} {
  %y = graph.stage "y" [] : f32 {
    %v = graph.read %x[] : !graph.tensor<f32>
    %zero = arith.constant 0.0 : f32
    %w = arith.addf %v, %zero : f32
    graph.yield %w : f32
  }
  graph.return %y : !graph.tensor<f32>
}
