/*===- program.c - Evaluate programs over sizes ---------------------------===*\
|*
|* A stack machine of sixteen operations. Programs come from a compiler, but a
|* bad one must not read or write outside its memory either.
|*
\*===----------------------------------------------------------------------===*/

#include "runtime/core/program.h"

enum { STACK_WORDS = 64 };

typedef enum outcome { GOOD, OVERFLOWED, MALFORMED } outcome;

static int64_t floor_div(int64_t a, int64_t b) {
  int64_t quotient = a / b;
  return quotient - (a % b != 0 && (a < 0) != (b < 0));
}

static outcome binary(int64_t op, int64_t a, int64_t b, int64_t *result) {
  switch (op) {
  case TDSL_OP_ADD:
    return __builtin_add_overflow(a, b, result) ? OVERFLOWED : GOOD;
  case TDSL_OP_SUB:
    return __builtin_sub_overflow(a, b, result) ? OVERFLOWED : GOOD;
  case TDSL_OP_MUL:
    return __builtin_mul_overflow(a, b, result) ? OVERFLOWED : GOOD;
  case TDSL_OP_FLOORDIV:
    if (a == INT64_MIN && b == -1)
      return OVERFLOWED;
    *result = b ? floor_div(a, b) : 0;
    return GOOD;
  case TDSL_OP_MOD:
    *result = b == 0 || b == -1 ? 0 : a - b * floor_div(a, b);
    return GOOD;
  case TDSL_OP_MIN:
    *result = a < b ? a : b;
    return GOOD;
  case TDSL_OP_MAX:
    *result = a > b ? a : b;
    return GOOD;
  case TDSL_OP_EQ:
    *result = a == b;
    return GOOD;
  case TDSL_OP_NE:
    *result = a != b;
    return GOOD;
  case TDSL_OP_LT:
    *result = a < b;
    return GOOD;
  case TDSL_OP_LE:
    *result = a <= b;
    return GOOD;
  case TDSL_OP_AND:
    *result = a && b;
    return GOOD;
  case TDSL_OP_OR:
    *result = a || b;
    return GOOD;
  }
  return MALFORMED;
}

static bool in_code(const tdsl_function *function, tdsl_program program) {
  return program.begin <= function->code_length &&
         program.length <= function->code_length - program.begin;
}

static outcome execute(const tdsl_context *context, tdsl_program program,
                       int64_t extent, int64_t *result) {
  const tdsl_function *function = context->function;
  if (!in_code(function, program))
    return MALFORMED;
  const int64_t *word = function->code + program.begin;
  const int64_t *end = word + program.length;
  int64_t stack[STACK_WORDS];
  int depth = 0;

  while (word != end) {
    int64_t op = *word++;
    bool pushes =
        op == TDSL_OP_PUSH || op == TDSL_OP_SYMBOL || op == TDSL_OP_EXTENT;
    if (pushes) {
      int64_t value = extent;
      if (depth == STACK_WORDS || (op != TDSL_OP_EXTENT && word == end))
        return MALFORMED;
      if (op != TDSL_OP_EXTENT)
        value = *word++;
      if (op == TDSL_OP_SYMBOL) {
        if (value < 0 || value >= function->symbol_count ||
            !(context->known >> value & 1))
          return MALFORMED;
        value = context->sizes[value];
      }
      stack[depth++] = value;
      continue;
    }
    if (op == TDSL_OP_NOT && depth >= 1) {
      stack[depth - 1] = !stack[depth - 1];
      continue;
    }
    if (depth < 2)
      return MALFORMED;
    depth--;
    outcome out = binary(op, stack[depth - 1], stack[depth], &stack[depth - 1]);
    if (out != GOOD)
      return out;
  }
  if (depth != 1)
    return MALFORMED;
  *result = stack[0];
  return GOOD;
}

bool rt_evaluate(tdsl_context *context, tdsl_program program, int64_t extent,
                 int64_t *result) {
  switch (execute(context, program, extent, result)) {
  case GOOD:
    return true;
  case OVERFLOWED:
    return rt_fail(context, TDSL_ERROR_EXTENT,
                   "a shape or condition overflows 64 bits");
  case MALFORMED:
    break;
  }
  return rt_fail(context, TDSL_ERROR_DESCRIPTOR,
                 "the descriptor has a malformed program at word %u",
                 program.begin);
}

uint64_t rt_mentioned(const tdsl_function *function, tdsl_program program) {
  uint64_t symbols = 0;
  if (!in_code(function, program))
    return 0;
  const int64_t *code = function->code + program.begin;
  for (uint32_t i = 0; i + 1 < program.length; i++) {
    if (code[i] == TDSL_OP_SYMBOL && code[i + 1] >= 0 &&
        code[i + 1] < TDSL_MAX_SYMBOLS)
      symbols |= UINT64_C(1) << code[i + 1];
    if (code[i] == TDSL_OP_SYMBOL || code[i] == TDSL_OP_PUSH)
      i++;
  }
  return symbols;
}
