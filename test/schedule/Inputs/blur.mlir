graph.func @blur(%x: !graph.tensor<si32, ["0..H", "0..W"]> {graph.name = "image"})
    -> (!graph.tensor<si32, ["0..H", "0..W"]> {graph.name = "out"})
    attributes {sizes = ["H", "W"], facts = ["H", "W"], consts = []} {
  %bx = graph.stage "bx" ["y" in "-1..H + 1", "x" in "0..W"] {nonEmpty = ["min(H, W)"]} : si32 {
  ^bb0(%y: index, %x0: index):
    %one = arith.constant 1 : index
    %zero = arith.constant 0 : index
    %h = graph.size "H"
    %w = graph.size "W"
    %h1 = arith.subi %h, %one : index
    %w1 = arith.subi %w, %one : index
    %l = arith.subi %x0, %one : index
    %r = arith.addi %x0, %one : index
    %ya = arith.minsi %y, %h1 : index
    %yc = arith.maxsi %ya, %zero : index
    %la = arith.minsi %l, %w1 : index
    %lc = arith.maxsi %la, %zero : index
    %ra = arith.minsi %r, %w1 : index
    %rc = arith.maxsi %ra, %zero : index
    %a = graph.read %x[%yc, %lc] : !graph.tensor<si32, ["0..H", "0..W"]>
    %b = graph.read %x[%yc, %x0] : !graph.tensor<si32, ["0..H", "0..W"]>
    %c = graph.read %x[%yc, %rc] : !graph.tensor<si32, ["0..H", "0..W"]>
    %s = arith.addi %a, %b : i32
    %t = arith.addi %s, %c : i32
    graph.yield %t : i32
  }
  %out = graph.stage "out" ["y" as "y.1" in "0..H", "x" as "x.1" in "0..W"] : si32 {
  ^bb0(%y: index, %x0: index):
    %one = arith.constant 1 : index
    %l = arith.subi %y, %one : index
    %r = arith.addi %y, %one : index
    %a = graph.read %bx[%l, %x0] : !graph.tensor<si32, ["-1..H + 1", "0..W"]>
    %b = graph.read %bx[%y, %x0] : !graph.tensor<si32, ["-1..H + 1", "0..W"]>
    %c = graph.read %bx[%r, %x0] : !graph.tensor<si32, ["-1..H + 1", "0..W"]>
    %s = arith.addi %a, %b : i32
    %t = arith.addi %s, %c : i32
    graph.yield %t : i32
  }
  graph.return %out : !graph.tensor<si32, ["0..H", "0..W"]>
}
