/*===- invoke.c - Check the arguments, run the kernel ---------------------===*/

#include "runtime/core/checks.h"
#include "runtime/core/run.h"

#include <string.h>

tdsl_status tdsl_invoke(const tdsl_function *function,
                        const tdsl_tensor *const *args, const int64_t *sizes,
                        const tdsl_call_options *options) {
  tdsl_context context;
  rt_begin(&context, RT_CALL, function, args, sizes);
  if (rt_check_descriptor(&context))
    rt_check_and_run(&context, options);
  return rt_finish(&context);
}

bool rt_check_arguments(tdsl_context *context) {
  int32_t count = context->function->param_count;
  if (!context->args && count)
    return rt_fail(context, TDSL_ERROR_NULL, "the arguments are NULL");
  bool partial = rt_is_partial(context);
  for (int32_t i = 0; i < count; i++)
    if (!(partial && !context->args[i]) && !rt_check_argument(context, i))
      return false;
  if (!rt_solve_sizes(context))
    return false;
  for (int32_t i = 0; i < count; i++)
    if (context->args[i] && !rt_check_shape(context, i))
      return false;
  return rt_check_overlap(context) && rt_check_conditions(context);
}

/* A kernel compiled for `dslc verify` counts its leaves even when nobody wants
 * to see the counters. */
static bool run_kernel(tdsl_context *context) {
  const tdsl_function *f = context->function;
  int64_t *scratch = NULL;
  if (f->leaf_count && !context->options.leaves) {
    int64_t bytes = f->leaf_count * (int64_t)sizeof(int64_t);
    scratch = (int64_t *)tdsl_rt_alloc(context, bytes, 0);
    if (!scratch)
      return false;
    memset(scratch, 0, (size_t)bytes);
    context->options.leaves = scratch;
  }
  int32_t result = f->kernel(context, context->buffers, context->sizes);
  tdsl_rt_free(context, scratch);
  return result == 0 || rt_fail(context, TDSL_ERROR_KERNEL,
                                "the kernel failed with code %d", (int)result);
}

void rt_check_and_run(tdsl_context *context, const tdsl_call_options *options) {
  if (options)
    context->options = *options;
  if (rt_check_arguments(context) && rt_check_elements(context))
    run_kernel(context);
}
