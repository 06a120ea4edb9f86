//===- Passes.td - Passes on the graph ------------------------------------===//

#ifndef TDSL_GRAPH_PASSES_PASSES_TD
#define TDSL_GRAPH_PASSES_PASSES_TD

include "mlir/Pass/PassBase.td"

class Graph_Pass<string argument> : Pass<argument, "::tdsl::graph::FuncOp"> {
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}

def GraphDrop : Graph_Pass<"graph-drop"> {
  let summary = "remove stages that nothing needs";
  let description = [{
    A stage that is no result, is not pinned and has no readers is removed, and
    then those that only it had read.

    ```
    t = stage [i]: f(x[i])            y = stage [i]: x[i] + 1
    y = stage [i]: x[i] + 1     ->    return y
    return y
    ```
  }];
}

def GraphInferDomains : Graph_Pass<"graph-infer-domains"> {
  let summary = "compute a stage on the smallest box that holds all reads";
  let description = [{
    Readers come first. A stage that is defined everywhere gets a box, one that
    is read only in part a smaller one; results keep theirs. Where the box may
    have points although no reader has one, `nonEmpty` says when a reader does.
    A stage defined everywhere that is read at a place made from data is put
    where it is read.

    ```
    s = stage [y in *]: x[clamp y]      s = stage [y in -1..H + 1]: x[clamp y]
    o = stage [y in 0..H]:         ->       nonEmpty H
      s[y - 1] + s[y + 1]               o = stage [y in 0..H]: ...
    ```
  }];
}

def GraphInline : Graph_Pass<"graph-inline"> {
  let summary = "read through stages that only rename";
  let description = [{
    A stage whose body is one read (a copy, a transposition, a slice) or one
    constant is read through. A result that copies a stage takes its place.
    Whether anything else is inlined, boundary stages too, is decided by
    schedules.

    ```
    t = stage [i, j]: x[j, i]         y = stage [i, j]: x[i, j] * 2
    y = stage [i, j]: t[j, i] * 2  ->
    ```
  }];
}

def GraphMerge : Graph_Pass<"graph-merge"> {
  let summary = "compute the same thing once";
  let description = [{
    In a body, operations that compute the same value become one. Of two stages
    with the same box and body the later is read from the earlier, unless it is
    pinned or a result.

    ```
    a = stage [i]: exp x[i]           a = stage [i]: exp x[i]
    b = stage [i]: exp x[i]     ->    y = stage [i]: a[i] + a[i]
    y = stage [i]: a[i] + b[i]
    ```
  }];
}

def GraphSimplify : Graph_Pass<"graph-simplify"> {
  let summary = "fold constants and simplify bodies";
  let description = [{
    What holds for every value, floats included: x * 1 is x, but x + 0 stays, as
    -0 + 0 is 0.

    ```
    y = stage [i]: x[i + 1 - 1] * 1.0   ->   y = stage [i]: x[i]
    ```
  }];
}

#endif // TDSL_GRAPH_PASSES_PASSES_TD
