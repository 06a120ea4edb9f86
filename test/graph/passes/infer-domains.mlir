// RUN: tdsl-opt %s -split-input-file -graph-infer-domains | FileCheck %s

// A stage that is defined everywhere is computed where it is read. Of an empty
// image it would clamp to a row that does not exist, so nothing is computed.

// CHECK-LABEL: @everywhere
// CHECK: graph.stage "src" ["y" in "-1..H + 1"] {boundary, nonEmpty = ["H"]}
// CHECK: graph.read %src[%{{.*}}] : !graph.tensor<f32, ["-1..H + 1"]>
graph.func @everywhere(%x: !graph.tensor<f32, ["0..H"]> {graph.name = "x"})
    -> (!graph.tensor<f32, ["0..H"]> {graph.name = "out"})
    attributes {sizes = ["H"], facts = ["H"], consts = []} {
  %src = graph.stage "src" ["y" in "*"] {boundary} : f32 {
  ^bb0(%y: index):
    %h = graph.size "H"
    %zero = arith.constant 0 : index
    %one = arith.constant 1 : index
    %last = arith.subi %h, %one : index
    %low = arith.maxsi %y, %zero : index
    %at = arith.minsi %low, %last : index
    %v = graph.read %x[%at] : !graph.tensor<f32, ["0..H"]>
    graph.yield %v : f32
  }
  %out = graph.stage "out" ["y" as "y.1" in "0..H"] : f32 {
  ^bb0(%y: index):
    %one = arith.constant 1 : index
    %up = arith.subi %y, %one : index
    %down = arith.addi %y, %one : index
    %a = graph.read %src[%up] : !graph.tensor<f32, ["*"]>
    %b = graph.read %src[%down] : !graph.tensor<f32, ["*"]>
    %s = arith.addf %a, %b : f32
    graph.yield %s : f32
  }
  graph.return %out : !graph.tensor<f32, ["0..H"]>
}

// -----

// What reads a stage that may be left out is left out with it, though its own
// reads are inside of that stage's box.

// CHECK-LABEL: @chain
// CHECK: graph.stage "src" ["y" in "-2..H + 2"] {boundary, nonEmpty = ["H"]}
// CHECK: graph.stage "b" ["y" as "y.1" in "-1..H + 1"] {nonEmpty = ["H"]}
// CHECK: graph.stage "out" ["y" as "y.2" in "0..H"] : f32
graph.func @chain(%x: !graph.tensor<f32, ["0..H"]> {graph.name = "x"})
    -> (!graph.tensor<f32, ["0..H"]> {graph.name = "out"})
    attributes {sizes = ["H"], facts = ["H"], consts = []} {
  %src = graph.stage "src" ["y" in "*"] {boundary} : f32 {
  ^bb0(%y: index):
    %h = graph.size "H"
    %zero = arith.constant 0 : index
    %one = arith.constant 1 : index
    %last = arith.subi %h, %one : index
    %low = arith.maxsi %y, %zero : index
    %at = arith.minsi %low, %last : index
    %v = graph.read %x[%at] : !graph.tensor<f32, ["0..H"]>
    graph.yield %v : f32
  }
  %b = graph.stage "b" ["y" as "y.1" in "*"] : f32 {
  ^bb0(%y: index):
    %one = arith.constant 1 : index
    %up = arith.subi %y, %one : index
    %down = arith.addi %y, %one : index
    %u = graph.read %src[%up] : !graph.tensor<f32, ["*"]>
    %d = graph.read %src[%down] : !graph.tensor<f32, ["*"]>
    %s = arith.addf %u, %d : f32
    graph.yield %s : f32
  }
  %out = graph.stage "out" ["y" as "y.2" in "0..H"] : f32 {
  ^bb0(%y: index):
    %one = arith.constant 1 : index
    %up = arith.subi %y, %one : index
    %down = arith.addi %y, %one : index
    %u = graph.read %b[%up] : !graph.tensor<f32, ["*"]>
    %d = graph.read %b[%down] : !graph.tensor<f32, ["*"]>
    %s = arith.addf %u, %d : f32
    graph.yield %s : f32
  }
  graph.return %out : !graph.tensor<f32, ["0..H"]>
}

// -----

// What is read in part is computed in part, also inside of a reduction.

