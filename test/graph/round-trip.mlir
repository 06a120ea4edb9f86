// RUN: tdsl-opt %s | tdsl-opt | FileCheck %s

// What is printed can be read again, and says the same.

// CHECK-LABEL: graph.func @softmax(%x: !graph.tensor<f32, ["0..M", "0..N"]> {graph.name = "x"})
// CHECK-SAME:  -> (!graph.tensor<f32, ["0..M", "0..N"]> {graph.name = "y"})
// CHECK-SAME:  attributes {consts = [], facts = ["M", "N"], sizes = ["M", "N"]}
graph.func @softmax(%x: !graph.tensor<f32, ["0..M", "0..N"]> {graph.name = "x"})
    -> (!graph.tensor<f32, ["0..M", "0..N"]> {graph.name = "y"})
    attributes {sizes = ["M", "N"], facts = ["M", "N"], consts = []} {
  // CHECK: %peak = graph.stage "peak" ["i" in "0..M"] {pinned} : f32 {
  // CHECK-NEXT: ^bb0(%i: index):
  %peak = graph.stage "peak" ["i" in "0..M"] {pinned} : f32 {
  ^bb0(%i: index):
    %n = graph.size "N"
    %zero = arith.constant 0 : index
    // CHECK: graph.reduce max ("j") from(%{{.*}}) to(%{{.*}}) : f32 {
    %r = graph.reduce max ("j") from (%zero) to (%n) : f32 {
    ^bb0(%j: index):
      // CHECK: graph.read %x[%i, %j] : !graph.tensor<f32, ["0..M", "0..N"]>
      %v = graph.read %x[%i, %j] : !graph.tensor<f32, ["0..M", "0..N"]>
      graph.yield %v : f32
    }
    graph.yield %r : f32
  }
  // CHECK: %total = graph.stage "total" ["i" as "i.1" in "0..M"] : f32
  %total = graph.stage "total" ["i" as "i.1" in "0..M"] : f32 {
  ^bb0(%i: index):
    %n = graph.size "N"
    %zero = arith.constant 0 : index
    // CHECK: graph.reduce sum ("j" as "j.1") from({{.*}}) to({{.*}}) contract strict : f32 {
    %r = graph.reduce sum ("j" as "j.1") from (%zero) to (%n) contract strict : f32 {
    ^bb0(%j: index):
      %p = graph.read %peak[%i] : !graph.tensor<f32, ["0..M"]>
      %c = arith.cmpi sle, %j, %i : index
      // CHECK: graph.read %x[%{{.*}}, %{{.*}}] if %{{.*}} checked <"total" reads "x" at "s.tdsl" : 3 : 12> : !graph.tensor
      %v = graph.read %x[%i, %j] if %c checked <"total" reads "x" at "s.tdsl":3:12> : !graph.tensor<f32, ["0..M", "0..N"]>
      %q = arith.mulf %p, %v : f32
      // CHECK: graph.yield %{{.*}} if %{{.*}} : f32
      graph.yield %q if %c : f32
    }
    graph.yield %r : f32
  }
  // CHECK: graph.stage "src" ["p" in "*"] {anonymous, boundary, nonEmpty = ["N"]} : ui8
  %src = graph.stage "src" ["p" in "*"] {boundary, anonymous, nonEmpty = ["N"]} : ui8 {
  ^bb0(%p: index):
    %three = arith.constant 3 : index
    %m = graph.mod %p, %three
    // CHECK: graph.table dense<[1, 2, 3]> : vector<3xi8>[%{{.*}}]
    %v = graph.table dense<[1, 2, 3]> : vector<3xi8> [%m]
    graph.yield %v : i8
  }
  %y = graph.stage "y" ["i" as "i.2" in "0..M", "j" as "j.2" in "0..N"] : f32 {
  ^bb0(%i: index, %j: index):
    %t = graph.read %total[%i] : !graph.tensor<f32, ["0..M"]>
    %yes = arith.constant true
    // CHECK: graph.check %{{.*}}, %{{.*}} at <"y" reads "" at "s.tdsl" : 4 : 1> : f32
    %u = graph.check %yes, %t at <"y" reads "" at "s.tdsl":4:1> : f32
    graph.yield %u : f32
  }
  graph.return %y : !graph.tensor<f32, ["0..M", "0..N"]>
}
