/*===- check.c - Nothing in a plan leads outside its tables ---------------===*\
|*
|* Plans come from a compiler, but a bad one must not read or write outside its
|* memory either. Made once, when a driver first loads the plan.
|*
\*===----------------------------------------------------------------------===*/

#include "runtime/device/run.h"

static bool check_counts(const tdsl_context *context, const tdsl_plan *plan) {
  return plan->state && (plan->images || !plan->image_count) &&
         (plan->kernels || !plan->kernel_count) &&
         (plan->buffers || !plan->buffer_count) &&
         (plan->steps || !plan->step_count) &&
         (plan->sites || !plan->site_count) &&
         plan->buffer_count < UINT32_MAX - TDSL_MAX_PARAMS &&
         plan->leaf_count <= (uint32_t)context->function->leaf_count &&
         (plan->has_report || !plan->leaf_count);
}

static bool check_kernel(const tdsl_context *context, const tdsl_plan *plan,
                         const tdsl_plan_kernel *kernel) {
  const tdsl_function *function = context->function;
  uint32_t buffers = (uint32_t)function->param_count + plan->buffer_count +
                     (plan->has_report ? 1 : 0);
  bool good = kernel->entry && kernel->image < plan->image_count &&
              plan->images[kernel->image].bytes &&
              kernel->size_count <= TDSL_MAX_SYMBOLS &&
              kernel->dynamic_bytes <= kernel->shared_bytes;
  for (int d = 0; d < 3; d++)
    good = good && kernel->threads[d] > 0;
  for (uint32_t i = 0; good && i < kernel->argument_count; i++)
    good = kernel->arguments[i].buffer < buffers;
  for (uint32_t i = 0; good && i < kernel->size_count; i++)
    good = kernel->sizes[i] < (uint32_t)function->symbol_count;
  return good;
}

static bool check_step(const tdsl_context *context, const tdsl_plan *plan,
                       const tdsl_plan_step *step) {
  uint32_t first = (uint32_t)context->function->param_count;
  switch (step->kind) {
  case TDSL_STEP_ALLOCATE:
  case TDSL_STEP_RELEASE:
    return step->what >= first && step->what - first < plan->buffer_count;
  case TDSL_STEP_LAUNCH:
    return step->what < plan->kernel_count;
  case TDSL_STEP_CLOCK:
    return step->what < (uint32_t)context->function->leaf_count;
  }
  return false;
}

static bool check_buffer(const tdsl_plan_buffer *buffer) {
  return buffer->rank >= 0 && buffer->rank <= TDSL_MAX_RANK &&
         buffer->element_bytes > 0 && (buffer->extents || !buffer->rank);
}

bool rt_check_plan(tdsl_context *context, const tdsl_plan *plan) {
  if (!check_counts(context, plan))
    return rt_fail(context, TDSL_ERROR_DESCRIPTOR, "the plan is malformed");
  for (uint32_t k = 0; k < plan->kernel_count; k++)
    if (!check_kernel(context, plan, &plan->kernels[k]))
      return rt_fail(context, TDSL_ERROR_DESCRIPTOR,
                     "the plan is malformed at kernel %u", k);
  for (uint32_t b = 0; b < plan->buffer_count; b++)
    if (!check_buffer(&plan->buffers[b]))
      return rt_fail(context, TDSL_ERROR_DESCRIPTOR,
                     "the plan is malformed at buffer %u", b);
  for (uint32_t s = 0; s < plan->step_count; s++)
    if (!check_step(context, plan, &plan->steps[s]))
      return rt_fail(context, TDSL_ERROR_DESCRIPTOR,
                     "the plan is malformed at step %u", s);
  return true;
}
