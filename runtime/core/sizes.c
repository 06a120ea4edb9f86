/*===- sizes.c - Solve sizes and check shapes and conditions --------------===*/

#include "runtime/core/checks.h"
#include "runtime/core/program.h"
#include "runtime/core/text.h"

#include <inttypes.h>

static bool is_known(const tdsl_context *context, int64_t symbol) {
  return context->known >> symbol & 1;
}

/* The value that an argument gives; nothing if that is not there yet. */
static bool solve_from_argument(tdsl_context *context,
                                const tdsl_symbol *symbol, int64_t *value,
                                bool *found) {
  const tdsl_function *f = context->function;
  if (symbol->param >= f->param_count || symbol->dim < 0 ||
      symbol->dim >= f->params[symbol->param].rank)
    return rt_fail(context, TDSL_ERROR_DESCRIPTOR,
                   "the descriptor is malformed at size `%s`", symbol->name);
  const tdsl_tensor *tensor = context->args[symbol->param];
  if (!tensor)
    return true;
  int64_t extent = tensor->shape[symbol->dim];
  *value = extent;
  *found = !symbol->solve.length || rt_can_evaluate(context, symbol->solve);
  return !*found || !symbol->solve.length ||
         rt_evaluate(context, symbol->solve, extent, value);
}

/* The value that the caller gives by name, or its default. */
static bool solve_explicit(tdsl_context *context, const tdsl_symbol *symbol,
                           int32_t position, int64_t *value, bool *found) {
  /* A prepared function gets its explicit sizes with each call. */
  *found = false;
  if (context->phase == RT_PREPARE)
    return true;
  *value = context->explicit_sizes ? context->explicit_sizes[position]
                                   : TDSL_DEFAULT_SIZE;
  *found = true;
  if (*value != TDSL_DEFAULT_SIZE)
    return true;
  *found = false;
  if (!symbol->default_value.length)
    return rt_is_partial(context) ||
           rt_fail(context, TDSL_ERROR_SIZE,
                   "size `%s` is missing: no argument determines it",
                   symbol->name);
  *found = rt_can_evaluate(context, symbol->default_value);
  return !*found || rt_evaluate(context, symbol->default_value, 0, value);
}

bool rt_solve_sizes(tdsl_context *context) {
  const tdsl_function *f = context->function;
  int32_t explicit_count = 0;
  for (int32_t s = 0; s < f->symbol_count; s++) {
    const tdsl_symbol *symbol = &f->symbols[s];
    int64_t value = 0;
    bool found = false;
    bool good =
        symbol->param >= 0
            ? solve_from_argument(context, symbol, &value, &found)
            : solve_explicit(context, symbol, explicit_count++, &value, &found);
    if (!good)
      return false;
    if (!found && rt_is_partial(context))
      continue;
    if (!found)
      return rt_fail(context, TDSL_ERROR_DESCRIPTOR,
                     "the descriptor is malformed at size `%s`", symbol->name);
    if (value < symbol->minimum)
      return rt_fail(context, TDSL_ERROR_SIZE,
                     "size `%s` is %" PRId64 ", expected at least %" PRId64,
                     symbol->name, value, symbol->minimum);
    context->sizes[s] = value;
    context->known |= UINT64_C(1) << s;
  }
  return true;
}

/* "`K` = 4 from dimension 1 of `a`, ..." for the sizes of a program. */
static rt_text origins(const tdsl_context *context, tdsl_program program) {
  const tdsl_function *f = context->function;
  uint64_t mentioned = rt_mentioned(f, program);
  rt_text text = {.length = 0};
  for (int32_t s = 0; s < f->symbol_count; s++) {
    if (!(mentioned >> s & 1) || !is_known(context, s))
      continue;
    const tdsl_symbol *symbol = &f->symbols[s];
    rt_append(&text, "%s`%s` is %" PRId64, text.length ? ", " : "; ",
              symbol->name, context->sizes[s]);
    if (symbol->param >= 0)
      rt_append(&text, " from dimension %" PRId32 " of `%s`", symbol->dim,
                f->params[symbol->param].name);
  }
  return text;
}

static bool fail_shape(tdsl_context *context, int32_t index, int32_t dim) {
  const tdsl_param *param = &context->function->params[index];
  const tdsl_tensor *tensor = context->args[index];
  int64_t expected[TDSL_MAX_RANK];
  for (int32_t d = 0; d < param->rank; d++) {
    expected[d] = tensor->shape[d];
    if (rt_can_evaluate(context, param->dims[d]) &&
        !rt_evaluate(context, param->dims[d], 0, &expected[d]))
      return false;
  }
  return rt_fail(context, TDSL_ERROR_SHAPE,
                 "`%s` has shape %s, expected %s as in `%s`: dimension %" PRId32
                 " is %" PRId64 ", expected %" PRId64 "%s",
                 param->name, rt_list(tensor->shape, param->rank).bytes,
                 rt_list(expected, param->rank).bytes, param->shape_text, dim,
                 tensor->shape[dim], expected[dim],
                 origins(context, param->dims[dim]).bytes);
}

/* Any program, slowly. */
static bool check_extent(tdsl_context *context, int32_t index, int32_t dim) {
  tdsl_program program = context->function->params[index].dims[dim];
  int64_t expected;
  if (rt_is_partial(context) && !rt_can_evaluate(context, program))
    return true;
  if (!rt_evaluate(context, program, 0, &expected))
    return false;
  return context->args[index]->shape[dim] == expected ||
         fail_shape(context, index, dim);
}

/* Most programs are a single size, and most extents are right. */
static inline bool is_size(const int64_t *word, uint64_t known,
                           const int64_t *sizes, int64_t extent) {
  return word[0] == TDSL_OP_SYMBOL && (uint64_t)word[1] < TDSL_MAX_SYMBOLS &&
         known >> word[1] & 1 && sizes[word[1]] == extent;
}

bool rt_check_shape(tdsl_context *context, int32_t index) {
  const tdsl_function *f = context->function;
  const tdsl_program *dims = f->params[index].dims;
  const int64_t *shape = context->args[index]->shape;
  const int64_t *code = f->code;
  uint64_t length = f->code_length, known = context->known;
  int32_t rank = f->params[index].rank;
  for (int32_t d = 0; d < rank; d++) {
    bool quick = dims[d].length == 2 && dims[d].begin + UINT64_C(2) <= length &&
                 is_size(code + dims[d].begin, known, context->sizes, shape[d]);
    if (!quick && !check_extent(context, index, d))
      return false;
  }
  return true;
}

bool rt_check_conditions(tdsl_context *context) {
  const tdsl_function *f = context->function;
  for (int32_t i = 0; i < f->condition_count; i++) {
    const tdsl_condition *condition = &f->conditions[i];
    int64_t holds;
    if (rt_is_partial(context) && !rt_can_evaluate(context, condition->test))
      continue;
    if (!rt_evaluate(context, condition->test, 0, &holds))
      return false;
    if (!holds)
      return rt_fail(context, TDSL_ERROR_CONDITION,
                     "the sizes must satisfy `%s`%s", condition->text,
                     origins(context, condition->test).bytes);
  }
  return true;
}
