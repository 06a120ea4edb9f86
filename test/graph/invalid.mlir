// RUN: tdsl-opt %s -split-input-file -verify-diagnostics

// One case for each law of the dialect, by its label.

// expected-error @+1 {{C1: 'i32' is no element type}}
graph.func @element(%x: !graph.tensor<i32> {graph.name = "x"})
    attributes {sizes = [], facts = [], consts = []} {
  graph.return
}

// -----

// expected-error @+1 {{C2: "0..N N" is no interval}}
graph.func @interval(%x: !graph.tensor<f32, ["0..N N"]> {graph.name = "x"})
    attributes {sizes = ["N"], facts = [], consts = []} {
  graph.return
}

// -----

// expected-error @+1 {{C2: takes and returns tensors only}}
graph.func @no_tensor(%x: f32 {graph.name = "x"})
    attributes {sizes = [], facts = [], consts = []} {
  graph.return
}

// -----

// expected-error @+1 {{C2: argument 0 has no graph.name}}
graph.func @no_name(%x: !graph.tensor<f32>)
    attributes {sizes = [], facts = [], consts = []} {
  graph.return
}

// -----

// expected-error @+1 {{C3: "N" speaks of "N", which is no size}}
graph.func @no_size() attributes {sizes = [], facts = ["N"], consts = []} {
  graph.return
}

// -----

// expected-error @+1 {{C3: const "K" is no size}}
graph.func @no_const() attributes {sizes = [], facts = [], consts = ["K"]} {
  graph.return
}

// -----

graph.func @unknown_size() attributes {sizes = [], facts = [], consts = []} {
  %a = graph.stage "a" [] : si64 {
    // expected-error @+1 {{C1: "N" is no size}}
    %n = graph.size "N"
    %v = arith.index_cast %n : index to i64
    graph.yield %v : i64
  }
  graph.return
}

// -----

graph.func @same_stage() attributes {sizes = [], facts = [], consts = []} {
  %a = graph.stage "a" [] : f32 {
    %v = arith.constant 1.0 : f32
    graph.yield %v : f32
  }
  // expected-error @+1 {{C4: two tensors are called "a"}}
  %b = graph.stage "a" [] : f32 {
    %v = arith.constant 1.0 : f32
    graph.yield %v : f32
  }
  graph.return
}

// -----

graph.func @same_symbol() attributes {sizes = ["i"], facts = [], consts = []} {
  // expected-error @+1 {{C4: two symbols are called "i"}}
  %a = graph.stage "a" ["i" in "0..4"] : f32 {
  ^bb0(%i: index):
    %v = arith.constant 1.0 : f32
    graph.yield %v : f32
  }
  graph.return
}

// -----

graph.func @stage_arguments() attributes {sizes = [], facts = [], consts = []} {
  // expected-error @+1 {{C1: one block argument of type index a dimension}}
  %a = graph.stage "a" ["i" in "0..4"] : f32 {
    %v = arith.constant 1.0 : f32
    graph.yield %v : f32
  }
  graph.return
}

// -----

graph.func @stage_type() attributes {sizes = [], facts = [], consts = []} {
  // expected-error @+1 {{C2: the body yields one 'f32'}}
  %a = graph.stage "a" [] : f32 {
    %v = arith.constant 1 : i32
    graph.yield %v : i32
  }
  graph.return
}

// -----

graph.func @stage_captures() attributes {sizes = [], facts = [], consts = []} {
  %v = arith.constant 1.0 : f32
  %a = graph.stage "a" [] : f32 {
    // expected-error @+1 {{C3: takes a value that is no tensor from outside}}
    graph.yield %v : f32
  }
  graph.return
}

// -----

graph.func @read_rank(%x: !graph.tensor<f32, ["0..4"]> {graph.name = "x"})
    attributes {sizes = [], facts = [], consts = []} {
  %a = graph.stage "a" [] : f32 {
    // expected-error @+1 {{C1: 0 indices for 1 dimensions}}
    %v = graph.read %x[] : !graph.tensor<f32, ["0..4"]>
    graph.yield %v : f32
  }
  graph.return
}

// -----

graph.func @two_arguments() attributes {sizes = [], facts = [], consts = []} {
  %a = graph.stage "a" [] : si32 {
    %z = arith.constant 0 : index
    // expected-error @+1 {{C1: one name, symbol, start and end an index}}
    %r = graph.reduce argmax ("i", "j") from (%z, %z) to (%z, %z) : i32 {
    ^bb0(%i: index, %j: index):
      %v = arith.constant 1.0 : f32
      graph.yield %v : f32
    }
    graph.yield %r : i32
  }
  graph.return
}

// -----

graph.func @any_of_numbers() attributes {sizes = [], facts = [], consts = []} {
  %a = graph.stage "a" [] : f32 {
    %z = arith.constant 0 : index
    // expected-error @+1 {{C2: any and all are of i1}}
    %r = graph.reduce any ("i") from (%z) to (%z) : f32 {
    ^bb0(%i: index):
      %v = arith.constant 1.0 : f32
      graph.yield %v : f32
    }
    graph.yield %r : f32
  }
  graph.return
}

// -----

graph.func @contract() attributes {sizes = [], facts = [], consts = []} {
  %a = graph.stage "a" [] : f32 {
    %z = arith.constant 0 : index
    // expected-error @+1 {{C3: contract on what is no sum of floats}}
    %r = graph.reduce max ("i") from (%z) to (%z) contract : f32 {
    ^bb0(%i: index):
      %v = arith.constant 1.0 : f32
      graph.yield %v : f32
    }
    graph.yield %r : f32
  }
  graph.return
}

// -----

graph.func @returned(%x: !graph.tensor<f32> {graph.name = "x"})
    -> (!graph.tensor<f64> {graph.name = "y"})
    attributes {sizes = [], facts = [], consts = []} {
  // expected-error @+1 {{C1: returns}}
  graph.return %x : !graph.tensor<f32>
}
