graph.func @softmax(%x: !graph.tensor<f32, ["0..M", "0..N"]> {graph.name = "x"})
    -> (!graph.tensor<f32, ["0..M", "0..N"]> {graph.name = "y"})
    attributes {sizes = ["M", "N"], facts = ["M", "N"], consts = []} {
  %peak = graph.stage "peak" ["i" in "0..M"] : f32 {
  ^bb0(%i: index):
    %n = graph.size "N"
    %zero = arith.constant 0 : index
    %r = graph.reduce max ("j") from (%zero) to (%n) : f32 {
    ^bb0(%j: index):
      %v = graph.read %x[%i, %j] : !graph.tensor<f32, ["0..M", "0..N"]>
      graph.yield %v : f32
    }
    graph.yield %r : f32
  }
  %e = graph.stage "e" ["i" as "i.1" in "0..M", "j" as "j.1" in "0..N"] : f32 {
  ^bb0(%i: index, %j: index):
    %v = graph.read %x[%i, %j] : !graph.tensor<f32, ["0..M", "0..N"]>
    %p = graph.read %peak[%i] : !graph.tensor<f32, ["0..M"]>
    %d = arith.subf %v, %p : f32
    %q = math.exp %d : f32
    graph.yield %q : f32
  }
  %total = graph.stage "total" ["i" as "i.2" in "0..M"] : f32 {
  ^bb0(%i: index):
    %n = graph.size "N"
    %zero = arith.constant 0 : index
    %r = graph.reduce sum ("j" as "j.2") from (%zero) to (%n) : f32 {
    ^bb0(%j: index):
      %v = graph.read %e[%i, %j] : !graph.tensor<f32, ["0..M", "0..N"]>
      graph.yield %v : f32
    }
    graph.yield %r : f32
  }
  %y = graph.stage "y" ["i" as "i.3" in "0..M", "j" as "j.3" in "0..N"] : f32 {
  ^bb0(%i: index, %j: index):
    %v = graph.read %e[%i, %j] : !graph.tensor<f32, ["0..M", "0..N"]>
    %t = graph.read %total[%i] : !graph.tensor<f32, ["0..M"]>
    %q = arith.divf %v, %t : f32
    graph.yield %q : f32
  }
  graph.return %y : !graph.tensor<f32, ["0..M", "0..N"]>
}
