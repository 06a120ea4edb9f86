graph.func @gather(%x: !graph.tensor<f32, ["0..M"]> {graph.name = "x"},
                   %at: !graph.tensor<si32, ["0..N"]> {graph.name = "at"})
    -> (!graph.tensor<f32, ["0..N"]> {graph.name = "y"})
    attributes {sizes = ["M", "N"], facts = ["M", "N"], consts = []} {
  %y = graph.stage "y" ["i" in "0..N"] : f32 {
  ^bb0(%i: index):
    %n = graph.read %at[%i] : !graph.tensor<si32, ["0..N"]>
    %p = arith.index_cast %n : i32 to index
    %zero = arith.constant 0 : index
    %one = arith.constant 1 : index
    %m = graph.size "M"
    %last = arith.subi %m, %one : index
    %low = arith.maxsi %p, %zero : index
    %q = arith.minsi %low, %last : index
    %v = graph.read %x[%q] : !graph.tensor<f32, ["0..M"]>
    graph.yield %v : f32
  }
  graph.return %y : !graph.tensor<f32, ["0..N"]>
}
