/*===- kernel-library.c - A library that carries the runtime --------------===*\
|*
|* Linked twice, each time with a runtime of its own, as two compiled kernels
|* are. Its function says which pool it runs on.
|*
\*===----------------------------------------------------------------------===*/

#include "runtime/cpu/pool.h"
#include "tdsl/runtime.h"

static void sum_range(void *closure, tdsl_context *context, int64_t begin,
                      int64_t end) {
  (void)context;
  int64_t *sum = (int64_t *)closure;
  for (int64_t i = begin; i < end; i++)
    __atomic_fetch_add(sum, i, __ATOMIC_RELAXED);
}

static int32_t kernel(tdsl_context *context, void *const *buffers,
                      const int64_t *sizes) {
  (void)sizes;
  tdsl_rt_parallel_for(context, 0, 1000, 0, sum_range, buffers[0]);
  return 0;
}

static const tdsl_param params[] = {
    {"sum", "", TDSL_PARAM_OUTPUT, 0, {TDSL_INT, 64, 1}, 0, 0}};
static const tdsl_function function = {.abi_version = TDSL_ABI_VERSION,
                                       .param_count = 1,
                                       .name = "sum",
                                       .params = params,
                                       .kernel = kernel};

TDSL_API int64_t call_kernel(void) {
  int64_t sum = 0;
  tdsl_tensor tensor = tdsl_dense(&sum, params[0].dtype, 0, NULL);
  const tdsl_tensor *args[] = {&tensor};
  return tdsl_invoke(&function, args, NULL, NULL) == TDSL_OK ? sum : -1;
}

TDSL_API void *pool_of_library(void) { return rt_shared_pool(); }
TDSL_API void *code_of_library(void) { return (void *)tdsl_invoke; }