// CHECK-LABEL: @narrowed
// CHECK: graph.stage "t" ["i" in "0..K"] : f32
graph.func @narrowed(%x: !graph.tensor<f32, ["0..K + 5"]> {graph.name = "x"})
    -> (!graph.tensor<f32> {graph.name = "s"})
    attributes {sizes = ["K"], facts = ["K"], consts = []} {
  %t = graph.stage "t" ["i" in "0..K + 5"] : f32 {
  ^bb0(%i: index):
    %v = graph.read %x[%i] : !graph.tensor<f32, ["0..K + 5"]>
    graph.yield %v : f32
  }
  %s = graph.stage "s" [] : f32 {
    %zero = arith.constant 0 : index
    %k = graph.size "K"
    %r = graph.reduce sum ("k") from (%zero) to (%k) : f32 {
    ^bb0(%j: index):
      %v = graph.read %t[%j] : !graph.tensor<f32, ["0..K + 5"]>
      graph.yield %v : f32
    }
    graph.yield %r : f32
  }
  graph.return %s : !graph.tensor<f32>
}

// -----

// At a place made from data a stage with a box may be read anywhere in it.

// CHECK-LABEL: @gathered_is_kept
// CHECK: graph.stage "t" ["i" in "0..K"]
graph.func @gathered_is_kept(%x: !graph.tensor<f32, ["0..K"]> {graph.name = "x"},
                             %p: !graph.tensor<si32, ["0..N"]> {graph.name = "p"})
    -> (!graph.tensor<f32, ["0..N"]> {graph.name = "y"})
    attributes {sizes = ["K", "N"], facts = ["K", "N"], consts = []} {
  %t = graph.stage "t" ["i" in "0..K"] : f32 {
  ^bb0(%i: index):
    %v = graph.read %x[%i] : !graph.tensor<f32, ["0..K"]>
    graph.yield %v : f32
  }
  %y = graph.stage "y" ["n" in "0..N"] : f32 {
  ^bb0(%n: index):
    %q = graph.read %p[%n] : !graph.tensor<si32, ["0..N"]>
    %at = arith.index_cast %q : i32 to index
    %v = graph.read %t[%at] checked <"y" reads "t" at "g.tdsl":1:1> : !graph.tensor<f32, ["0..K"]>
    graph.yield %v : f32
  }
  graph.return %y : !graph.tensor<f32, ["0..N"]>
}

// -----

// One that is defined everywhere has no box then: it goes where it is read.

// CHECK-LABEL: @gathered_everywhere
// CHECK-NOT: graph.stage "t"
// CHECK: graph.stage "y"
// CHECK: %[[AT:.*]] = arith.index_cast
// CHECK: %[[CLAMPED:.*]] = arith.maxsi %[[AT]]
// CHECK: graph.read %x[%[[CLAMPED]]] if %{{.*}}
graph.func @gathered_everywhere(%x: !graph.tensor<f32, ["0..K"]> {graph.name = "x"},
                                %p: !graph.tensor<si32, ["0..N"]> {graph.name = "p"})
    -> (!graph.tensor<f32, ["0..N"]> {graph.name = "y"})
    attributes {sizes = ["K", "N"], facts = ["K", "N"], consts = []} {
  %t = graph.stage "t" ["i" in "*"] : f32 {
  ^bb0(%i: index):
    %zero = arith.constant 0 : index
    %c = arith.maxsi %i, %zero : index
    %v = graph.read %x[%c] : !graph.tensor<f32, ["0..K"]>
    graph.yield %v : f32
  }
  %y = graph.stage "y" ["n" in "0..N"] : f32 {
  ^bb0(%n: index):
    %q = graph.read %p[%n] : !graph.tensor<si32, ["0..N"]>
    %at = arith.index_cast %q : i32 to index
    %zero = arith.constant 0 : i32
    %g = arith.cmpi sgt, %q, %zero : i32
    %v = graph.read %t[%at] if %g : !graph.tensor<f32, ["*"]>
    graph.yield %v : f32
  }
  graph.return %y : !graph.tensor<f32, ["0..N"]>
}

// -----

// A result has the box of its type, whatever is read of it.

// CHECK-LABEL: @result_is_kept
// CHECK: graph.stage "a" ["i" in "0..N"]
graph.func @result_is_kept(%x: !graph.tensor<f32, ["0..N"]> {graph.name = "x"})
    -> (!graph.tensor<f32, ["0..N"]> {graph.name = "a"},
        !graph.tensor<f32> {graph.name = "b"})
    attributes {sizes = ["N"], facts = ["N - 1"], consts = []} {
  %a = graph.stage "a" ["i" in "0..N"] : f32 {
  ^bb0(%i: index):
    %v = graph.read %x[%i] : !graph.tensor<f32, ["0..N"]>
    graph.yield %v : f32
  }
  %b = graph.stage "b" [] : f32 {
    %zero = arith.constant 0 : index
    %v = graph.read %a[%zero] : !graph.tensor<f32, ["0..N"]>
    graph.yield %v : f32
  }
  graph.return %a, %b : !graph.tensor<f32, ["0..N"]>, !graph.tensor<f32>
}
