// RUN: tdsl-opt %s -split-input-file -graph-inline | FileCheck %s

// A stage that only transposes is read through.

// CHECK-LABEL: @renaming
// CHECK-NOT: graph.stage "t"
// CHECK: graph.stage "y"
// CHECK-NEXT: ^bb0(%[[I:.*]]: index, %[[J:.*]]: index):
// CHECK: graph.read %x[%[[I]], %[[J]]] if %{{.*}} : !graph.tensor<f32, ["0..M", "0..N"]>
graph.func @renaming(%x: !graph.tensor<f32, ["0..M", "0..N"]> {graph.name = "x"},
                     %c: !graph.tensor<i1> {graph.name = "c"})
    -> (!graph.tensor<f32, ["0..M", "0..N"]> {graph.name = "y"})
    attributes {sizes = ["M", "N"], facts = ["M", "N"], consts = []} {
  %t = graph.stage "t" ["j" in "0..N", "i" in "0..M"] : f32 {
  ^bb0(%j: index, %i: index):
    %v = graph.read %x[%i, %j] : !graph.tensor<f32, ["0..M", "0..N"]>
    graph.yield %v : f32
  }
  %y = graph.stage "y" ["i" as "i.1" in "0..M", "j" as "j.1" in "0..N"] : f32 {
  ^bb0(%i: index, %j: index):
    %g = graph.read %c[] : !graph.tensor<i1>
    %v = graph.read %t[%j, %i] if %g : !graph.tensor<f32, ["0..N", "0..M"]>
    %w = arith.addf %v, %v : f32
    graph.yield %w : f32
  }
  graph.return %y : !graph.tensor<f32, ["0..M", "0..N"]>
}

// -----

// A result that copies a stage takes its place.

// CHECK-LABEL: @result
// CHECK-NOT: graph.stage "h"
// CHECK: %y = graph.stage "y" ["n" as "i" in "0..N"]
// CHECK: arith.addf
// CHECK-NOT: graph.stage
graph.func @result(%x: !graph.tensor<f32, ["0..N"]> {graph.name = "x"})
    -> (!graph.tensor<f32, ["0..N"]> {graph.name = "y"})
    attributes {sizes = ["N"], facts = ["N"], consts = []} {
  %h = graph.stage "h" ["i" in "0..N"] : f32 {
  ^bb0(%i: index):
    %v = graph.read %x[%i] : !graph.tensor<f32, ["0..N"]>
    %w = arith.addf %v, %v : f32
    graph.yield %w : f32
  }
  %y = graph.stage "y" ["n" in "0..N"] : f32 {
  ^bb0(%n: index):
    %v = graph.read %h[%n] : !graph.tensor<f32, ["0..N"]>
    graph.yield %v : f32
  }
  graph.return %y : !graph.tensor<f32, ["0..N"]>
}

// -----

// CHECK-LABEL: @pinned_is_kept
// CHECK: graph.stage "t"
// CHECK: graph.read %t
graph.func @pinned_is_kept(%x: !graph.tensor<f32, ["0..N"]> {graph.name = "x"})
    -> (!graph.tensor<f32, ["0..N"]> {graph.name = "y"})
    attributes {sizes = ["N"], facts = ["N"], consts = []} {
  %t = graph.stage "t" ["i" in "0..N"] {pinned} : f32 {
  ^bb0(%i: index):
    %v = graph.read %x[%i] : !graph.tensor<f32, ["0..N"]>
    graph.yield %v : f32
  }
  %y = graph.stage "y" ["n" in "0..N"] : f32 {
  ^bb0(%n: index):
    %v = graph.read %t[%n] : !graph.tensor<f32, ["0..N"]>
    %w = arith.addf %v, %v : f32
    graph.yield %w : f32
  }
  graph.return %y : !graph.tensor<f32, ["0..N"]>
}

// -----

// Beyond its box the stage reports, the tensor behind it might not.

// CHECK-LABEL: @checked_is_kept
// CHECK: graph.stage "t"
// CHECK: graph.read %t[%{{.*}}] checked
graph.func @checked_is_kept(%x: !graph.tensor<f32, ["0..N"]> {graph.name = "x"},
                            %p: !graph.tensor<si32> {graph.name = "p"})
    -> (!graph.tensor<f32> {graph.name = "y"})
    attributes {sizes = ["N"], facts = ["N - 4"], consts = []} {
  %t = graph.stage "t" ["i" in "0..4"] : f32 {
  ^bb0(%i: index):
    %v = graph.read %x[%i] : !graph.tensor<f32, ["0..N"]>
    graph.yield %v : f32
  }
  %y = graph.stage "y" [] : f32 {
    %q = graph.read %p[] : !graph.tensor<si32>
    %at = arith.index_cast %q : i32 to index
    %v = graph.read %t[%at] checked <"y" reads "t" at "g.tdsl":1:1> : !graph.tensor<f32, ["0..4"]>
    graph.yield %v : f32
  }
  graph.return %y : !graph.tensor<f32>
}

// -----

// Whether computing again pays is for schedules to say.

// CHECK-LABEL: @computing_is_kept
// CHECK: graph.stage "t"
// CHECK: graph.read %t
graph.func @computing_is_kept(%x: !graph.tensor<f32, ["0..N"]> {graph.name = "x"})
    -> (!graph.tensor<f32, ["0..N"]> {graph.name = "y"})
    attributes {sizes = ["N"], facts = ["N"], consts = []} {
  %t = graph.stage "t" ["i" in "0..N"] : f32 {
  ^bb0(%i: index):
    %v = graph.read %x[%i] : !graph.tensor<f32, ["0..N"]>
    %w = arith.mulf %v, %v : f32
    graph.yield %w : f32
  }
  %y = graph.stage "y" ["n" in "0..N"] : f32 {
  ^bb0(%n: index):
    %v = graph.read %t[%n] : !graph.tensor<f32, ["0..N"]>
    %w = arith.addf %v, %v : f32
    graph.yield %w : f32
  }
  graph.return %y : !graph.tensor<f32, ["0..N"]>
}

// -----

// Where the edges of an image are made is for schedules to say too.

// CHECK-LABEL: @boundary_is_kept
// CHECK: graph.stage "src"
graph.func @boundary_is_kept(%x: !graph.tensor<f32, ["0..N"]> {graph.name = "x"})
    -> (!graph.tensor<f32, ["0..N"]> {graph.name = "y"})
    attributes {sizes = ["N"], facts = ["N - 1"], consts = []} {
  %src = graph.stage "src" ["i" in "*"] {boundary} : f32 {
  ^bb0(%i: index):
    %zero = arith.constant 0 : index
    %at = arith.muli %i, %zero : index
    %v = graph.read %x[%at] : !graph.tensor<f32, ["0..N"]>
    graph.yield %v : f32
  }
  %y = graph.stage "y" ["n" in "0..N"] : f32 {
  ^bb0(%n: index):
    %v = graph.read %src[%n] : !graph.tensor<f32, ["*"]>
    %w = arith.addf %v, %v : f32
    graph.yield %w : f32
  }
  graph.return %y : !graph.tensor<f32, ["0..N"]>
}
