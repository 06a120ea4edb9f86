graph.func @running(%x: !graph.tensor<si32, ["0..N"]> {graph.name = "x"})
    -> (!graph.tensor<si32, ["0..N"]> {graph.name = "y"})
    attributes {sizes = ["N"], facts = ["N"], consts = []} {
  %t = graph.stage "t" ["i" in "0..N"] : si32 {
  ^bb0(%i: index):
    %v = graph.read %x[%i] : !graph.tensor<si32, ["0..N"]>
    %w = arith.addi %v, %v : i32
    graph.yield %w : i32
  }
  %y = graph.stage "y" ["i" as "i.1" in "0..N"] : si32 {
  ^bb0(%i: index):
    %zero = arith.constant 0 : index
    %one = arith.constant 1 : index
    %n = arith.addi %i, %one : index
    %r = graph.reduce sum ("k") from (%zero) to (%n) : i32 {
    ^bb0(%k: index):
      %v = graph.read %t[%k] : !graph.tensor<si32, ["0..N"]>
      graph.yield %v : i32
    }
    graph.yield %r : i32
  }
  graph.return %y : !graph.tensor<si32, ["0..N"]>
}
