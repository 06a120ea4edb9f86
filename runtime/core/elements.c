/*===- elements.c - Check `where` conditions on elements ------------------===*\
|*
|* A pass over the data on all threads. It finds the lowest offending element,
|* whatever the timing of the threads, so that the message is always the same.
|*
\*===----------------------------------------------------------------------===*/

#include "runtime/core/checks.h"
#include "runtime/core/program.h"
#include "runtime/core/scan.h"

#include <inttypes.h>

enum { TASK_ELEMENTS = 16384, BYTES_PER_NANOSECOND = 16 };

typedef struct search {
  rt_scanner scan;
  rt_bounds bounds;
  const void *data;
  int64_t count;
  _Atomic int64_t first; /* offending element found so far; count if none */
} search;

static void search_tasks(void *closure, tdsl_context *context, int64_t begin,
                         int64_t end) {
  (void)context;
  search *s = (search *)closure;
  begin *= TASK_ELEMENTS;
  end = end * TASK_ELEMENTS < s->count ? end * TASK_ELEMENTS : s->count;
  int64_t first = atomic_load(&s->first);
  if (begin >= first)
    return;
  int64_t found = s->scan(s->data, begin, end, s->bounds);
  while (found >= 0 && found < first)
    if (atomic_compare_exchange_weak(&s->first, &first, found))
      return;
}

static bool read_bounds(tdsl_context *context,
                        const tdsl_element_condition *condition,
                        rt_bounds *bounds) {
  bounds->has_low = condition->flags & TDSL_ELEMENT_LOW;
  bounds->has_high = condition->flags & TDSL_ELEMENT_HIGH;
  bounds->low = bounds->high = 0;
  bounds->real_low = condition->real_low;
  bounds->real_high = condition->real_high;
  return (!condition->low.length ||
          rt_evaluate(context, condition->low, 0, &bounds->low)) &&
         (!condition->high.length ||
          rt_evaluate(context, condition->high, 0, &bounds->high));
}

static bool fail_element(tdsl_context *context,
                         const tdsl_element_condition *condition,
                         int64_t element) {
  int32_t index = condition->param;
  const tdsl_param *param = &context->function->params[index];
  const int64_t *shape = context->args[index]->shape;
  int64_t place[TDSL_MAX_RANK];
  int64_t rest = element;
  for (int32_t d = param->rank - 1; d >= 0; d--) {
    place[d] = rest % shape[d];
    rest /= shape[d];
  }
  return rt_fail(
      context, TDSL_ERROR_ELEMENT, "`%s`%s%s is %s, expected `%s`", param->name,
      param->rank ? " at " : "",
      param->rank ? rt_list(place, param->rank).bytes : "",
      rt_element(context->buffers[index], param->dtype, element).bytes,
      condition->text);
}

static bool check_condition(tdsl_context *context,
                            const tdsl_element_condition *condition) {
  const tdsl_param *param = &context->function->params[condition->param];
  int64_t element_bytes = (param->dtype.bits + 7) / 8;
  search s = {.scan = rt_scanner_of(param->dtype),
              .data = context->buffers[condition->param]};
  if (!s.scan)
    return rt_fail(context, TDSL_ERROR_DESCRIPTOR,
                   "`%s` has a condition, but its elements have no order",
                   param->name);
  if (!read_bounds(context, condition, &s.bounds))
    return false;
  s.count = context->bytes[condition->param] / element_bytes;
  atomic_init(&s.first, s.count);
  tdsl_rt_parallel_for(
      context, 0, (s.count + TASK_ELEMENTS - 1) / TASK_ELEMENTS,
      TASK_ELEMENTS * element_bytes / BYTES_PER_NANOSECOND, search_tasks, &s);
  int64_t first = atomic_load(&s.first);
  return first == s.count || fail_element(context, condition, first);
}

/* Whether a condition is not to be checked now: it was before, cannot be yet,
 * or the caller answers for it. */
static bool is_skipped(const tdsl_context *context,
                       const tdsl_element_condition *condition) {
  const tdsl_function *f = context->function;
  uint64_t needs =
      rt_mentioned(f, condition->low) | rt_mentioned(f, condition->high);
  if (rt_is_partial(context) &&
      (!context->args[condition->param] || needs & ~context->known))
    return true;
  if (context->phase == RT_PREPARED_CALL &&
      f->params[condition->param].kind == TDSL_PARAM_CONST &&
      !(needs & ~context->settled))
    return true;
  return context->options.flags & TDSL_CALL_TRUST_ELEMENTS &&
         !(condition->flags & TDSL_ELEMENT_MUST);
}

bool rt_check_elements(tdsl_context *context) {
  const tdsl_function *f = context->function;
  for (int32_t i = 0; i < f->element_condition_count; i++) {
    const tdsl_element_condition *condition = &f->element_conditions[i];
    if (condition->param < 0 || condition->param >= f->param_count ||
        f->params[condition->param].kind == TDSL_PARAM_OUTPUT)
      return rt_fail(context, TDSL_ERROR_DESCRIPTOR,
                     "the descriptor is malformed at `%s`", condition->text);
    if (!is_skipped(context, condition) && !check_condition(context, condition))
      return false;
  }
  return true;
}
