graph.func @matmul(%a: !graph.tensor<f32, ["0..M", "0..K"]> {graph.name = "a"},
                   %b: !graph.tensor<f32, ["0..K", "0..N"]> {graph.name = "b"})
    -> (!graph.tensor<f32, ["0..M", "0..N"]> {graph.name = "c"})
    attributes {sizes = ["M", "N", "K"], facts = ["M", "N", "K"], consts = []} {
  %c = graph.stage "c" ["i" in "0..M", "j" in "0..N"] : f32 {
  ^bb0(%i: index, %j: index):
    %n = graph.size "K"
    %zero = arith.constant 0 : index
    %r = graph.reduce sum ("k") from (%zero) to (%n) contract : f32 {
    ^bb0(%k: index):
      %v = graph.read %a[%i, %k] : !graph.tensor<f32, ["0..M", "0..K"]>
      %w = graph.read %b[%k, %j] : !graph.tensor<f32, ["0..K", "0..N"]>
      %p = arith.mulf %v, %w : f32
      graph.yield %p : f32
    }
    graph.yield %r : f32
  }
  graph.return %c : !graph.tensor<f32, ["0..M", "0..N"]>
}
