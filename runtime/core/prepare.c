/*===- prepare.c - Functions with constant parameters ---------------------===*\
|*
|* A prepared function owns copies of its constants. They were checked once; a
|* call checks only what depends on its other arguments.
|*
\*===----------------------------------------------------------------------===*/

#include "runtime/core/checks.h"
#include "runtime/core/run.h"

#include <stdlib.h>
#include <string.h>

typedef struct constant {
  tdsl_tensor tensor;
  int64_t shape[TDSL_MAX_RANK];
} constant;

struct tdsl_prepared {
  const tdsl_function *function;
  uint64_t settled; /* the sizes that the constants determine */
  constant constants[TDSL_MAX_PARAMS];
};

static bool is_const(const tdsl_function *function, int32_t param) {
  return function->params[param].kind == TDSL_PARAM_CONST;
}

/* Lays the arguments of one kind out at their places in the whole list. */
static void spread(const tdsl_function *function, bool constants,
                   const tdsl_tensor *const *some, const tdsl_tensor **all) {
  for (int32_t i = 0; i < function->param_count; i++)
    if (is_const(function, i) == constants)
      all[i] = *some++;
}

static bool copy_constant(tdsl_context *context, int32_t index,
                          constant *copy) {
  const tdsl_tensor *tensor = context->args[index];
  void *data = tdsl_rt_alloc(context, context->bytes[index], 0);
  if (!data)
    return false;
  if (context->bytes[index])
    memcpy(data, context->buffers[index], (size_t)context->bytes[index]);
  for (int32_t d = 0; d < tensor->ndim; d++)
    copy->shape[d] = tensor->shape[d];
  copy->tensor = tdsl_dense(data, tensor->dtype, tensor->ndim, copy->shape);
  return true;
}

static bool prepare(tdsl_context *context, tdsl_prepared *prepared) {
  const tdsl_function *f = context->function;
  for (int32_t i = 0; i < f->param_count; i++)
    if (is_const(f, i) && !context->args[i])
      return rt_fail(context, TDSL_ERROR_NULL, "the constant `%s` is NULL",
                     f->params[i].name);
  if (!rt_check_arguments(context) || !rt_check_elements(context))
    return false;
  for (int32_t i = 0; i < f->param_count; i++)
    if (is_const(f, i) && !copy_constant(context, i, &prepared->constants[i]))
      return false;
  prepared->function = f;
  prepared->settled = context->known;
  return true;
}

/* Whether `constants` may be read: it may be NULL only if there are none. */
static bool has_list(tdsl_context *context, bool constants,
                     const tdsl_tensor *const *list) {
  const tdsl_function *f = context->function;
  for (int32_t i = 0; i < f->param_count; i++)
    if (is_const(f, i) == constants && !list)
      return rt_fail(context, TDSL_ERROR_NULL, "the %s are NULL",
                     constants ? "constants" : "arguments");
  return true;
}

tdsl_status tdsl_prepare(const tdsl_function *function,
                         const tdsl_tensor *const *constants,
                         tdsl_prepared **result) {
  const tdsl_tensor *args[TDSL_MAX_PARAMS] = {NULL};
  tdsl_context context;
  rt_begin(&context, RT_PREPARE, function, args, NULL);
  if (result)
    *result = NULL;
  if (rt_check_descriptor(&context) && has_list(&context, true, constants)) {
    spread(function, true, constants, args);
    tdsl_prepared *prepared = (tdsl_prepared *)calloc(1, sizeof *prepared);
    if (!result)
      rt_fail(&context, TDSL_ERROR_NULL, "the place for the result is NULL");
    else if (!prepared)
      rt_fail(&context, TDSL_ERROR_MEMORY, "no memory to prepare it");
    else if (prepare(&context, prepared))
      *result = prepared;
    if (!result || !*result)
      tdsl_release(prepared);
  }
  return rt_finish(&context);
}

tdsl_status tdsl_run(const tdsl_prepared *prepared,
                     const tdsl_tensor *const *list, const int64_t *sizes,
                     const tdsl_call_options *options) {
  const tdsl_tensor *args[TDSL_MAX_PARAMS];
  tdsl_context context;
  rt_begin(&context, RT_PREPARED_CALL, prepared ? prepared->function : NULL,
           args, sizes);
  if (!prepared) {
    rt_fail(&context, TDSL_ERROR_NULL, "the prepared function is NULL");
  } else if (has_list(&context, false, list)) {
    const tdsl_function *f = prepared->function;
    spread(f, false, list, args);
    for (int32_t i = 0; i < f->param_count; i++)
      if (is_const(f, i))
        args[i] = &prepared->constants[i].tensor;
    context.settled = prepared->settled;
    rt_check_and_run(&context, options);
  }
  return rt_finish(&context);
}

void tdsl_release(tdsl_prepared *prepared) {
  if (!prepared)
    return;
  for (int32_t i = 0; i < TDSL_MAX_PARAMS; i++)
    tdsl_rt_free(NULL, prepared->constants[i].tensor.data);
  free(prepared);
}
