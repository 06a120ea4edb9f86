// RUN: tdsl-opt %s -graph-drop | FileCheck %s

// CHECK-LABEL: @unread
// CHECK-NOT: graph.stage "a"
// CHECK-NOT: graph.stage "b"
// CHECK: graph.stage "y"
graph.func @unread(%x: !graph.tensor<f32> {graph.name = "x"})
    -> (!graph.tensor<f32> {graph.name = "y"})
    attributes {sizes = [], facts = [], consts = []} {
  %a = graph.stage "a" [] : f32 {
    %v = graph.read %x[] : !graph.tensor<f32>
    graph.yield %v : f32
  }
  %b = graph.stage "b" [] : f32 {
    %v = graph.read %a[] : !graph.tensor<f32>
    graph.yield %v : f32
  }
  %y = graph.stage "y" [] : f32 {
    %v = graph.read %x[] : !graph.tensor<f32>
    graph.yield %v : f32
  }
  graph.return %y : !graph.tensor<f32>
}

// What a schedule names stays, with what it reads.

// CHECK-LABEL: @pinned_is_kept
// CHECK: graph.stage "a"
// CHECK: graph.stage "b"
graph.func @pinned_is_kept(%x: !graph.tensor<f32> {graph.name = "x"})
    -> (!graph.tensor<f32> {graph.name = "y"})
    attributes {sizes = [], facts = [], consts = []} {
  %a = graph.stage "a" [] : f32 {
    %v = graph.read %x[] : !graph.tensor<f32>
    graph.yield %v : f32
  }
  %b = graph.stage "b" [] {pinned} : f32 {
    %v = graph.read %a[] : !graph.tensor<f32>
    graph.yield %v : f32
  }
  %y = graph.stage "y" [] : f32 {
    %v = graph.read %x[] : !graph.tensor<f32>
    graph.yield %v : f32
  }
  graph.return %y : !graph.tensor<f32>
}
