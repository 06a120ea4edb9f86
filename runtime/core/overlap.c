/*===- overlap.c - Outputs share memory with nothing ----------------------===*/

#include "runtime/core/checks.h"

/* Bytes of an empty tensor overlap with nothing, wherever it points. */
static bool overlap(const tdsl_context *context, int32_t a, int32_t b) {
  if (!context->args[a] || !context->args[b])
    return false;
  uintptr_t begin_a = (uintptr_t)context->buffers[a];
  uintptr_t begin_b = (uintptr_t)context->buffers[b];
  return begin_a < begin_b + (uintptr_t)context->bytes[b] &&
         begin_b < begin_a + (uintptr_t)context->bytes[a] &&
         context->bytes[a] && context->bytes[b];
}

bool rt_check_overlap(tdsl_context *context) {
  const tdsl_function *f = context->function;
  for (int32_t out = 0; out < f->param_count; out++) {
    if (f->params[out].kind != TDSL_PARAM_OUTPUT)
      continue;
    for (int32_t other = 0; other < f->param_count; other++) {
      bool seen = f->params[other].kind == TDSL_PARAM_OUTPUT && other <= out;
      if (!seen && overlap(context, out, other))
        return rt_fail(context, TDSL_ERROR_OVERLAP,
                       "the result `%s` shares memory with `%s`",
                       f->params[out].name, f->params[other].name);
    }
  }
  return true;
}
