/*===- infer.c - The shape that an argument must have ---------------------===*/

#include "runtime/core/checks.h"
#include "runtime/core/program.h"

static bool infer(tdsl_context *context, int32_t index, int64_t *shape) {
  const tdsl_function *f = context->function;
  if (!context->args || !shape || index < 0 || index >= f->param_count)
    return rt_fail(context, TDSL_ERROR_NULL,
                   "there is no such parameter, or nowhere to write its shape");
  if (!rt_check_arguments(context))
    return false;
  const tdsl_param *param = &f->params[index];
  for (int32_t d = 0; d < param->rank; d++) {
    uint64_t missing = rt_mentioned(f, param->dims[d]) & ~context->known;
    int32_t first = missing ? __builtin_ctzll(missing) : 0;
    if (missing && first < f->symbol_count)
      return rt_fail(context, TDSL_ERROR_SIZE,
                     "the shape of `%s` needs size `%s`, which nothing given "
                     "determines",
                     param->name, f->symbols[first].name);
    if (!rt_evaluate(context, param->dims[d], 0, &shape[d]))
      return false;
  }
  return true;
}

tdsl_status tdsl_infer_shape(const tdsl_function *function,
                             const tdsl_tensor *const *args,
                             const int64_t *sizes, int32_t param,
                             int64_t *shape) {
  tdsl_context context;
  rt_begin(&context, RT_INFER, function, args, sizes);
  if (rt_check_descriptor(&context))
    infer(&context, param, shape);
  return rt_finish(&context);
}
