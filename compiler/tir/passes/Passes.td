//===- Passes.td - Passes on the tensor IR --------------------------------===//
//
// In the order in which Pipeline.cpp runs them.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TIR_PASSES_TD
#define TDSL_TIR_PASSES_TD

include "mlir/Pass/PassBase.td"

class TirPass<string argument> : Pass<argument, "::mlir::ModuleOp"> {
  let dependentDialects = [
    "::tdsl::tir::TirDialect", "::mlir::arith::ArithDialect",
    "::mlir::math::MathDialect", "::mlir::scf::SCFDialect",
    "::mlir::vector::VectorDialect"];
}

def Unroll : TirPass<"tir-unroll"> {
  let summary = "Write out every unrolled loop";
  let description = [{
    for unrolled r in 0..2: S(r)   ->   S(0); S(1)
  }];
}

def Vectorize : TirPass<"tir-vectorize"> {
  let summary = "Turn every vector loop into straight code on vectors";
  let description = [{
    for vector x in 0..8: y[x] = a[x] + b   ->   y[0..8] = a[0..8] + splat(b)

    Inner loops are vectorised too: an outer value becomes a vector, an inner
    serial loop carries vectors.
  }];
}

def Promote : TirPass<"tir-promote"> {
  let summary = "Carry accumulations in values instead of memory";
  let description = [{
    for k: c[i] += f(k)   ->   t = c[i]; for k carry t: t + f(k); c[i] = t
  }];
}

def Settle : TirPass<"tir-settle"> {
  let summary = "Write accumulations that stay in memory as load and store";
  let description = [{
    accumulate sum v, c[i]   ->   store load c[i] + v, c[i]
  }];
}

def Forward : TirPass<"tir-forward"> {
  let summary = "Use stored values instead of loading them again";
  let description = [{
    c[i] = v; w = c[i]; c[i] = u   ->   c[i] = u, with v for w
  }];
}

def ExpandMath : TirPass<"tir-expand-math"> {
  let summary = "Write elementary functions out as arithmetic";
  let description = [{
    exp(x)   ->   polynomial(x - n ln 2) * 2^n, with n = round(x / ln 2)

    For f32 and narrower types; those of f64 are kept for the C library.
  }];
}

def Flatten : TirPass<"tir-flatten"> {
  let summary = "Give every access one linear index";
  let description = [{
    a[i, j]   ->   a[i*N + j]
  }];
}

#endif // TDSL_TIR_PASSES_TD
