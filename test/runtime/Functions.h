//===- Functions.h - The functions that the runtime tests call ------------===//
//
// Descriptors with kernels in C++, as the compiler would emit them.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TEST_RUNTIME_FUNCTIONS_H
#define TDSL_TEST_RUNTIME_FUNCTIONS_H

#include "test/runtime/Descriptor.h"

namespace tdsl::test {

/// fn matmul<M, K, N>(a: f32[M, K], b: f32[K, N]) -> (c: f32[M, N])
inline int32_t matmulKernel(tdsl_context *, void *const *buffers,
                            const int64_t *sizes) {
  const float *a = static_cast<const float *>(buffers[0]);
  const float *b = static_cast<const float *>(buffers[1]);
  float *c = static_cast<float *>(buffers[2]);
  int64_t M = sizes[0], K = sizes[1], N = sizes[2];
  for (int64_t i = 0; i < M; ++i)
    for (int64_t j = 0; j < N; ++j) {
      float sum = 0;
      for (int64_t k = 0; k < K; ++k)
        sum += a[i * K + k] * b[k * N + j];
      c[i * N + j] = sum;
    }
  return 0;
}

/// `bKind` may make `b` a constant.
struct Matmul : Descriptor {
  explicit Matmul(int32_t bKind = TDSL_PARAM_INPUT)
      : Descriptor("matmul", matmulKernel) {
    symbol("M", 0, 0).symbol("K", 0, 1).symbol("N", 1, 1);
    param("a", TDSL_PARAM_INPUT, f32, "[M, K]",
          {{TDSL_OP_SYMBOL, 0}, {TDSL_OP_SYMBOL, 1}});
    param("b", bKind, f32, "[K, N]",
          {{TDSL_OP_SYMBOL, 1}, {TDSL_OP_SYMBOL, 2}});
    param("c", TDSL_PARAM_OUTPUT, f32, "[M, N]",
          {{TDSL_OP_SYMBOL, 0}, {TDSL_OP_SYMBOL, 2}});
  }
};

inline int32_t doNothing(tdsl_context *, void *const *, const int64_t *) {
  return 0;
}

/// fn brighten<H, W>(image: u16[H, W], gain: f32) -> (out: u16[H, W])
///   where W % 8 == 0, image <= 21845, gain >= 0.0
struct Brighten : Descriptor {
  Brighten() : Descriptor("brighten", doNothing) {
    symbol("H", 0, 0).symbol("W", 0, 1);
    param("image", TDSL_PARAM_INPUT, u16, "[H, W]",
          {{TDSL_OP_SYMBOL, 0}, {TDSL_OP_SYMBOL, 1}});
    param("gain", TDSL_PARAM_INPUT, f32, "", {});
    param("out", TDSL_PARAM_OUTPUT, u16, "[H, W]",
          {{TDSL_OP_SYMBOL, 0}, {TDSL_OP_SYMBOL, 1}});
    condition("W % 8 == 0", {TDSL_OP_SYMBOL, 1, TDSL_OP_PUSH, 8, TDSL_OP_MOD,
                             TDSL_OP_PUSH, 0, TDSL_OP_EQ});
    elements("image <= 21845", 0, TDSL_ELEMENT_HIGH, {}, {TDSL_OP_PUSH, 21845});
    elements("gain >= 0.0", 1, TDSL_ELEMENT_LOW, {}, {}, 0.0);
  }
};

/// fn pairs<N>(x: f32[2 * N], const K = N + 1) -> (y: f32[N, K])
struct Pairs : Descriptor {
  Pairs() : Descriptor("pairs", doNothing) {
    symbol("N", 0, 0, {TDSL_OP_EXTENT, TDSL_OP_PUSH, 2, TDSL_OP_FLOORDIV}, 1);
    explicitSymbol("K", {TDSL_OP_SYMBOL, 0, TDSL_OP_PUSH, 1, TDSL_OP_ADD}, 2);
    param("x", TDSL_PARAM_INPUT, f32, "[2 * N]",
          {{TDSL_OP_PUSH, 2, TDSL_OP_SYMBOL, 0, TDSL_OP_MUL}});
    param("y", TDSL_PARAM_OUTPUT, f32, "[N, K]",
          {{TDSL_OP_SYMBOL, 0}, {TDSL_OP_SYMBOL, 1}});
  }
};

/// fn gather<N, T>(table: f32[T], index: i32[N]) -> (y: f32[N])
inline int32_t gatherKernel(tdsl_context *context, void *const *buffers,
                            const int64_t *sizes) {
  static const tdsl_access_site site = {"y", "table", "gather.tdsl", 2,
                                        10,  0,       TDSL_SITE_READ};
  const float *table = static_cast<const float *>(buffers[0]);
  const int32_t *index = static_cast<const int32_t *>(buffers[1]);
  float *y = static_cast<float *>(buffers[2]);
  for (int64_t i = 0; i < sizes[0]; ++i) {
    if (index[i] < 0 || index[i] >= sizes[1])
      return tdsl_rt_report(context, &site, index[i], sizes[1]);
    y[i] = table[index[i]];
  }
  return 0;
}

struct Gather : Descriptor {
  Gather() : Descriptor("gather", gatherKernel) {
    symbol("N", 1, 0).symbol("T", 0, 0);
    param("table", TDSL_PARAM_INPUT, f32, "[T]", {{TDSL_OP_SYMBOL, 1}});
    param("index", TDSL_PARAM_INPUT, i32, "[N]", {{TDSL_OP_SYMBOL, 0}});
    param("y", TDSL_PARAM_OUTPUT, f32, "[N]", {{TDSL_OP_SYMBOL, 0}});
  }
};

} // namespace tdsl::test

#endif // TDSL_TEST_RUNTIME_FUNCTIONS_H
